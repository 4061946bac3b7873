// How many rows repeat an earlier one, and whether any should.

import type { Dialect } from '../engine/dialect.ts';
import type { Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import { columnSql } from './column-sql.ts';
import type { Profile } from './profile.ts';

/** Of a wider table the engine would have to hold every cell of a row at once. */
const MOST_COLUMNS = 2000;
/** Before a scan nobody knows how many rows there are: a table that varies enough for this many needs no better guess. */
const MANY_ROWS = 10_000_000;

/** Aggregate: how many different rows there are, by a 64-bit hash of all cells; holds every hash for the time of the scan. */
export function differentRows(source: Source, dialect: Dialect): string {
  const raw = source.columns.map((_, index) => columnSql({ index, type: 'text' }, source, dialect).raw);
  return `count(distinct ${dialect.rowHash(raw)})`;
}

/** Rejects with an EngineError. */
export async function countDuplicateRows(source: Source, engine: Engine, signal?: AbortSignal): Promise<number> {
  if (source.columns.length === 0) return 0;
  const sql = `select count(*) as n, ${differentRows(source, engine.dialect)} as d from ${engine.dialect.from(source)}`;
  const [row] = await engine.run({ sql, columns: ['n', 'd'] }, { signal });
  return Number(row?.[0] ?? 0) - Number(row?.[1] ?? 0);
}

/** In a table of a few short categories equal rows are expected; a wide one, or one with a nearly unique column, should have none. */
export function rowsShouldDiffer({ columns, rows }: Pick<Profile, 'columns' | 'rows'>): boolean {
  return differ(columns.map((column) => effectiveValues(column.distinct, { counts: column.top.map(({ count }) => count), total: column.count })), rows);
}

/** The same, judged by a sample of each column's values. */
export function rowsProbablyDiffer(samples: readonly (readonly string[])[]): boolean {
  return differ(samples.map(effectiveInSample), MANY_ROWS);
}

function differ(effective: readonly number[], rows: number): boolean {
  if (effective.length < 2 || effective.length > MOST_COLUMNS || rows < 2) return false;
  return effective.reduce((sum, values) => sum + Math.log(Math.max(1, values)), 0) > Math.log(rows) * 3;
}

/** How many values a column would have if all were equally frequent (the inverse of the chance that two rows agree: Simpson, 1949). */
function effectiveValues(distinct: number, { counts, total }: { counts: readonly number[]; total: number }): number {
  const agree = counts.reduce((sum, count) => sum + (count / Math.max(1, total)) ** 2, 0);
  return agree > 0 ? Math.min(distinct, 1 / agree) : distinct;
}

function effectiveInSample(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return effectiveValues(counts.size, { counts: [...counts.values()], total: values.length });
}
