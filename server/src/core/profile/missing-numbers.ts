// Numbers that stand for missing at the end of a wide number column: found by a small plan of its own, run only where
// the smallest or largest value is one of those numbers.

import type { Engine } from '../ports.ts';
import type { Source, Value } from '../engine/plan.ts';
import { columnSql } from './column-sql.ts';
import { toNumber } from './parse.ts';
import type { ColumnProfile, ValueCount } from './profile.ts';
import { CANDIDATE_NUMBERS, isCandidateNumber, isMissingNumber } from './sentinels.ts';
import type { PlannedColumn } from './wide-plan.ts';

interface Request {
  readonly source: Source;
  readonly columns: readonly PlannedColumn[];
  readonly profiles: ReadonlyMap<number, ColumnProfile>;
}

/** By column index: the numbers as they are written, with their counts. */
export async function findMissingNumbers(request: Request, engine: Engine, signal?: AbortSignal): Promise<ReadonlyMap<number, readonly ValueCount[]>> {
  const suspects = request.columns.flatMap(({ index }) => request.profiles.get(index) ?? []).filter(endsLikeMissing);
  const found = new Map<number, readonly ValueCount[]>();
  if (suspects.length === 0) return found;
  const candidates = CANDIDATE_NUMBERS.join(', ');
  const aggregates = suspects.flatMap((column) => {
    const { raw, value } = columnSql(column, request.source, engine.dialect);
    const other = `case when ${value} not in (${candidates}) then ${value} end`;
    return [`min(${other})`, `max(${other})`, engine.dialect.valueCounts(`case when ${value} in (${candidates}) then ${raw} end`)];
  });
  const sql = `select ${aggregates.map((aggregate, i) => `${aggregate} as a${i}`).join(', ')} from ${engine.dialect.from(request.source)}`;
  const [row = []] = await engine.run({ sql, columns: aggregates.map((_, i) => `a${i}`) }, { signal });
  suspects.forEach((column, i) => {
    const [min = null, max = null, counts] = row.slice(3 * i);
    if (min === null || max === null) return;
    const numbers = readCounts(counts).filter(({ value, count }) => isMissingNumber({ candidate: toNumber(value), count, min: Number(min), max: Number(max) }));
    if (numbers.length > 0) found.set(column.index, numbers);
  });
  return found;
}

function endsLikeMissing(column: ColumnProfile): boolean {
  if (column.topExact || (column.type !== 'integer' && column.type !== 'number')) return false;
  return isCandidateNumber(Number(column.min)) || isCandidateNumber(Number(column.max));
}

function readCounts(value: Value | undefined): readonly ValueCount[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) => ({ value: String((entry as { key: Value }).key), count: Number((entry as { value: Value }).value) }));
}
