// Profiles of the parts of a dataset (files of a glob, rows of a table) as one profile of the whole.

import { byCodePoint, profileFromCounts, SHOWN_QUANTILES } from './value-counts.ts';
import { parses, toNumber, toSeconds } from './parse.ts';
import type { ColumnProfile, ColumnType, Histogram, Profile, ValueCount } from './profile.ts';
import { missingWords } from './sentinels.ts';

export interface MergeOptions {
  /** Words that the user has declared to stand for missing. */
  readonly declared?: readonly string[];
  /** true where the format gives the types (Parquet, Arrow). */
  readonly isTyped?: boolean;
}

export interface Merged {
  readonly profile: Profile;
  /** Indexes of columns that the parts see differently (another type, a number that stands for missing in one part only): their figures must come from a scan of the whole. */
  readonly unsure: readonly number[];
}

/**
 * All parts have the same columns. Where every part knows all values of a column, the result is that of the whole.
 * Else counts, missing, sentinels, misfits, ends, lengths, mean and standard deviation are those of the whole; distinct,
 * quantiles and histogram have no state that merges: they are estimates from those of the parts, and marked as such.
 */
export function mergeProfiles(parts: readonly Profile[], options: MergeOptions = {}): Merged {
  const [first] = parts;
  if (first === undefined) return { profile: { rows: 0, columns: [], exact: true }, unsure: [] };
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  const unsure: number[] = [];
  const columns = first.columns.map((column, i) => {
    const same = parts.flatMap((part) => part.columns[i] ?? []);
    if (same.every(({ topExact, distinctExact }) => topExact && distinctExact)) return fromCounts(same, rows, options);
    if (!agree(same, options.declared)) unsure.push(column.index);
    return fromFigures(same);
  });
  const sampledRows = parts.reduce((total, part) => total + (part.sampledRows ?? part.rows), 0);
  const exact = parts.every((part) => part.exact);
  return { profile: exact ? { rows, columns, exact } : { rows, columns, exact, sampledRows }, unsure };
}

function fromCounts(parts: readonly ColumnProfile[], rows: number, { declared = [], isTyped = false }: MergeOptions): ColumnProfile {
  const [{ name, index }] = parts as [ColumnProfile];
  const counts = addUp(parts.map((part) => [...part.top, ...part.sentinels]));
  const fixed = isTyped ? { type: typeOf(parts) } : undefined;
  return profileFromCounts({ name, index, rows, counts, fixed, declared });
}

function addUp(lists: readonly (readonly ValueCount[])[]): readonly ValueCount[] {
  const counts = new Map<string, number>();
  for (const { value, count } of lists.flat()) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts].map(([value, count]) => ({ value, count }));
}

/** The type that holds the values of all parts. */
function typeOf(parts: readonly ColumnProfile[]): ColumnType {
  const types = new Set(parts.map(({ type }) => type).filter((type) => type !== 'empty'));
  if (types.size === 0) return 'empty';
  const [only] = types;
  if (types.size === 1 && only !== undefined) return only;
  return [...types].every((type) => type === 'integer' || type === 'number') ? 'number' : 'text';
}

function agree(parts: readonly ColumnProfile[], declared: readonly string[] = []): boolean {
  const filled = parts.filter(({ type }) => type !== 'empty');
  const type = typeOf(parts);
  const isOneType = filled.every((part) => part.type === type || (part.type === 'integer' && type === 'number'));
  if (!isOneType || new Set(filled.map(({ format }) => format)).size > 1) return false;
  const sentinels = addUp(parts.map((part) => part.sentinels)).map(({ value }) => value);
  return sentinels.every((value) => filled.every((part) => seesAsMissing(part, value, declared)));
}

/** Whether the part takes this text for missing, or at least cannot hold it as a value. */
function seesAsMissing(part: ColumnProfile, value: string, declared: readonly string[]): boolean {
  if (part.sentinels.some((sentinel) => sentinel.value === value)) return true;
  if (part.topExact) return !part.top.some((entry) => entry.value === value);
  if (part.type !== 'text') return !parses(value, part);
  const others = [part.min, part.max, ...part.top.map((entry) => entry.value)].filter((text) => text !== undefined);
  const judged = { type: part.type, words: [{ value, count: 1 }], others: others.map((text) => ({ value: text, count: 1 })), declared };
  return missingWords(judged).length > 0; // had it been there, it would be among the sentinels
}

function fromFigures(parts: readonly ColumnProfile[]): ColumnProfile {
  const [first] = parts as [ColumnProfile];
  const filled = parts.filter(({ count }) => count > 0);
  const sum = (of: (part: ColumnProfile) => number) => parts.reduce((total, part) => total + of(part), 0);
  const type = typeOf(parts);
  const count = sum((part) => part.count);
  const ends = sortedEnds(filled, type);
  const quantiles = mixedQuantiles(filled);
  return {
    name: first.name,
    index: first.index,
    type,
    format: filled[0]?.format,
    count,
    missing: sum((part) => part.missing),
    sentinels: addUp(parts.map((part) => part.sentinels)),
    misfits: sum((part) => part.misfits),
    misfitValues: addUp(parts.map((part) => part.misfitValues)).toSorted((a, b) => b.count - a.count || byCodePoint(a.value, b.value)).slice(0, 20),
    distinct: mixedDistinct(filled, count),
    distinctExact: false,
    min: ends[0],
    max: ends.at(-1),
    ...moments(filled),
    quantiles,
    top: addUp(parts.map((part) => part.top)).toSorted((a, b) => b.count - a.count).slice(0, 10),
    topExact: false,
    histogram: mixedHistogram(filled),
    lengths: mixedLengths(filled),
    leadingZeros: sum((part) => part.leadingZeros),
    padded: sum((part) => part.padded),
  };
}

