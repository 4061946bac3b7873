// What stands in place of rows when there are none.

import type { JSX } from 'preact';
import { clearFilter, dropPart } from './filters.ts';
import { partsOf, sentence } from './filter-words.ts';
import { HEADER_HEIGHT } from './grid-size.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { namesOf, type PanelState } from './state.ts';

export function EmptyRows({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  const { opened, shown, isArranging, choices } = state;
  if (opened === undefined || shown > 0 || isArranging) return null;
  const parts = partsOf(choices.arrangement.filter).of;
  const names = namesOf(state);
  return (
    <div class="empty-rows" style={{ top: `${HEADER_HEIGHT}px` }}>
      {parts.length === 0 ? <p>No rows.</p> : <p>No rows match.</p>}
      {parts.map((part, i) => (
        <button key={sentence(part, names)} type="button" class="link" onClick={() => dropPart(panel, i)}>
          Clear {oneLine(sentence(part, names))}
        </button>
      ))}
      {parts.length > 1 && <button type="button" class="link" onClick={() => clearFilter(panel)}>Clear all</button>}
    </div>
  );
}
