// All columns by name: shown or hidden, and a way to each.

import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { plural } from '../contract/words.ts';
import { Icon } from '../parts/icon.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { setHidden } from './columns.ts';
import { TYPE_ICONS } from './header-cell.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { columnOf, namesOf, type PanelState } from './state.ts';

export function ColumnsList({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const [sought, setSought] = useState('');
  const { hidden } = state.choices;
  const names = namesOf(state);
  const found = useMemo(() => matching(names, sought), [names, sought]);
  const go = (index: number): void => {
    const column = found[index];
    if (column === undefined) return;
    panel.open(undefined);
    void panel.showRow(-1, column).then(() => panel.focusGrid());
  };
  const toggle = (index: number): void => {
    const column = found[index];
    if (column !== undefined) setHidden(panel, [column], !hidden.has(column));
  };
  return (
    <>
      <input class="search" data-first type="text" placeholder="Find a column" aria-label="Find a column" aria-controls="columns" value={sought} spellcheck={false}
        onInput={(event) => setSought(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Enter' && go(0)} />
      <VirtualList
        id="columns" label="Columns" role="listbox" isMultiple count={found.length}
        row={(index) => {
          const column = found[index] ?? 0;
          const isShown = !hidden.has(column);
          return {
            attributes: { 'aria-selected': isShown, 'aria-label': `${oneLine(names[column] ?? '')}, ${isShown ? 'shown' : 'hidden'}` },
            content: <><Icon name={isShown ? 'check' : 'blank'} /><Icon name={TYPE_ICONS[columnOf(state, column).type]} className="dim" /><bdi class="name">{oneLine(names[column] ?? '')}</bdi></>,
            className: isShown ? '' : 'is-hidden',
          };
        }}
        onTake={(index, event) => (event instanceof KeyboardEvent && event.key === 'Enter' ? go(index) : toggle(index))}
      />
      {found.length === 0 && <p class="dim note">No column has this in its name.</p>}
      <div class="popup-foot">
        <button type="button" class="text-button" onClick={() => setHidden(panel, found, false)}>Show {all(found.length, names.length)}</button>
        <button type="button" class="text-button" onClick={() => setHidden(panel, found, true)}>Hide {all(found.length, names.length)}</button>
        <span class="dim">Enter goes there</span>
      </div>
    </>
  );
}

function all(found: number, whole: number): string {
  return found === whole ? 'All' : plural(found, 'Column');
}

/** Those that begin with the text first. */
export function matching(names: readonly string[], sought: string): number[] {
  const text = sought.trim().toLowerCase();
  const found = names.flatMap((name, column) => (name.toLowerCase().includes(text) ? [column] : []));
  if (text === '') return found;
  const starts = (column: number): boolean => names[column]?.toLowerCase().startsWith(text) === true;
  return [...found.filter(starts), ...found.filter((column) => !starts(column))];
}
