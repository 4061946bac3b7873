// One column's profile from what a scan says of it.

import { PROBABILITIES, type PlannedColumn, type Scanned } from './wide-plan.ts';
import type { ColumnProfile, ColumnType, Histogram, ValueCount } from './profile.ts';
import { isCandidateWord, missingWords } from './sentinels.ts';
import { byCodePoint, profileFromCounts, SHOWN_QUANTILES } from './value-counts.ts';

export interface ScanInput {
  readonly name: string;
  readonly column: PlannedColumn;
  readonly scanned: Scanned;
  readonly rows: number;
  readonly declared: readonly string[];
  /** Numbers that an earlier scan showed to stand for missing, as they are written. */
  readonly missingNumbers: readonly ValueCount[];
}

const MISFITS_KEPT = 20;
const BINS = 20;

export function profileFromScan(input: ScanInput): ColumnProfile {
  const { name, column, scanned, rows, declared } = input;
  const { guess } = column;
  if (scanned.counts !== undefined) {
    const fixed = column.isTyped ? { type: guess.type } : undefined;
    return profileFromCounts({ name, index: column.index, rows, counts: scanned.counts, fixed, declared });
  }
  const { isText, sentinels, kept, misfitValues } = sortWords(input);
  const absent = new Set(sentinels.map(({ value }) => value));
  const present = scanned.present ?? 0;
  const count = present - sum(sentinels);
  const type: ColumnType = count === 0 ? 'empty' : guess.type;
  const texts = isText ? [scanned.min, ...kept.map(({ value }) => value), scanned.max].filter((text) => text !== undefined).toSorted(byCodePoint) : [scanned.min, scanned.max];
  const estimate = Math.min(Math.max((scanned.distinct ?? 0) + kept.length + misfitValues.length, Math.min(1, count)), count);
  return {
    name,
    index: column.index,
    type,
    format: guess.format,
    count,
    missing: rows - present,
    sentinels,
    misfits: sum(misfitValues),
    misfitValues: misfitValues.slice(0, MISFITS_KEPT),
    distinct: scanned.distinctTexts === undefined ? estimate : scanned.distinctTexts - sentinels.length,
    distinctExact: scanned.distinctTexts !== undefined,
    min: tidy(texts[0], type),
    max: tidy(texts.at(-1), type),
    mean: finite(scanned.mean),
    std: finite(scanned.std),
    quantiles: shownQuantiles(scanned.quantiles),
    top: (scanned.top ?? []).filter((value) => !absent.has(value)).map((value) => ({ value, count: 0 })),
    topExact: false,
    histogram: histogramFromQuantiles(scanned.quantiles, count - sum(misfitValues)),
    lengths: withLengths(scanned.lengths, kept, count),
    leadingZeros: scanned.leadingZeros ?? 0,
    padded: scanned.padded ?? 0,
  };
}

interface SortedWords {
  readonly isText: boolean;
  readonly sentinels: readonly ValueCount[];
  /** Words of a text column that mean what they say there. */
  readonly kept: readonly ValueCount[];
  readonly misfitValues: readonly ValueCount[];
}

/** Which of the scan's words stand for missing, and what the others are. */
function sortWords({ column, scanned, declared, missingNumbers }: ScanInput): SortedWords {
  const { guess } = column;
  const isText = guess.type === 'text' || guess.type === 'nested' || guess.type === 'empty';
  const words = (scanned.words ?? []).filter(({ value }) => isCandidateWord(value) || declared.includes(value));
  const others = [...(scanned.top ?? []), ...guess.examples].map((value) => ({ value, count: 1 }));
  const sentinels = [...missingWords({ type: guess.type, words, others, declared }), ...missingNumbers];
  const absent = new Set(sentinels.map(({ value }) => value));
  const rest = (scanned.words ?? []).filter(({ value }) => !absent.has(value)).toSorted((a, b) => b.count - a.count || byCodePoint(a.value, b.value));
  return { isText, sentinels, kept: isText ? rest : [], misfitValues: isText ? [] : rest };
}

/** The scan measured the cells without `kept`. */
function withLengths(lengths: ColumnProfile['lengths'], kept: readonly ValueCount[], count: number): ColumnProfile['lengths'] {
  if (lengths === undefined || kept.length === 0) return lengths;
  const own = kept.map(({ value, count: n }) => ({ length: [...value].length, n }));
  const total = lengths.mean * (count - sum(kept)) + own.reduce((all, { length, n }) => all + length * n, 0);
  const all = own.map(({ length }) => length);
  return { min: Math.min(lengths.min, ...all), max: Math.max(lengths.max, ...all), mean: total / count };
}

function finite(x: number | undefined): number | undefined {
  return Number.isFinite(x) ? x : undefined;
}

/** Whole numbers and dates without the ".0" and " 00:00:00" that a wider type prints. */
function tidy(text: string | undefined, type: ColumnType): string | undefined {
  if (type === 'integer' || type === 'number') return text?.replace(/\.0+$/, '');
  return type === 'date' ? text?.replace(/ 00:00:00$/, '') : text;
}

function shownQuantiles(quantiles: readonly number[] | undefined): ColumnProfile['quantiles'] {
  if (quantiles === undefined || quantiles.length === 0) return [];
  return SHOWN_QUANTILES.map((p) => [p, quantiles[PROBABILITIES.indexOf(p)] ?? Number.NaN] as const);
}

/** Equal-width bins filled by interpolating between percentiles. */
export function histogramFromQuantiles(quantiles: readonly number[] | undefined, count: number): Histogram | undefined {
  const [low, high] = [quantiles?.[0], quantiles?.at(-1)];
  if (quantiles === undefined || low === undefined || high === undefined || !(high > low)) return undefined;
  const width = (high - low) / BINS;
  const edges = Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? high : low + i * width));
  const below = edges.map((edge, i) => (i === BINS ? 1 : shareBelow(quantiles, edge)));
  const counts = below.slice(1).map((share, i) => Math.round((share - (below[i] ?? 0)) * count));
  return { edges, counts, exact: false };
}

function shareBelow(quantiles: readonly number[], x: number): number {
  const above = quantiles.findIndex((q) => q >= x);
  if (above <= 0) return 0;
  const [left, right] = [quantiles[above - 1] ?? x, quantiles[above] ?? x];
  const part = right > left ? (x - left) / (right - left) : 1;
  return (above - 1 + part) / (quantiles.length - 1);
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
