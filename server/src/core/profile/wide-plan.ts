// The aggregates that profile a column of many different values, and how their row is read back.

import type { Dialect } from '../engine/dialect.ts';
import type { Source, Value } from '../engine/plan.ts';
import { columnSql } from './column-sql.ts';
import type { Guess } from './guess.ts';
import type { ColumnType, ValueCount } from './profile.ts';
import { CANDIDATE_WORDS, LONGEST_WORD } from './sentinels.ts';

/** Enough to draw a histogram from, and to name the usual quantiles exactly. */
export const PROBABILITIES: readonly number[] = Array.from({ length: 101 }, (_, i) => i / 100);

export interface PlannedColumn {
  readonly index: number;
  readonly guess: Guess;
  /** true where the format itself gives the type: nothing can fail to parse. */
  readonly isTyped: boolean;
  /** Meant to be a key, and likely to be one: its distinct values are counted, not estimated. */
  readonly isKey?: boolean;
  /** Types that a scan has ruled out. */
  readonly tried?: readonly ColumnType[];
  /** Nothing better is left to be tried. */
  readonly isSettled?: boolean;
}

/** What one scan says of one column. Fields that a column's kind has no use for stay undefined. */
export interface Scanned {
  /** Every value and its count (small columns only). */
  readonly counts?: readonly ValueCount[];
  readonly present?: number;
  readonly parsed?: number;
  /** Words that may stand for missing; in number and date columns every text that does not parse. */
  readonly words?: readonly ValueCount[];
  readonly distinct?: number;
  /** Every different text, words for missing included (likely keys only). */
  readonly distinctTexts?: number;
  readonly min?: string;
  readonly max?: string;
  readonly mean?: number;
  readonly std?: number;
  readonly quantiles?: readonly number[];
  readonly top?: readonly string[];
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
  readonly leadingZeros?: number;
  readonly padded?: number;
  readonly fractions?: number;
}

type Reader = (value: Value) => Value | number | string | readonly ValueCount[] | readonly number[] | undefined;
export interface Aggregate {
  readonly field: string;
  readonly sql: string;
  readonly read: Reader;
}

const asNumber: Reader = (value) => (value === null ? undefined : Number(value));
/** stddev_samp fails where a square is too large for a double; the covariance of a column with itself is then infinite. */
const asRoot: Reader = (value) => (value === null ? undefined : Math.sqrt(Number(value)));
const asText: Reader = (value) => (value === null ? undefined : String(value));
const asCounts: Reader = (value) =>
  Array.isArray(value) ? value.map((entry) => ({ value: String((entry as { key: Value }).key), count: Number((entry as { value: Value }).value) })) : [];
const asNumbers: Reader = (value) => (Array.isArray(value) ? value.map(Number) : []);
const asTexts: Reader = (value) => (Array.isArray(value) ? value.map(String) : []);

export function aggregatesFor(column: PlannedColumn, source: Source, options: { dialect: Dialect; declared: readonly string[] }): readonly Aggregate[] {
  const { guess } = column;
  const { dialect, declared } = options;
  const { cell, raw, value } = columnSql({ index: column.index, ...guess }, source, dialect);
  if (guess.isSmall) return [{ field: 'counts', sql: dialect.valueCounts(raw), read: asCounts }];
  const input = { column, cell, raw, value: without(value, raw, guess.excluded, dialect), mayMisfit: !column.isTyped || value !== cell, dialect, declared };
  const isText = guess.type === 'text' || guess.type === 'nested' || guess.type === 'empty';
  return [...(isText ? textAggregates(input) : typedAggregates(input)), ...(column.isKey === true ? [distinctTexts(raw)] : [])];
}

interface Input {
  readonly column: PlannedColumn;
  readonly cell: string;
  readonly raw: string;
  readonly value: string;
  /** Whether a cell may hold what is no value of the column's type. */
  readonly mayMisfit: boolean;
  readonly dialect: Dialect;
  readonly declared: readonly string[];
}

function without(value: string, raw: string, excluded: readonly string[], dialect: Dialect): string {
  if (excluded.length === 0) return value;
  return `case when ${raw} not in (${excluded.map((word) => dialect.text(word)).join(', ')}) then ${value} end`;
}

function presentCount(raw: string): Aggregate {
  return { field: 'present', sql: `count(case when ${raw} <> '' then 1 end)`, read: asNumber };
}

/** Holds a hash of every value for the time of the scan. */
export function distinctTexts(raw: string): Aggregate {
  return { field: 'distinctTexts', sql: `count(distinct case when ${raw} <> '' then ${raw} end)`, read: asNumber };
}

/** Padding tells of a column's layout only where most of its cells have it: a sample without any answers that. */
function paddedCount({ column, raw }: Input): readonly Aggregate[] {
  if (column.isTyped || !column.guess.isPadded) return [];
  return [{ field: 'padded', sql: `count(case when ${raw} >= ' ' and ${raw} < '!' then 1 end)`, read: asNumber }];
}

