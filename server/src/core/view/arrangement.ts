// Which rows a view shows, and in which order: worked out once, as a table of row ordinals.

import * as z from 'zod';
import { ORDINAL, type Dialect } from '../engine/dialect.ts';
import type { Plan, Source } from '../engine/plan.ts';
import { columnSql } from '../profile/column-sql.ts';
import type { ColumnType } from '../profile/profile.ts';
import { Filter, predicate, type FilterColumn } from './filter.ts';

export const SortKey = z.object({ column: z.int().min(0), descending: z.boolean() });
export type SortKey = z.infer<typeof SortKey>;

export const Arrangement = z.object({
  filter: Filter.optional(),
  /** The first key counts most. Cells without a value come last, whichever the direction. */
  sort: z.array(SortKey).max(50).default([]),
});
export type Arrangement = z.infer<typeof Arrangement>;

/** What a view knows of a column. */
export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** How its dates are written where they are not ISO 8601 (a strptime format). */
  readonly format?: string;
  /** Words and numbers that stand for missing in it. */
  readonly sentinels: readonly string[];
}

/** Whether rows are shown as they lie in the file, all of them. */
export function isPlain({ filter, sort }: Arrangement): boolean {
  return filter === undefined && sort.length === 0;
}

/** The ordinals of the rows to show, in their order; equal rows stay as they lie. */
export function ordinalsPlan({ filter, sort }: Arrangement, of: { source: Source; columns: readonly ViewColumn[]; dialect: Dialect }): Plan {
  const { source, dialect } = of;
  const columns = filterColumns(of);
  const ordinal = dialect.ordinal(source);
  const where = filter === undefined ? { sql: 'true', values: [] } : predicate(filter, { columns, ordinal: ORDINAL, dialect });
  const keys = sort.flatMap(({ column, descending }) => {
    const value = columns[column]?.value;
    return value === undefined ? [] : [`${value} is null`, `${value} ${descending ? 'desc' : 'asc'}`];
  });
  const rows = `(select *, ${ordinal} as ${ORDINAL} from ${dialect.from(source)}) t`;
  return { sql: `select ${ORDINAL} as ord from ${rows} where ${where.sql} order by ${[...keys, ORDINAL].join(', ')}`, values: where.values, columns: ['ord'] };
}

export function filterColumns({ source, columns, dialect }: { source: Source; columns: readonly ViewColumn[]; dialect: Dialect }): readonly FilterColumn[] {
  return columns.map(({ type, format, sentinels }, index) => {
    const { raw, value } = columnSql({ index, type, format }, source, dialect);
    const isNumber = type === 'integer' || type === 'number';
    return { raw, value, isNumber, sentinels, bound: `try_cast(? as ${boundType(type)})` };
  });
}

/** What a bound is taken for, so that it compares with the column's values. */
function boundType(type: ColumnType): string {
  if (type === 'integer' || type === 'number') return 'double';
  if (type === 'date' || type === 'datetime') return 'timestamp';
  return type === 'time' ? 'time' : 'varchar';
}
