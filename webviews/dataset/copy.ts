// Copies what is selected: fetches the cells that are not here, and long ones whole.

import type { CellText, Page } from '../contract/dataset.ts';
import { count, plural } from '../contract/words.ts';
import { asText, type CopyFormat } from './copied.ts';
import type { Panel } from './panel.ts';
import { columnOf, type Cell } from './state.ts';

const MOST_CELLS = 500_000;
const MOST_WHOLE = 2_000;
const PAGE_ROWS = 2_000;
const PAGE_COLUMNS = 500;

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What is selected; a cursor on the header stands for the whole column, one on a row's number for the whole row. */
export function selectionOf(cursor: Cell, anchor: Cell, size: { readonly rows: number; readonly columns: number }): Range {
  const rows = [cursor.position, anchor.position].sort((a, b) => a - b) as [number, number];
  const places = [cursor.place, anchor.place].sort((a, b) => a - b) as [number, number];
  return {
    top: Math.max(0, rows[0]),
    bottom: rows[0] < 0 ? size.rows - 1 : rows[1],
    left: Math.max(0, places[0]),
    right: places[0] < 0 ? size.columns - 1 : places[1],
  };
}

export async function copySelection(panel: Panel, format: CopyFormat = 'csv'): Promise<void> {
  const { cursor, anchor, shown, layout } = panel.state;
  const range = selectionOf(cursor, anchor, { rows: shown, columns: layout.shown.length });
  const columns = layout.shown.slice(range.left, range.right + 1);
  const wished = range.bottom - range.top + 1;
  const rows = Math.min(wished, Math.floor(MOST_CELLS / Math.max(1, columns.length)));
  if (rows <= 0 && cursor.position >= 0) return;
  try {
    const cells = await fetchRows(panel, { start: range.top, count: rows, columns });
    const isOne = rows === 1 && columns.length === 1 && cursor.position >= 0;
    const text = isOne && format === 'csv' ? (cells[0]?.[0] ?? '') : asText({ names: columns.map((column) => columnOf(panel.state, column).name), rows: cells }, format);
    panel.host.send({ kind: 'copy', text });
    panel.say(said(cells.length, { wished, columns: columns.length, isOne }));
  } catch (error) {
    panel.refused(error);
  }
}

function said(rows: number, { wished, columns, isOne }: { wished: number; columns: number; isOne: boolean }): string {
  if (isOne) return 'Copied the cell.';
  const what = `${plural(rows, 'row')} × ${plural(columns, 'column')}`;
  return rows < wished ? `Copied the first ${what}, of ${count(wished)} rows.` : `Copied ${what}.`;
}

/** Row by row, in the order shown. */
async function fetchRows(panel: Panel, { start, count: most, columns }: { start: number; count: number; columns: readonly number[] }): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  let whole = 0;
  for (let from = start; from < start + most; from += PAGE_ROWS) {
    const size = Math.min(PAGE_ROWS, start + most - from);
    const pages: Page[] = [];
    for (let left = 0; left < columns.length; left += PAGE_COLUMNS) {
      pages.push(await panel.host.ask('page', { start: from, count: size, columns: columns.slice(left, left + PAGE_COLUMNS) }).answer);
    }
    const ordinals = pages[0]?.rows ?? [];
    for (const [i, row] of ordinals.entries()) {
      const cells = pages.flatMap((page) => page.cells.map((column) => column[i] ?? null));
      whole += cells.filter(isCut).length;
      if (whole > MOST_WHOLE) throw new Error(`Nothing was copied: more than ${count(MOST_WHOLE)} of the cells are long ones. Select fewer rows.`);
      rows.push(await Promise.all(cells.map((cell, place) => wholeText(panel, cell, { row, column: columns[place] ?? 0 }))));
    }
    if (ordinals.length < size) break;
  }
  return rows;
}

function isCut(cell: CellText): cell is { readonly text: string; readonly length: number } {
  return typeof cell === 'object' && cell !== null;
}

async function wholeText(panel: Panel, cell: CellText, at: { row: number; column: number }): Promise<string | null> {
  return isCut(cell) ? (await panel.host.ask('cell', at).answer).text : cell;
}
