// A second engine's dialect, as Spark SQL would spell it: shows that plans hold nothing of DuckDB's own.

import type { Dialect } from '../../server/src/core/engine/dialect.ts';

const id = (name: string) => `\`${name.replaceAll('`', '``')}\``;
const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export const SPARK: Dialect = {
  name: 'spark',
  id,
  text,
  from: (source) => `(select *, monotonically_increasing_id() as _ord from ${source.kind === 'table' ? id(source.name) : `${source.kind}.${id(source.files[0] ?? '')}`})`,
  ordinal: () => '(row_number() over (order by _ord) - 1)',
  matches: (value, pattern) => `${value} rlike ${pattern}`,
  hasNonAscii: (value) => `octet_length(${value}) <> length(${value})`,
  rowHash: (expressions) => `xxhash64(${expressions.join(', ')})`,
  smallest: (value, n) => `slice(array_sort(collect_list(${value})), 1, ${n})`,
  largest: (value, n) => `slice(reverse(array_sort(collect_list(${value}))), 1, ${n})`,
  atSmallest: (value, by) => `min_by(${value}, ${by})`,
  atLargest: (value, by) => `max_by(${value}, ${by})`,
  firstOrdinals: (where, ordinal, cap) => `slice(array_sort(collect_list(case when ${where} then ${ordinal} end)), 1, ${cap})`,
  firstValues: (where, of) => `transform(slice(array_sort(collect_list(case when ${where} then struct(${of.ordinal}, coalesce(${of.value}, '') as v) end)), 1, ${of.cap}), s -> s.v)`,
  tryNumber: (value) => `try_cast(${value} as double)`,
  tryWhole: (value) => `try_cast(${value} as decimal(38, 0))`,
  tryDate: (value) => `try_cast(${value} as date)`,
  tryTimestamp: (value) => `try_cast(${value} as timestamp_ntz)`,
  tryTime: (value) => `try_to_timestamp(${value}, 'HH:mm:ss')`,
  tryFormat: (value, format) => `try_to_timestamp(${value}, ${text(format.replace('%Y', 'yyyy').replace('%m', 'M').replace('%d', 'd'))})`,
  asText: (value) => `cast(${value} as string)`,
  valueCounts: (value) => `transform(histogram_numeric_exact(${value}), e -> struct(e.key, e.value))`,
  approxDistinct: (value) => `approx_count_distinct(${value})`,
  approxQuantiles: (value, probabilities) => `percentile_approx(${value}, array(${probabilities.join(', ')}))`,
  approxTop: (value, n) => `transform(approx_top_k(${value}, ${n}), e -> e.item)`,
};
