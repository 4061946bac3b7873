// How far one column's values have moved from another's, told from two profiles.

import type { ColumnProfile } from '../profile/profile.ts';
import { isNumericType } from '../profile/revise.ts';

/** A distance from 0 (alike) to 1 (nothing in common). */
export interface Drift {
  /**
   * `ks`: the largest difference between two cumulative distributions (Kolmogorov–Smirnov), for numbers.
   * `l-infinity`: the largest difference of a value's share, for categories (TensorFlow Data Validation's measure).
   */
  readonly measure: 'ks' | 'l-infinity';
  readonly distance: number;
  /** false where it rests on quantiles or on the most frequent values alone. */
  readonly exact: boolean;
  /** Categories: the value whose share differs most, with both shares. */
  readonly value?: { readonly value: string; readonly before: number; readonly after: number };
}

/** undefined where there is nothing to compare: no values on one side, or values nearly all different. */
export function driftOf(before: ColumnProfile, after: ColumnProfile): Drift | undefined {
  if (before.count === 0 || after.count === 0) return undefined;
  if (isNumericType(before.type) && isNumericType(after.type)) return numberDrift(before, after);
  return categoryDrift(before, after);
}

function categoryDrift(before: ColumnProfile, after: ColumnProfile): Drift | undefined {
  const shares = [sharesOf(before), sharesOf(after)] as const;
  if (shares[0] === undefined || shares[1] === undefined) return undefined;
  let most = { value: '', before: 0, after: 0 };
  for (const value of new Set([...shares[0].keys(), ...shares[1].keys()])) {
    const own = { value, before: shares[0].get(value) ?? 0, after: shares[1].get(value) ?? 0 };
    if (Math.abs(own.after - own.before) > Math.abs(most.after - most.before)) most = own;
  }
  return { measure: 'l-infinity', distance: Math.abs(most.after - most.before), exact: true, value: most };
}

/** Of every value; undefined where the profile does not list them all. */
function sharesOf({ top, topExact, count }: ColumnProfile): ReadonlyMap<string, number> | undefined {
  if (!topExact) return undefined;
  return new Map(top.map(({ value, count: n }) => [value, n / count]));
}

function numberDrift(before: ColumnProfile, after: ColumnProfile): Drift | undefined {
  const [a, b] = [stepsOf(before), stepsOf(after)];
  if (a !== undefined && b !== undefined) return { measure: 'ks', distance: largestGap(a, b, shareUpTo), exact: true };
  const [c, d] = [knotsOf(before), knotsOf(after)];
  if (c.length < 2 || d.length < 2) return undefined;
  return { measure: 'ks', distance: largestGap(c, d, interpolated), exact: false };
}

/** A point of a cumulative distribution: the share of values up to x. */
type Knot = readonly [x: number, share: number];

/** Exact, of a column whose every value is known. */
function stepsOf({ top, topExact, count }: ColumnProfile): readonly Knot[] | undefined {
  if (!topExact) return undefined;
  let sum = 0;
  const sorted = top.map(({ value, count: n }) => [Number(value), n] as const).filter(([x]) => Number.isFinite(x)).toSorted(([x], [y]) => x - y);
  return sorted.map(([x, n]) => [x, (sum += n) / count]);
}

/** Ends, quantiles and the histogram's edges are all points of it. */
function knotsOf({ min, max, quantiles, histogram, top, topExact, count }: ColumnProfile): readonly Knot[] {
  if (topExact) return stepsOf({ top, topExact, count } as ColumnProfile) ?? [];
  const knots: Knot[] = [...quantiles.map(([p, x]): Knot => [x, p])];
  if (min !== undefined && max !== undefined) knots.push([Number(min), 0], [Number(max), 1]);
  const total = histogram?.counts.reduce((sum, n) => sum + n, 0) ?? 0;
  let sum = 0;
  if (histogram !== undefined && total > 0) for (const [i, n] of histogram.counts.entries()) knots.push([histogram.edges[i + 1] ?? Number.NaN, (sum += n) / total]);
  let highest = 0;
  return knots
    .filter(([x, share]) => Number.isFinite(x) && Number.isFinite(share))
    .toSorted(([x, p], [y, q]) => x - y || p - q)
    .map(([x, share]) => [x, (highest = Math.max(highest, share))]);
}

function largestGap(a: readonly Knot[], b: readonly Knot[], at: (knots: readonly Knot[], x: number) => number): number {
  let largest = 0;
  for (const [x] of [...a, ...b]) largest = Math.max(largest, Math.abs(at(a, x) - at(b, x)));
  return largest;
}

function shareUpTo(knots: readonly Knot[], x: number): number {
  return knots.findLast(([own]) => own <= x)?.[1] ?? 0;
}

function interpolated(knots: readonly Knot[], x: number): number {
  const above = knots.findIndex(([own]) => own > x);
  if (above === 0) return 0;
  if (above < 0) return 1;
  const [[x0, p0], [x1, p1]] = [knots[above - 1] ?? [x, 0], knots[above] ?? [x, 1]];
  return x1 > x0 ? p0 + ((x - x0) / (x1 - x0)) * (p1 - p0) : p1;
}