/** Figures are of the cells that hold neither nothing nor a word that may stand for missing; from-scan.ts adds the words that do not. */
function textAggregates(input: Input): readonly Aggregate[] {
  const { column, raw, dialect, declared } = input;
  const words = [...CANDIDATE_WORDS, ...declared];
  const longest = Math.max(LONGEST_WORD, ...declared.map((word) => word.length));
  // The length first: the list is looked through for short cells only.
  const isWord = `length(${raw}) <= ${longest} and ${raw} in (${words.map((word) => dialect.text(word)).join(', ')})`;
  const word = `case when ${isWord} then ${raw} end`;
  // Written with the word's own expression, which the engine then works out once for all of them.
  const plain = `case when ${word} is null and ${raw} <> '' then ${raw} end`;
  return [
    presentCount(raw),
    { field: 'words', sql: dialect.valueCounts(word), read: asCounts },
    { field: 'distinct', sql: dialect.approxDistinct(plain), read: asNumber },
    { field: 'min', sql: `min(${plain})`, read: asText },
    { field: 'max', sql: `max(${plain})`, read: asText },
    { field: 'shortest', sql: `min(length(${plain}))`, read: asNumber },
    { field: 'longest', sql: `max(length(${plain}))`, read: asNumber },
    { field: 'length', sql: `avg(length(${plain}))`, read: asNumber },
    ...paddedCount(input),
    ...(column.isTyped ? [] : [{ field: 'leadingZeros', sql: leadingZeros(raw), read: asNumber }]),
    ...(column.guess.isNearlyUnique ? [] : [{ field: 'top', sql: dialect.approxTop(plain, 10), read: asTexts }]),
  ];
}

function typedAggregates(input: Input): readonly Aggregate[] {
  const { column, cell, raw, value, dialect } = input;
  const { guess } = column;
  const isNumber = guess.type === 'integer' || guess.type === 'number';
  const aggregates: Aggregate[] = [
    { field: 'parsed', sql: `count(${value})`, read: asNumber },
    // Long whole numbers differ in digits that a double has no room for.
    { field: 'distinct', sql: dialect.approxDistinct(guess.isLong ? `case when ${value} is not null then ${raw} end` : value), read: asNumber },
    ...ends(input),
    ...paddedCount(input),
  ];
  if (column.isTyped && !input.mayMisfit && guess.excluded.length > 0) aggregates.push({ field: 'present', sql: `count(${cell})`, read: asNumber });
  if (input.mayMisfit) aggregates.push({ field: 'words', sql: dialect.valueCounts(`case when ${value} is null and ${raw} <> '' then ${raw} end`), read: asCounts });
  if (!isNumber) return aggregates;
  const number = column.isTyped ? `cast(${value} as double)` : value;
  aggregates.push(
    { field: 'mean', sql: `avg(${number})`, read: asNumber },
    { field: 'std', sql: `covar_samp(${number}, ${number})`, read: asRoot },
    { field: 'quantiles', sql: dialect.approxQuantiles(number, PROBABILITIES), read: asNumbers },
  );
  if (!column.isTyped) aggregates.push({ field: 'leadingZeros', sql: leadingZeros(raw), read: asNumber });
  if (!column.isTyped && guess.type === 'integer') aggregates.push({ field: 'fractions', sql: `count(case when ${value} <> floor(${value}) then 1 end)`, read: asNumber });
  return aggregates;
}

/** Smallest and largest value, as the data have them where the value does not print so. */
function ends({ column, raw, value, dialect }: Input): readonly Aggregate[] {
  const { guess } = column;
  if (guess.format !== undefined) {
    return [
      { field: 'min', sql: dialect.atSmallest(raw, value), read: asText },
      { field: 'max', sql: dialect.atLargest(raw, value), read: asText },
    ];
  }
  const exact = guess.isLong && guess.type === 'integer' && !column.isTyped ? without(dialect.tryWhole(raw), raw, guess.excluded, dialect) : value;
  return [
    { field: 'min', sql: dialect.asText(`min(${exact})`), read: asText },
    { field: 'max', sql: dialect.asText(`max(${exact})`), read: asText },
  ];
}

/** A zero before another digit: every such text lies between "00" and "0:" in byte order. */
function leadingZeros(raw: string): string {
  return `count(case when ${raw} >= '00' and ${raw} < '0:' then 1 end)`;
}

/** Reads one column's part of the result row. */
export function readScanned(aggregates: readonly Aggregate[], row: readonly Value[], at: number): Scanned {
  const fields = Object.fromEntries(aggregates.map(({ field, read }, i) => [field, read(row[at + i] ?? null)]));
  const { shortest, longest, length, ...rest } = fields as Scanned & { shortest?: number; longest?: number; length?: number };
  // Unless counted apart: a cell that is not empty either parses or is a word.
  const present = rest.present ?? (rest.parsed ?? 0) + (rest.words ?? []).reduce((total, { count }) => total + count, 0);
  return longest === undefined ? { ...rest, present } : { ...rest, present, lengths: { min: shortest ?? 0, max: longest, mean: length ?? 0 } };
}
