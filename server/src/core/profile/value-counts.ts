// A column's whole profile from the counts of its values: exact, and the same whatever engine counted.

import { hasLeadingZero } from './guess.ts';
import { parses, toNumber, toSeconds, type Typing } from './parse.ts';
import { decideType } from './decide.ts';
import { isCandidateWord, isCandidateNumber, isMissingNumber, missingWords } from './sentinels.ts';
import type { ColumnProfile, Histogram, ValueCount } from './profile.ts';

export interface CountedColumn {
  readonly name: string;
  readonly index: number;
  readonly rows: number;
  /** Every value with its count; '' counts as missing, as do rows that are in no count. */
  readonly counts: readonly ValueCount[];
  /** The type where the format fixes it; else it is decided from the values. */
  readonly fixed?: Typing;
  readonly declared: readonly string[];
}

export const SHOWN_QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const BINS = 20;

export function profileFromCounts(column: CountedColumn): ColumnProfile {
  const present = column.counts.filter(({ value }) => value !== '');
  const typing = column.fixed ?? decideType(present.filter(({ value }) => !isCandidateWord(value) && !column.declared.includes(value)));
  const sentinels = findSentinels(present, typing, column.declared);
  const absent = new Set(sentinels.map(({ value }) => value));
  const values = present.filter(({ value }) => !absent.has(value));
  const fitting = values.filter(({ value }) => parses(value, typing));
  const count = sum(values);
  const top = values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    name: column.name,
    index: column.index,
    type: values.length === 0 ? 'empty' : typing.type,
    format: typing.format,
    count,
    missing: column.rows - count - sum(sentinels),
    sentinels,
    misfits: count - sum(fitting),
    misfitValues: top.filter(({ value }) => !parses(value, typing)).slice(0, 20),
    distinct: values.length,
    distinctExact: true,
    ...figures(fitting, typing),
    top,
    topExact: true,
    lengths: typing.type === 'text' && values.length > 0 ? lengthsOf(values) : undefined,
    leadingZeros: isNumeric(typing) || typing.type === 'text' ? sum(values.filter(({ value }) => hasLeadingZero(value))) : 0,
    padded: sum(values.filter(({ value }) => value.startsWith(' '))),
  };
}

function isNumeric({ type }: Typing): boolean {
  return type === 'integer' || type === 'number';
}

function findSentinels(present: readonly ValueCount[], typing: Typing, declared: readonly string[]): readonly ValueCount[] {
  const isWord = ({ value }: ValueCount) => (isCandidateWord(value) && !(isNumeric(typing) && parses(value, typing))) || declared.includes(value);
  const words = missingWords({ type: typing.type, words: present.filter(isWord), others: present.filter((entry) => !isWord(entry)), declared });
  return isNumeric(typing) ? [...words, ...missingNumbers(present, words)] : words;
}

function missingNumbers(present: readonly ValueCount[], words: readonly ValueCount[]): readonly ValueCount[] {
  const numbers = present.filter((entry) => !words.includes(entry) && Number.isFinite(toNumber(entry.value)));
  return numbers.filter((entry) => {
    const candidate = toNumber(entry.value);
    if (!isCandidateNumber(candidate)) return false;
    const others = numbers.map(({ value }) => toNumber(value)).filter((x) => !isCandidateNumber(x));
    if (others.length < 2) return false;
    return isMissingNumber({ candidate, count: entry.count, min: smallest(others), max: largest(others) });
  });
}

function figures(fitting: readonly ValueCount[], typing: Typing): Pick<ColumnProfile, 'min' | 'max' | 'mean' | 'std' | 'quantiles' | 'histogram'> {
  if (isNumeric(typing)) return numberFigures(fitting);
  const isMoment = typing.type === 'date' || typing.type === 'datetime' || typing.type === 'time';
  return isMoment ? momentFigures(fitting, typing) : textFigures(fitting);
}

/** Whole numbers that are one and the same as doubles still differ in their digits. */
function byDigits(a: string, b: string): number {
  const isWhole = /^[+-]?\d+$/.test(a) && /^[+-]?\d+$/.test(b);
  return isWhole ? Number(BigInt(a.replace('+', '')) - BigInt(b.replace('+', ''))) : 0;
}

function momentFigures(values: readonly ValueCount[], typing: Typing): Pick<ColumnProfile, 'min' | 'max' | 'quantiles'> {
  const sorted = values.map(({ value }) => ({ value: value.trim(), at: toSeconds(value, typing) })).toSorted((a, b) => a.at - b.at || byCodePoint(a.value, b.value));
  return { min: sorted[0]?.value, max: sorted.at(-1)?.value, quantiles: [] };
}

/** Two passes for the variance, the second about the mean: no digits are lost to large values that differ little. */
function numberFigures(values: readonly ValueCount[]): Pick<ColumnProfile, 'min' | 'max' | 'mean' | 'std' | 'quantiles' | 'histogram'> {
  const sorted = values.map(({ value, count }) => ({ x: toNumber(value), text: value.trim(), count })).filter(({ x }) => Number.isFinite(x)).toSorted((a, b) => a.x - b.x || byDigits(a.text, b.text));
  const n = sum(sorted);
  if (n === 0) return { quantiles: [] };
  const mean = sorted.reduce((total, { x, count }) => total + (x / n) * count, 0);
  const squares = sorted.reduce((total, { x, count }) => total + (x - mean) ** 2 * count, 0);
  return {
    min: sorted[0]?.text,
    max: sorted.at(-1)?.text,
    mean,
    std: n > 1 && Number.isFinite(squares) ? Math.sqrt(squares / (n - 1)) : undefined,
    quantiles: SHOWN_QUANTILES.map((p) => [p, quantileOf(sorted, p, n)] as const),
    histogram: histogramOf(sorted),
  };
}

/** The smallest value at or below which a share `p` of the values lie (type 1 of Hyndman and Fan, 1996). */
function quantileOf(sorted: readonly { x: number; count: number }[], p: number, n: number): number {
  let seen = 0;
  for (const { x, count } of sorted) {
    seen += count;
    if (seen >= p * n) return x;
  }
  return sorted.at(-1)?.x ?? Number.NaN;
}

function histogramOf(sorted: readonly { x: number; count: number }[]): Histogram | undefined {
  const [low, high] = [sorted[0]?.x ?? 0, sorted.at(-1)?.x ?? 0];
  if (!(high > low)) return undefined;
  const width = (high - low) / BINS;
  const edges = Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? high : low + width * i));
  const counts = new Array<number>(BINS).fill(0);
  let bin = 0;
  for (const { x, count } of sorted) {
    while (bin < BINS - 1 && x >= (edges[bin + 1] ?? high)) bin++;
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return { edges, counts, exact: true };
}

function textFigures(values: readonly ValueCount[]): Pick<ColumnProfile, 'min' | 'max' | 'quantiles'> {
  const texts = values.map(({ value }) => value).toSorted(byCodePoint);
  return { min: texts[0], max: texts.at(-1), quantiles: [] };
}

/** As engines compare text: by code point, not by UTF-16 unit. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points past every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function lengthsOf(values: readonly ValueCount[]): NonNullable<ColumnProfile['lengths']> {
  const lengths = values.map(({ value, count }) => ({ length: [...value].length, count }));
  const total = lengths.reduce((all, { length, count }) => all + length * count, 0);
  return { min: smallest(lengths.map(({ length }) => length)), max: largest(lengths.map(({ length }) => length)), mean: total / sum(values) };
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function smallest(xs: readonly number[]): number {
  return xs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function largest(xs: readonly number[]): number {
  return xs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
