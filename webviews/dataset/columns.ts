// What a user does to columns: widths, pins, order, hiding, sorting.

import type { SortKey } from '../contract/dataset.ts';
import { clampWidth } from './layout.ts';
import type { Panel } from './panel.ts';

export function setWidth(panel: Panel, column: number, width: number): void {
  panel.choose({ widths: new Map(panel.state.choices.widths).set(column, clampWidth(width)) });
}

export function widen(panel: Panel, column: number, by: number): void {
  const { layout } = panel.state;
  setWidth(panel, column, layout.width(layout.placeOf(column)) + by);
}

/** As wide as it was when the panel opened. */
export function fit(panel: Panel, column: number): void {
  const widths = new Map(panel.state.choices.widths);
  widths.delete(column);
  panel.choose({ widths });
}

export function togglePin(panel: Panel, column: number): void {
  panel.choose({ pinned: toggled(panel.state.choices.pinned, column) });
  panel.moveTo({ ...panel.state.cursor, place: panel.state.layout.placeOf(column) });
}

/** The last column that is shown stays. */
export function setHidden(panel: Panel, columns: readonly number[], isHidden: boolean): void {
  const hidden = new Set(panel.state.choices.hidden);
  for (const column of columns) {
    if (!isHidden) hidden.delete(column);
    else if (hidden.size < (panel.state.opened?.columns.length ?? 0) - 1) hidden.add(column);
  }
  panel.choose({ hidden });
  const place = Math.min(panel.state.cursor.place, panel.state.layout.shown.length - 1);
  panel.moveTo({ ...panel.state.cursor, place });
}

/** Moves a column by so many places among those shown; it stays on its side of the pins. */
export function move(panel: Panel, column: number, by: number): void {
  const { layout } = panel.state;
  moveToPlace(panel, column, layout.placeOf(column) + by);
}

export function moveToPlace(panel: Panel, column: number, wished: number): void {
  const { layout, opened } = panel.state;
  const from = layout.placeOf(column);
  const [first, last] = from < layout.pinned ? [0, layout.pinned - 1] : [layout.pinned, layout.shown.length - 1];
  const to = Math.min(last, Math.max(first, wished));
  if (from < 0 || to === from) return;
  const shown = layout.shown.filter((other) => other !== column).toSpliced(to, 0, column);
  const hidden = (opened?.columns ?? []).map((_, index) => index).filter((index) => !shown.includes(index));
  panel.choose({ order: [...shown, ...hidden] });
  panel.moveTo({ ...panel.state.cursor, place: to });
}

/** Ascending, then descending, then not: alone, or as a further key. */
export function nextSort(sort: readonly SortKey[], column: number, adds: boolean): SortKey[] {
  const now = sort.find((key) => key.column === column);
  const next: SortKey[] = now === undefined ? [{ column, descending: false }] : now.descending ? [] : [{ column, descending: true }];
  if (!adds) return next;
  return now === undefined ? [...sort, ...next] : sort.flatMap((key) => (key === now ? next : [key]));
}

export function toggleSort(panel: Panel, column: number, adds: boolean): void {
  const { arrangement } = panel.state.choices;
  panel.arrange({ ...arrangement, sort: nextSort(arrangement.sort ?? [], column, adds) });
}

export function setSort(panel: Panel, sort: readonly SortKey[]): void {
  panel.arrange({ ...panel.state.choices.arrangement, sort: [...sort] });
}

function toggled(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  return set.has(item) ? new Set([...set].filter((other) => other !== item)) : new Set([...set, item]);
}
