// How DuckDB spells the primitives of dialect.ts.

import type { Dialect } from './dialect.ts';
import type { Source } from './plan.ts';

const id = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** No cell holds this, so that '' stays '' and is never read as null. */
const NO_NULL_WORD = '\u0001no null\u0001';

/** DuckDB reads records up to this size unless told otherwise; its buffers grow with the limit, so it is raised only where needed. */
const LONGEST_BY_DEFAULT = 2_000_000;

export const DUCKDB: Dialect = {
  name: 'duckdb',
  id,
  text,
  from,
  ordinal: (source) => (source.kind === 'parquet' && source.files.length === 1 ? 'file_row_number' : '(row_number() over () - 1)'),
  matches: (value, pattern) => `regexp_matches(${value}, ${text(pattern)})`,
  hasNonAscii: (value) => `strlen(${value}) <> length(${value})`,
  rowHash: (expressions) => `hash(${expressions.join(', ')})`,
  smallest: (expression, n) => `min(${expression}, ${n})`,
  largest: (expression, n) => `max(${expression}, ${n})`,
  atSmallest: (value, by) => `arg_min(${value}, ${by})`,
  atLargest: (value, by) => `arg_max(${value}, ${by})`,
  firstOrdinals: (where, ordinal, cap) => `min(case when ${where} then ${ordinal} end, ${cap})`,
  firstValues: (where, of) => `arg_min(coalesce(${of.value}, ''), case when ${where} then ${of.ordinal} end, ${of.cap})`,
  // Words sort after every digit and sign: "nan", "inf" and "epoch", which DuckDB would take for numbers and dates, never reach the cast.
  tryNumber: (value) => `case when ${value} < ':' then try_cast(${value} as double) end`,
  tryWhole: (value) => `case when ${value} < ':' then try_cast(${value} as hugeint) end`,
  tryDate: (value) => `case when ${value} < ':' then try_cast(${value} as date) end`,
  tryTimestamp: (value) => `case when ${value} < ':' then try_cast(${value} as timestamp) end`,
  tryTime: (value) => `try_cast(${value} as time)`,
  tryFormat: (value, format) => `try_strptime(${value}, ${text(format)})`,
  asText: (value) => `cast(${value} as varchar)`,
  valueCounts: (value) => `map_entries(histogram(${value}))`,
  approxDistinct: (value) => `approx_count_distinct(${value})`,
  approxQuantiles: (value, probabilities) => `approx_quantile(${value}, [${probabilities.join(', ')}])`,
  approxTop: (value, n) => `approx_top_k(${value}, ${n})`,
};

function from(source: Source): string {
  const files = `[${source.files.map(text).join(', ')}]`;
  const hive = source.hive ? ', hive_partitioning=true, hive_types_autocast=false' : ', hive_partitioning=false';
  if (source.kind === 'parquet') return `read_parquet(${files}, file_row_number=${source.files.length === 1}, union_by_name=true${hive})`;
  const inFiles = source.kind === 'delimited' ? source.columns.slice(0, source.columns.length - source.keys) : source.columns;
  const columns = `columns={${inFiles.map((column) => `${text(column)}: 'VARCHAR'`).join(', ')}}`;
  if (source.kind === 'json') {
    const format = source.shape === 'lines' ? 'newline_delimited' : 'array';
    return `read_json(${files}, format='${format}', ${columns}, maximum_object_size=67108864${hive})`;
  }
  const isLong = (source.longestRecord ?? 0) > LONGEST_BY_DEFAULT / 2;
  const longest = isLong ? `, max_line_size=${(source.longestRecord ?? 0) * 2}` : '';
  const comment = source.comment === '' ? '' : `, comment=${text(source.comment)}`;
  return (
    `read_csv(${files}, auto_detect=false, header=${source.header}, skip=${source.skip}, delim=${text(source.delimiter)}, ` +
    `quote=${text(source.quote)}, escape=${text(source.quote)}${comment}, ${columns}, nullstr=${text(NO_NULL_WORD)}, ` +
    `strict_mode=true, null_padding=false${longest}${hive})`
  );
}
