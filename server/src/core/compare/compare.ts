// Two datasets side by side: which columns differ, and how far the values of the others have moved.

import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { driftOf, type Drift } from './drift.ts';

export interface ColumnPair {
  readonly before: ColumnProfile;
  readonly after: ColumnProfile;
  /** What was an integer and is text now, say. */
  readonly changesType: boolean;
  /** Shares of cells without a value. */
  readonly missing: { readonly before: number; readonly after: number };
  readonly drift?: Drift;
}

export interface DatasetComparison {
  /** Columns of the one and not of the other, by name. */
  readonly removed: readonly ColumnProfile[];
  readonly added: readonly ColumnProfile[];
  /** Columns of both, those that differ most first. */
  readonly pairs: readonly ColumnPair[];
  /** Whether the columns of both stand in another order. */
  readonly isReordered: boolean;
}

export function compareDatasets(before: Profile, after: Profile): DatasetComparison {
  const [was, is] = [byName(before), byName(after)];
  const pairs = [...was].flatMap(([name, column]) => {
    const other = is.get(name);
    return other === undefined ? [] : [pairOf(column, other, [before.rows, after.rows])];
  });
  const common = (columns: ReadonlyMap<string, ColumnProfile>, others: ReadonlyMap<string, ColumnProfile>) => [...columns.keys()].filter((name) => others.has(name));
  return {
    removed: [...was.values()].filter(({ name }) => !is.has(name)),
    added: [...is.values()].filter(({ name }) => !was.has(name)),
    pairs: pairs.toSorted((a, b) => howFar(b) - howFar(a)),
    isReordered: common(was, is).join('\0') !== common(is, was).join('\0'),
  };
}

function byName({ columns }: Profile): ReadonlyMap<string, ColumnProfile> {
  return new Map(columns.map((column) => [column.name, column]));
}

function pairOf(before: ColumnProfile, after: ColumnProfile, [rowsBefore, rowsAfter]: readonly [number, number]): ColumnPair {
  const isEmpty = before.type === 'empty' || after.type === 'empty';
  return {
    before,
    after,
    changesType: before.type !== after.type && !isEmpty,
    missing: { before: missingShare(before, rowsBefore), after: missingShare(after, rowsAfter) },
    drift: driftOf(before, after),
  };
}

/** Empty cells and those that stand for missing. */
function missingShare({ count }: ColumnProfile, rows: number): number {
  return rows === 0 ? 0 : 1 - count / rows;
}

function howFar({ changesType, missing, drift }: ColumnPair): number {
  return (changesType ? 2 : 0) + Math.max(Math.abs(missing.after - missing.before), drift?.distance ?? 0);
}
