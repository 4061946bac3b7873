// How DuckDB spells the primitives of dialect.ts.

import type { Dialect } from './dialect.ts';
import type { Source } from './plan.ts';

const id = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** A statement ends at a NUL, so one inside a value is put in by number. */
const text = (value: string) => {
  const parts = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts.join() : `(${parts.join(' || chr(0) || ')})`;
};

/** No cell holds these, so that '' stays '' and is never read as null. DuckDB wants no delimiter and no quote in them. */
const NO_NULL_WORDS = ['\u0002\u0003\u0002', '\u0004\u0005\u0004', '\u0006\u0007\u0006'];

function noNullWord(...marks: readonly string[]): string {
  return NO_NULL_WORDS.find((word) => !marks.some((mark) => mark !== '' && word.includes(mark))) ?? '';
}

const FIRST_MOMENT = "timestamp '1000-01-01'";
const LAST_MOMENT = "timestamp '9999-12-31 23:59:59.999999'";

/** DuckDB takes "epoch" and "infinity" for dates, and 9/1/15 for a day in the year 9: a year has four digits here.
 * And a date may be followed by anything, so its length is held to that of a date. */
const calendar = (value: string, type: 'date' | 'timestamp') => {
  const cast = `try_cast(${value} as ${type})`;
  const fits = type === 'date' ? ` and length(${value}) <= 10` : '';
  // Nearly every date is written like this; only the others are cast to look at their year.
  const isUsual = `${value} like '____-__-__%'`;
  return `case when ${value} >= '1' and ${value} < ':' and (${isUsual} or ${cast} between ${FIRST_MOMENT} and ${LAST_MOMENT})${fits} then ${cast} end`;
};

/** DuckDB reads records up to this size unless told otherwise; its buffers grow with the limit, so it is raised only where needed. */
const LONGEST_BY_DEFAULT = 2_000_000;

export const DUCKDB: Dialect = {
  name: 'duckdb',
  id,
  text,
  from,
  ordinal,
  matches: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
  hasNonAscii: (value) => `strlen(${value}) <> length(${value})`,
  rowHash: (expressions) => `hash(${expressions.join(', ')})`,
  smallest: (expression, n) => `min(${expression}, ${n})`,
  largest: (expression, n) => `max(${expression}, ${n})`,
  atSmallest: (value, by) => `arg_min(${value}, ${by})`,
  atLargest: (value, by) => `arg_max(${value}, ${by})`,
  firstOrdinals: (where, ordinal, cap) => `min(case when ${where} then ${ordinal} end, ${cap})`,
  firstValues: (where, of) => `arg_min(coalesce(${of.value}, ''), case when ${where} then ${of.ordinal} end, ${of.cap})`,
  // DuckDB takes "nan", "inf" and 1e400 for numbers: one of them would be the end of every mean.
  tryNumber: (value) => `case when isfinite(try_cast(${value} as double)) then try_cast(${value} as double) end`,
  tryWhole: (value) => `try_cast(${value} as hugeint)`,
  tryDate: (value) => calendar(value, 'date'),
  tryTimestamp: (value) => calendar(value, 'timestamp'),
  // DuckDB takes the time out of a timestamp, too.
  tryTime: (value) => `case when ${value} >= '0' and (${value} like '_:%' or ${value} like '__:%') then try_cast(${value} as time) end`,
  tryFormat: (value, format) => {
    const cast = `try_strptime(${value}, ${text(format)})`;
    return `case when lower(trim(${value})) not in ('epoch', 'infinity', '-infinity') and ${cast} >= ${FIRST_MOMENT} then ${cast} end`;
  },
  asText: (value) => `cast(${value} as varchar)`,
  valueCounts: (value) => `map_entries(histogram(${value}))`,
  // HyperLogLog (Flajolet et al., 2007), t-digest (Dunning and Ertl, 2019), parallel space-saving (Cafaro, Pulimeno and Tempesta, 2016).
  approxDistinct: (value) => `approx_count_distinct(${value})`,
  approxQuantiles: (value, probabilities) => `approx_quantile(${value}, [${probabilities.join(', ')}])`,
  approxTop: (value, n) => `approx_top_k(${value}, ${n})`,
};

function nulls({ delimiter, quote, comment, tellsNulls }: Source & { kind: 'delimited' }): string {
  return tellsNulls === true ? `nullstr='', allow_quoted_nulls=false` : `nullstr=${text(noNullWord(delimiter, quote, comment))}`;
}

function ordinal(source: Source): string {
  if (source.kind === 'table') return 'rowid';
  return numbersRows(source) ? 'file_row_number' : '(row_number() over () - 1)';
}

/** Whether the reader adds a column with the ordinal of each row: of one file whose columns are known, and where none has that name already. */
function numbersRows(source: Source): boolean {
  return source.kind === 'parquet' && source.files.length === 1 && source.columns.length > 0 && !source.columns.some((name) => name.toLowerCase() === 'file_row_number');
}

function from(source: Source): string {
  if (source.kind === 'table') return `kept.${id(source.name)}`;
  const files = `[${source.files.map(text).join(', ')}]`;
  const hive = source.hive ? ', hive_partitioning=true, hive_types_autocast=false' : ', hive_partitioning=false';
  if (source.kind === 'parquet') return `read_parquet(${files}, file_row_number=${numbersRows(source)}, union_by_name=true${hive})`;
  const inFiles = source.kind === 'delimited' ? source.columns.slice(0, source.columns.length - source.keys) : source.columns;
  const types = source.kind === 'json' ? source.types : undefined;
  const columns = `columns={${inFiles.map((column, i) => `${text(column)}: ${text(types?.[i] ?? 'VARCHAR')}`).join(', ')}}`;
  if (source.kind === 'json') {
    const format = source.shape === 'lines' ? 'newline_delimited' : 'array';
    return `read_json(${files}, format='${format}', ${columns}, maximum_object_size=67108864${hive})`;
  }
  const isLong = (source.longestRecord ?? 0) > LONGEST_BY_DEFAULT / 2;
  const longest = isLong ? `, max_line_size=${(source.longestRecord ?? 0) * 2}` : '';
  const comment = source.comment === '' ? '' : `, comment=${text(source.comment)}`;
  return (
    `read_csv(${files}, auto_detect=false, header=${source.header}, skip=${source.skip}, delim=${text(source.delimiter)}, ` +
    `quote=${text(source.quote)}, escape=${text(source.quote)}${comment}, ${columns}, ${nulls(source)}, ` +
    `strict_mode=true, null_padding=false${longest}${hive})`
  );
}
