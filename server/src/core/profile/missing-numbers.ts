// Numbers that stand for missing at the end of a wide number column: found by a small plan of its own, run only where
// the smallest or largest value is one of those numbers.

import type { Engine } from '../ports.ts';
import type { Source, Value } from '../engine/plan.ts';
import { columnSql } from './column-sql.ts';
import type { ColumnProfile, ValueCount } from './profile.ts';
import { isCandidateNumber, isMissingNumber } from './sentinels.ts';
import type { PlannedColumn } from './wide-plan.ts';

interface Request {
  readonly source: Source;
  readonly columns: readonly PlannedColumn[];
  readonly profiles: ReadonlyMap<number, ColumnProfile>;
}

interface Suspect {
  readonly column: ColumnProfile;
  readonly candidate: number;
}

/** By column index: the numbers as they are written, with their counts. */
export async function findMissingNumbers(request: Request, engine: Engine, signal?: AbortSignal): Promise<ReadonlyMap<number, readonly ValueCount[]>> {
  const suspects = request.columns.flatMap(({ index }) => suspectsIn(request.profiles.get(index)));
  const found = new Map<number, readonly ValueCount[]>();
  if (suspects.length === 0) return found;
  const aggregates = suspects.flatMap(({ column, candidate }) => {
    const { raw, value } = columnSql(column, request.source, engine.dialect);
    const other = `case when ${value} <> ${candidate} then ${value} end`;
    return [`min(${other})`, `max(${other})`, engine.dialect.valueCounts(`case when ${value} = ${candidate} then ${raw} end`)];
  });
  const sql = `select ${aggregates.map((aggregate, i) => `${aggregate} as a${i}`).join(', ')} from ${engine.dialect.from(request.source)}`;
  const [row = []] = await engine.run({ sql, columns: aggregates.map((_, i) => `a${i}`) }, { signal });
  suspects.forEach(({ column, candidate }, i) => {
    const written = readCounts(row[3 * i + 2]);
    const count = written.reduce((sum, entry) => sum + entry.count, 0);
    const evidence = { candidate, count, min: Number(row[3 * i]), max: Number(row[3 * i + 1]) };
    if (row[3 * i] !== null && isMissingNumber(evidence)) found.set(column.index, [...(found.get(column.index) ?? []), ...written]);
  });
  return found;
}

function suspectsIn(column: ColumnProfile | undefined): readonly Suspect[] {
  if (column === undefined || column.topExact || (column.type !== 'integer' && column.type !== 'number')) return [];
  const ends = [...new Set([Number(column.min), Number(column.max)])];
  return ends.filter(isCandidateNumber).map((candidate) => ({ column, candidate }));
}

function readCounts(value: Value | undefined): readonly ValueCount[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) => ({ value: String((entry as { key: Value }).key), count: Number((entry as { value: Value }).value) }));
}
