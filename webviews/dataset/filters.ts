// What a user does to filters: each chip is a part.

import type { ColumnProfile, Filter } from '../contract/dataset.ts';
import { filterOf, partsOf, type Joint } from './filter-words.ts';
import type { Panel } from './panel.ts';

export function setParts(panel: Panel, of: readonly Filter[], joint: Joint): void {
  panel.arrange({ ...panel.state.choices.arrangement, filter: filterOf({ joint, of }) });
}

/** Puts a part in the place of another, or behind all. */
export function putPart(panel: Panel, part: Filter, place?: number): void {
  const { of, joint } = partsOf(panel.state.choices.arrangement.filter);
  const others = of.filter((other, i) => i === place || JSON.stringify(other) !== JSON.stringify(part));
  setParts(panel, place === undefined ? [...others, part] : others.map((other, i) => (i === place ? part : other)), joint);
}

export function dropPart(panel: Panel, place: number): void {
  const { of, joint } = partsOf(panel.state.choices.arrangement.filter);
  setParts(panel, of.filter((_, i) => i !== place), joint);
}

export function clearFilter(panel: Panel): void {
  setParts(panel, [], 'all');
}

/** Rows that miss a value in one of the columns, in one way. */
export function absentIn(columns: readonly number[], which: Extract<Filter, { kind: 'absent' }>['which']): Filter | undefined {
  const of = columns.map((column): Filter => ({ kind: 'absent', column, which }));
  return of.length > 1 ? anyOf(of) : of[0];
}

/** Groups hold only so many parts: more than these are groups of groups. */
const MOST_PARTS = 100;

function anyOf(of: readonly Filter[]): Filter {
  if (of.length <= MOST_PARTS) return { kind: 'or', of };
  const groups = Array.from({ length: Math.ceil(of.length / MOST_PARTS) }, (_, i): Filter => ({ kind: 'or', of: of.slice(i * MOST_PARTS, (i + 1) * MOST_PARTS) }));
  return anyOf(groups);
}

export interface Absence {
  readonly which: 'null' | 'empty' | 'nan' | 'sentinel';
  readonly count: number;
  readonly columns: readonly number[];
}

/** How many cells hold nothing, by the way in which they do; a text format leaves them empty, the others have null. */
export function absencesOf(columns: readonly ColumnProfile[], isText: boolean): readonly Absence[] {
  const sum = (which: Absence['which'], of: (column: ColumnProfile) => number): Absence => ({
    which,
    count: columns.reduce((total, column) => total + of(column), 0),
    columns: columns.filter((column) => of(column) > 0).map(({ index }) => index),
  });
  return [
    sum(isText ? 'empty' : 'null', ({ missing }) => missing),
    sum('nan', (column) => stands(column, true)),
    sum('sentinel', (column) => stands(column, false)),
  ];
}

function stands({ sentinels, type }: ColumnProfile, isNan: boolean): number {
  const isNumber = type === 'integer' || type === 'number';
  return sentinels.filter(({ value }) => (isNumber && /^[+-]?nan$/i.test(value)) === isNan).reduce((sum, { count }) => sum + count, 0);
}
