// A view as DuckDB SQL.

import { DUCKDB } from '../../engine/duckdb.ts';
import { filterColumns } from '../arrangement.ts';
import { predicate } from '../filter.ts';
import type { CodeInput } from './view-code.ts';

export function duckdbCode(input: CodeInput): string {
  const { columns, arrangement, source } = input;
  const { filter, sort } = arrangement;
  const known = filterColumns({ source, columns, dialect: DUCKDB });
  const where = filter === undefined ? undefined : predicate(filter, { columns: known, ordinal: 'row_in_file', dialect: DUCKDB });
  const keys = sort.flatMap(({ column, descending }) => {
    const value = known[column]?.value;
    return value === undefined ? [] : [`${value} ${descending ? 'desc' : 'asc'} nulls last`];
  });
  const table = `select *, row_number() over () - 1 as row_in_file\n  from ${reader(input)}`;
  return [
    'select * exclude (row_in_file)',
    `from (\n  ${table}\n)`,
    ...(where === undefined ? [] : [`where ${written(where.sql, where.values)}`]),
    `order by ${[...keys, 'row_in_file'].join(', ')};`,
    '',
  ].join('\n');
}

function reader({ path, source }: CodeInput): string {
  if (source.kind === 'parquet') return `read_parquet(${DUCKDB.text(path)})`;
  const { delimiter, quote, header, skip, comment, columns } = source;
  const options = [`delim = ${DUCKDB.text(delimiter)}`, `quote = ${DUCKDB.text(quote)}`, `header = ${header}`];
  if (skip > 0) options.push(`skip = ${skip}`);
  if (comment !== '') options.push(`comment = ${DUCKDB.text(comment)}`);
  options.push(`columns = {${columns.map((name) => `${DUCKDB.text(name)}: 'VARCHAR'`).join(', ')}}`, `nullstr = ${DUCKDB.text('\u0002')}`);
  return `read_csv(${DUCKDB.text(path)}, auto_detect = false, ${options.join(', ')})`;
}

/** The parameters in their places, as literals. */
function written(sql: string, values: readonly (string | number)[]): string {
  let at = 0;
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => (part === '?' ? DUCKDB.text(String(values[at++] ?? '')) : part));
}
