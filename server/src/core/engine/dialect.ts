// The small table of SQL primitives in which engines differ. Plans use these and portable SQL, nothing else.

import type { Source } from './plan.ts';

/** What plans call the ordinal where a source's own columns stand beside it: no dataset has a column of this name. */
export const ORDINAL = 'assay_ordinal';

export interface Dialect {
  readonly name: string;
  /** A quoted identifier. */
  id(name: string): string;
  /** A quoted string literal. */
  text(value: string): string;
  /** The source as something to select from. Text formats give text columns only. */
  from(source: Source): string;
  /** The record ordinal of each row of `from(source)`, from 0. */
  ordinal(source: Source): string;
  /** Whether a text matches a regular expression anywhere (RE2 syntax); `pattern` is SQL, a literal or a parameter. */
  matches(text: string, pattern: string): string;
  /** Whether a text holds a character past ASCII. */
  hasNonAscii(text: string): string;
  /** A hash of the row's values, nulls included, for grouping. */
  rowHash(expressions: readonly string[]): string;

  /** Casts that give null where the text does not parse. */
  tryNumber(text: string): string;
  /** A whole number of any length, exactly. */
  tryWhole(text: string): string;
  tryDate(text: string): string;
  tryTimestamp(text: string): string;
  tryTime(text: string): string;
  /** A timestamp by a strptime format. */
  tryFormat(text: string, format: string): string;
  asText(value: string): string;

  /** Aggregate: the `n` smallest (largest) values, nearest to the end first. */
  smallest(expression: string, n: number): string;
  largest(expression: string, n: number): string;
  /** Aggregate: the `value` where `by` is smallest (largest). */
  atSmallest(value: string, by: string): string;
  atLargest(value: string, by: string): string;
  /** Aggregate: the first `cap` ordinals of the rows where `where` holds, ascending. */
  firstOrdinals(where: string, ordinal: string, cap: number): string;
  /** Aggregate: the values of those rows, in the same order; '' where the value is null. */
  firstValues(where: string, of: { value: string; ordinal: string; cap: number }): string;
  /** Aggregate: every value with its count, as a list of {key, value}; nulls do not count. */
  valueCounts(expression: string): string;
  /** Aggregate: an estimate of the number of distinct values. */
  approxDistinct(expression: string): string;
  /** Aggregate: a list of approximate quantiles. */
  approxQuantiles(expression: string, probabilities: readonly number[]): string;
  /** Aggregate: about the `n` most frequent values, most frequent first. */
  approxTop(expression: string, n: number): string;
}