function sortedEnds(parts: readonly ColumnProfile[], type: ColumnType): readonly string[] {
  const ends = parts.flatMap(({ min, max, format }) => [min, max].filter((end) => end !== undefined).map((text) => ({ text, format })));
  const isNumber = type === 'integer' || type === 'number';
  const isMoment = type === 'date' || type === 'datetime' || type === 'time';
  const order = isNumber ? (end: (typeof ends)[number]) => toNumber(end.text) : (end: (typeof ends)[number]) => toSeconds(end.text, { type, format: end.format });
  return ends.toSorted((a, b) => (isNumber || isMoment ? order(a) - order(b) : 0) || byCodePoint(a.text, b.text)).map(({ text }) => text);
}

/** Mean and standard deviation of a union (Chan, Golub and LeVeque, 1979), of the values that parse. */
function moments(parts: readonly ColumnProfile[]): Pick<ColumnProfile, 'mean' | 'std'> {
  let [n, mean, squares] = [0, 0, 0];
  for (const part of parts) {
    const more = part.count - part.misfits;
    if (part.mean === undefined || more === 0) continue;
    const delta = part.mean - mean;
    const total = n + more;
    squares += (part.std ?? 0) ** 2 * (more - 1) + (delta ** 2 * n * more) / total;
    mean += (delta * more) / total;
    n = total;
  }
  if (n === 0) return {};
  return { mean, std: n > 1 ? Math.sqrt(squares / (n - 1)) : undefined };
}

/** Between the largest part's number and the sum; nearly unique parts are taken to hold different values. */
function mixedDistinct(parts: readonly ColumnProfile[], count: number): number {
  const all = parts.map(({ distinct }) => distinct);
  const areUnique = parts.every((part) => part.distinct > part.count * 0.9);
  return areUnique ? Math.min(count, all.reduce((a, b) => a + b, 0)) : Math.max(0, ...all);
}

function mixedLengths(parts: readonly ColumnProfile[]): ColumnProfile['lengths'] {
  const known = parts.flatMap(({ lengths, count }) => (lengths === undefined ? [] : [{ ...lengths, count }]));
  if (known.length === 0) return undefined;
  const count = known.reduce((total, part) => total + part.count, 0);
  const mean = known.reduce((total, part) => total + (part.mean * part.count) / count, 0);
  return { min: Math.min(...known.map(({ min }) => min)), max: Math.max(...known.map(({ max }) => max)), mean };
}

/** Each part as points of its distribution: value and share at or below it. */
function distributionOf(part: ColumnProfile): readonly (readonly [x: number, share: number])[] {
  const inner = part.quantiles.map(([p, x]) => [x, p] as const);
  return [[toNumber(part.min ?? ''), 0], ...inner, [toNumber(part.max ?? ''), 1]];
}

function shareBelow(points: readonly (readonly [number, number])[], x: number): number {
  const above = points.findIndex(([value]) => value > x);
  if (above === 0) return 0;
  const [[left, low], [right, high]] = [points[above - 1] ?? [x, 1], points[above] ?? [x, 1]];
  if (above < 0) return 1;
  return right > left ? low + ((high - low) * (x - left)) / (right - left) : high;
}

/** By bisection on the weighted distribution of all parts. */
function mixedQuantiles(parts: readonly ColumnProfile[]): ColumnProfile['quantiles'] {
  const known = parts.filter(({ quantiles }) => quantiles.length > 0).map((part) => ({ weight: part.count - part.misfits, points: distributionOf(part) }));
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const low = Math.min(...known.map(({ points }) => points[0]?.[0] ?? 0));
  const high = Math.max(...known.map(({ points }) => points.at(-1)?.[0] ?? 0));
  const shareAt = (x: number) => known.reduce((sum, { weight, points }) => sum + (weight / total) * shareBelow(points, x), 0);
  return SHOWN_QUANTILES.map((p) => {
    let [left, right] = [low, high];
    for (let step = 0; step < 60; step++) {
      const middle = left + (right - left) / 2;
      if (shareAt(middle) < p) left = middle;
      else right = middle;
    }
    return [p, right] as const;
  });
}

function mixedHistogram(parts: readonly ColumnProfile[]): Histogram | undefined {
  const known = parts.flatMap(({ histogram }) => histogram ?? []);
  if (known.length === 0) return undefined;
  const low = Math.min(...known.map(({ edges }) => edges[0] ?? 0));
  const high = Math.max(...known.map(({ edges }) => edges.at(-1) ?? 0));
  const bins = Math.max(...known.map(({ counts }) => counts.length));
  const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) / bins) * i));
  const below = (x: number) => known.reduce((sum, { edges: at, counts }) => sum + counts.reduce((all, count, i) => all + count * partBelow(at[i] ?? 0, at[i + 1] ?? 0, x), 0), 0);
  const steps = edges.map(below);
  return { edges, counts: steps.slice(1).map((upTo, i) => Math.round(upTo - (steps[i] ?? 0))), exact: false };
}

/** Share of a bin that lies below x. */
function partBelow(left: number, right: number, x: number): number {
  return Math.min(1, Math.max(0, right > left ? (x - left) / (right - left) : Number(x >= left)));
}
