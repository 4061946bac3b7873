// What keys do in the grid.

import { copySelection } from './copy.ts';
import { move, setHidden, toggleSort, widen } from './columns.ts';
import { moved } from './keys.ts';
import type { Panel } from './panel.ts';
import type { Cell, Point } from './state.ts';

const WIDER = 16;

/** true where the key was of use. */
export function onGridKey(event: KeyboardEvent, panel: Panel, page: number): boolean {
  const { cursor, anchor, shown, layout } = panel.state;
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.altKey) return onAltKey(event, panel);
  const to = moved(cursor, { key: event.key, ctrl }, { rows: shown, columns: layout.shown.length, page });
  if (to !== undefined) {
    go(panel, to, event.shiftKey ? anchor : to);
    return true;
  }
  return ctrl ? onCtrlKey(event, panel) : onPlainKey(event, panel);
}

function go(panel: Panel, cursor: Cell, anchor: Cell): void {
  panel.moveTo(cursor, anchor);
  panel.focusGrid();
}

function columnAt(panel: Panel): number | undefined {
  return panel.state.layout.shown[panel.state.cursor.place];
}

/** Alt with arrows: the column's width; with Shift, its place. */
function onAltKey({ key, shiftKey }: KeyboardEvent, panel: Panel): boolean {
  const column = columnAt(panel);
  if (column === undefined) return false;
  if (key === 'ArrowDown') openMenu(panel);
  else if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  else if (shiftKey) move(panel, column, key === 'ArrowLeft' ? -1 : 1);
  else widen(panel, column, key === 'ArrowLeft' ? -WIDER : WIDER);
  if (key !== 'ArrowDown') panel.focusGrid();
  return true;
}

function onCtrlKey({ key, shiftKey }: KeyboardEvent, panel: Panel): boolean {
  const { cursor, shown, layout } = panel.state;
  if (key === 'c' || key === 'C') void copySelection(panel, shiftKey ? 'markdown' : 'csv');
  else if (key === 'a') panel.moveTo({ position: shown - 1, place: layout.shown.length - 1 }, { position: 0, place: 0 });
  else if (key === ' ') panel.moveTo({ ...cursor, position: Math.max(0, shown - 1) }, { ...cursor, position: 0 });
  else return false;
  return true;
}

function onPlainKey({ key, shiftKey }: KeyboardEvent, panel: Panel): boolean {
  const { cursor, anchor, layout, showsValue } = panel.state;
  const column = columnAt(panel);
  if (key === 'Enter' && cursor.position < 0 && column !== undefined) toggleSort(panel, column, shiftKey);
  else if (key === ' ' && shiftKey) panel.moveTo({ ...cursor, place: layout.shown.length - 1 }, { ...cursor, place: 0 });
  else if (key === ' ' && cursor.position < 0) openMenu(panel);
  else if (key === ' ' || (key === 'Enter' && cursor.position >= 0)) panel.set({ showsValue: true });
  else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) openMenu(panel);
  else if (key === 'Delete' && cursor.position < 0 && column !== undefined) setHidden(panel, [column], true);
  else if (key === 'Escape' && (anchor.position !== cursor.position || anchor.place !== cursor.place)) panel.moveTo(cursor);
  else if (key === 'Escape' && showsValue) panel.set({ showsValue: false });
  else return false;
  return true;
}

/** The menu of the cell or column that the cursor is on. */
export function openMenu(panel: Panel, at: Point = pointOfCursor()): void {
  const { cursor } = panel.state;
  const column = columnAt(panel);
  if (cursor.position < 0 && column !== undefined) panel.open({ kind: 'column', column, at });
  else panel.open({ kind: 'cell', at });
}

function pointOfCursor(): Point {
  const { left = 0, bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
  return { x: left, y: bottom };
}
