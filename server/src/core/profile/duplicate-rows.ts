// How many rows repeat an earlier one.

import type { Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import { columnSql } from './column-sql.ts';

/** Rows are compared by a hash of all their cells. Rejects with an EngineError. */
export async function countDuplicateRows(source: Source, engine: Engine, signal?: AbortSignal): Promise<number> {
  if (source.columns.length === 0) return 0;
  const { dialect } = engine;
  const raw = source.columns.map((_, index) => columnSql({ index, type: 'text' }, source, dialect).raw);
  const hashes = `select ${dialect.rowHash(raw)} as row_hash from ${dialect.from(source)}`;
  const repeated = `select count(*) as n from (${hashes}) h group by row_hash having count(*) > 1`;
  const [row] = await engine.run({ sql: `select sum(n - 1) as extra from (${repeated}) g`, columns: ['extra'] }, { signal });
  return Number(row?.[0] ?? 0);
}
