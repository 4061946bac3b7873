// What stays over a reload, by column name, so that it still fits when columns have moved.

import { Kept, type Arrangement, type Filter } from '../contract/dataset.ts';

/** The panel's own choices, by column. */
export interface Choices {
  readonly arrangement: Arrangement;
  readonly widths: ReadonlyMap<number, number>;
  readonly hidden: ReadonlySet<number>;
  readonly pinned: ReadonlySet<number>;
  readonly order: readonly number[];
  readonly top: number;
  readonly tab: Kept['tab'];
  readonly showsFindings: boolean;
}

export const NO_CHOICES: Choices = {
  arrangement: { sort: [] },
  widths: new Map(),
  hidden: new Set(),
  pinned: new Set(),
  order: [],
  top: 0,
  tab: 'grid',
  showsFindings: true,
};

/** Names told apart: one that occurs again has its number behind it. */
export function keysOf(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}\n${times}`;
  });
}

export function keep(choices: Choices, names: readonly string[]): Kept {
  const keys = keysOf(names);
  const keysFor = (columns: Iterable<number>): string[] => [...columns].flatMap((column) => keys[column] ?? []);
  return {
    arrangement: choices.arrangement,
    columns: keys,
    widths: Object.fromEntries([...choices.widths].flatMap(([column, width]) => (keys[column] === undefined ? [] : [[keys[column], width]]))),
    hidden: keysFor(choices.hidden),
    pinned: keysFor(choices.pinned),
    order: keysFor(choices.order),
    top: choices.top,
    tab: choices.tab,
    showsFindings: choices.showsFindings,
  };
}

/** What was kept, for the columns there are now; nothing where it was kept by something else. */
export function restore(state: unknown, names: readonly string[]): Choices {
  const parsed = Kept.safeParse(state);
  if (!parsed.success) return NO_CHOICES;
  const kept = parsed.data;
  const columns = new Map(keysOf(names).map((key, column) => [key, column]));
  const columnsOf = (keys: readonly string[]): number[] => keys.flatMap((key) => columns.get(key) ?? []);
  const moved = (column: number): number | undefined => columns.get(kept.columns[column] ?? '');
  const hidden = new Set(columnsOf(kept.hidden));
  return {
    arrangement: rearranged(kept.arrangement, moved),
    widths: new Map(Object.entries(kept.widths).flatMap(([key, width]) => (columns.has(key) ? [[columns.get(key) ?? 0, width] as const] : []))),
    hidden: hidden.size < names.length ? hidden : new Set(),
    pinned: new Set(columnsOf(kept.pinned)),
    order: columnsOf(kept.order),
    top: kept.top,
    tab: kept.tab,
    showsFindings: kept.showsFindings,
  };
}

function rearranged({ filter, sort }: Arrangement, moved: (column: number) => number | undefined): Arrangement {
  const keys = sort.flatMap(({ column, descending }) => (moved(column) === undefined ? [] : [{ column: moved(column) ?? 0, descending }]));
  return { filter: filter === undefined ? undefined : movedFilter(filter, moved), sort: keys };
}

/** Without the parts whose column is gone, and without rows by number: they may be others now. */
function movedFilter(filter: Filter, moved: (column: number) => number | undefined): Filter | undefined {
  if (filter.kind === 'rows') return undefined;
  if (filter.kind === 'not') {
    const of = movedFilter(filter.of, moved);
    return of === undefined ? undefined : { kind: 'not', of };
  }
  if (filter.kind === 'and' || filter.kind === 'or') {
    const of = filter.of.flatMap((part) => movedFilter(part, moved) ?? []);
    return of.length === 0 ? undefined : { kind: filter.kind, of };
  }
  const column = moved(filter.column);
  return column === undefined ? undefined : { ...filter, column };
}
