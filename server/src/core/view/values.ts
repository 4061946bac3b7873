// A column's values with their counts, the most frequent first: to choose from in a filter.

import type { Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import { columnSql } from '../profile/column-sql.ts';
import type { ValueCount } from '../profile/profile.ts';

export interface Values {
  readonly values: readonly ValueCount[];
  /** Whether there are more. */
  readonly isCut: boolean;
}

/** Cells that hold nothing are left out. Rejects with an EngineError. */
export async function valuesOf(request: { readonly column: number; readonly most: number }, of: { source: Source; engine: Engine; signal?: AbortSignal }): Promise<Values> {
  const { source, engine, signal } = of;
  const { raw } = columnSql({ index: request.column, type: 'text' }, source, engine.dialect);
  const sql = `select v, count(*) as n from (select ${raw} as v from ${engine.dialect.from(source)}) t where v <> '' group by v order by n desc, v limit ${request.most + 1}`;
  const rows = await engine.run({ sql, columns: ['v', 'n'] }, { signal });
  return { values: rows.slice(0, request.most).map(([value, count]) => ({ value: String(value), count: Number(count) })), isCut: rows.length > request.most };
}
