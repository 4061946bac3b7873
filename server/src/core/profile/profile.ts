// The Profile: what one dataset's columns look like, exact or from a sample.

/**
 * What a column holds, judged over all its rows. `text` also stands for codes with leading zeros.
 * `nested`: lists and structs. `empty`: no value at all.
 */
export type ColumnType = 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'text' | 'nested' | 'empty';

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** Equal-width bins from the smallest to the largest value; `counts[i]` lies in [edges[i], edges[i+1]). */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** false where the counts come from quantiles (each is off by at most 1 % of the rows). */
  readonly exact: boolean;
}

/** count + missing + all sentinels = rows of the dataset. */
export interface ColumnProfile {
  readonly name: string;
  readonly index: number;
  readonly type: ColumnType;
  /** How its dates are written where they are not ISO 8601 (a strptime format). */
  readonly format?: string;
  /** Cells that hold a value, whether or not it fits the type. */
  readonly count: number;
  /** Empty cells: '' in text, null in typed formats. */
  readonly missing: number;
  /** Words and numbers that stand for missing in this column, judged by context (sentinels.ts). */
  readonly sentinels: readonly ValueCount[];
  /** Cells with a value that does not parse as `type` (0 for text), and the most frequent of them. */
  readonly misfits: number;
  readonly misfitValues: readonly ValueCount[];
  readonly distinct: number;
  /** Where false, `distinct` is an estimate and may be off by a third. */
  readonly distinctExact: boolean;
  /** In the data's own digits; text columns compare by code point. undefined where the column is empty. */
  readonly min?: string;
  readonly max?: string;
  /** Of the values that parse; numbers only, and undefined where they are too large for a double to hold it. `std` is the sample standard deviation. */
  readonly mean?: number;
  readonly std?: number;
  /** Probability to value, as [p, x] pairs with p ascending; numbers only. Approximate by rank (t-digest, about 0.5 %). */
  readonly quantiles: readonly (readonly [number, number])[];
  /** Most frequent values first: every value and exact where `topExact`, else the ten most frequent, estimated. */
  readonly top: readonly ValueCount[];
  readonly topExact: boolean;
  readonly histogram?: Histogram;
  /** Characters (text columns). */
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
  /** Values such as 007: a zero before another digit. They keep a column text. */
  readonly leadingZeros: number;
  /** Values that begin with a space; 0 in a large column whose first rows have none. */
  readonly padded: number;
}

export interface Profile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** false: figures rest on `sampledRows` rows spread over the file; `rows` is then an estimate. */
  readonly exact: boolean;
  readonly sampledRows?: number;
  /** Rows that equal an earlier one in every cell (by a 64-bit hash); counted only where asked for. */
  readonly duplicateRows?: number;
}
