// Go to a row by its number, or to a column by its name.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { count } from '../contract/words.ts';
import { matching } from './columns-list.tsx';
import { rowOf } from './go.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { namesOf, type PanelState } from './state.ts';

export function GoTo({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const [text, setText] = useState('');
  const target = targetOf(text, state);
  const go = async (): Promise<void> => {
    if (target.row === undefined && target.column === undefined) return;
    panel.open(undefined);
    const row = target.row ?? panel.pages.ordinal(state.cursor.position) ?? -1;
    await panel.showRow(row, target.column);
    panel.focusGrid();
  };
  return (
    <form class="goto" onSubmit={(event) => { event.preventDefault(); void go(); }}>
      <input class="search" data-first type="text" placeholder="Row number, or name of a column" aria-label="Row number, or name of a column" aria-describedby="goto-said" value={text} spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="dim note" id="goto-said" role="status">{target.said}</p>
    </form>
  );
}

interface Target {
  readonly row?: number;
  readonly column?: number;
  readonly said: string;
}

/** "1200", "price", or both: "1200 price". */
function targetOf(text: string, state: PanelState): Target {
  if (text.trim() === '') return { said: `Rows 1 to ${count(state.rows)}. A number and a name together lead to a cell.` };
  const names = namesOf(state);
  const [, digits = '', name = ''] = /^\s*([\d,_]*)\s*[:\s]?\s*(.*?)\s*$/s.exec(text) ?? [];
  const row = rowOf(digits);
  if (row !== undefined && row >= state.rows) return { said: `There are ${count(state.rows)} rows.` };
  const column = name === '' ? undefined : matching(names, row === undefined ? text : name)[0];
  if (name !== '' && column === undefined) return { said: 'No column has this in its name.' };
  const where = [row === undefined ? '' : `row ${count(row + 1)}`, column === undefined ? '' : oneLine(names[column] ?? '')].filter((word) => word !== '');
  return { row, column, said: `Enter goes to ${where.join(', ')}.` };
}
