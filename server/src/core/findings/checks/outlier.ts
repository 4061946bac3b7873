// A number far outside its column: past the outer fences of Tukey (Exploratory Data Analysis, 1977), and cut off from its neighbours by a wide gap.
// The gap is what keeps heavy tails quiet: in a heavy tail the next value is never far.

import type { CellCheck, ColumnContext, Extremes } from '../cell-check.ts';
import { columnName, count, number } from '../../words.ts';
import { toNumber } from '../../profile/parse.ts';
import { isNamedLikeKey } from '../../profile/keys.ts';
import type { ColumnProfile } from '../../profile/profile.ts';

/** How many times farther from the median than its neighbour a value must lie, straight and in logarithms. */
const GAP = 4;
const LOG_GAP = 1.6;
const FEWEST_VALUES = 50;

/** Values in [low, high] are ordinary. */
interface Bounds {
  readonly low: number;
  readonly high: number;
}

export const outlier: CellCheck = (context) => {
  const { column, extremes } = context;
  if (extremes === undefined || !mayHaveOutliers(column)) return undefined;
  const bounds = ordinaryRange(column, extremes);
  if (bounds === undefined) return undefined;
  const [lower, upper] = [quantile(column, 0.25), quantile(column, 0.75)];
  const value = context.sql.value;
  return {
    code: 'outlier',
    column,
    fails: (text) => isOutside(text, column, bounds),
    where: `${notASentinel(context)}(${outside(value, bounds)})`,
    say: (text) => {
      const isHigh = toNumber(text) > bounds.high;
      const next = isHigh ? `next highest ${number(bounds.high)}` : `next lowest ${number(bounds.low)}`;
      return { message: `${text.trim()} is far outside ${columnName(column.name)} (middle half ${number(lower)}–${number(upper)}, ${next}).` };
    },
    summarise: (total) => `${count(total)} values of ${columnName(column.name)} lie far ${beyond(bounds)}.`,
  };
};

/** Where only one side has outliers there is no bound on the other. */
function beyond({ low, high }: Bounds): string {
  if (!Number.isFinite(low)) return `above ${number(high)}`;
  return Number.isFinite(high) ? `outside ${number(low)}–${number(high)}` : `below ${number(low)}`;
}

/** Whether the column's ends are worth a closer look: a plan for its extreme values is run only then. */
export function mayHaveOutliers(column: ColumnProfile): boolean {
  if (column.type !== 'integer' && column.type !== 'number') return false;
  if (column.count < FEWEST_VALUES || column.distinct < 10 || isIdentifier(column)) return false;
  const [lower, upper] = [quantile(column, 0.25), quantile(column, 0.75)];
  const spread = upper - lower;
  if (!(spread > 0) || isPiledUp(column)) return false;
  return Number(column.max) > upper + 3 * spread || Number(column.min) < lower - 3 * spread;
}

/** Most values are the same low one (counts, amounts that are mostly zero): the rest is a tail, however long. */
function isPiledUp(column: ColumnProfile): boolean {
  return quantile(column, 0.05) === quantile(column, 0.25) || quantile(column, 0.5) === quantile(column, 0.05);
}

/** A running number says nothing by its size. */
function isIdentifier(column: ColumnProfile): boolean {
  if (column.type !== 'integer') return false;
  return isNamedLikeKey(column) || (column.distinct >= column.count * 0.95 && column.count > 200);
}

function ordinaryRange(column: ColumnProfile, extremes: Extremes): Bounds | undefined {
  const [lower, upper, median] = [quantile(column, 0.25), quantile(column, 0.75), quantile(column, 0.5)];
  const fence = 3 * (upper - lower);
  const fewest = Math.max(1, Math.min(5, Math.floor(column.count / 500)));
  const top = cutAt(extremes.high.toReversed(), { median, fence: upper + fence, atMost: fewest });
  const bottom = cutAt(extremes.low.map((x) => -x), { median: -median, fence: -(lower - fence), atMost: fewest });
  if (top === undefined && bottom === undefined) return undefined;
  return { low: bottom === undefined ? Number.NEGATIVE_INFINITY : -bottom, high: top ?? Number.POSITIVE_INFINITY };
}

/** `falling`: the largest values, largest first. The largest ordinary value, where the few above it are cut off by a gap. */
function cutAt(falling: readonly number[], at: { median: number; fence: number; atMost: number }): number | undefined {
  for (let above = Math.min(at.atMost, falling.length - 1); above >= 1; above--) {
    const [outside, inside] = [falling[above - 1] ?? 0, falling[above] ?? 0];
    if (outside > at.fence && isCutOff(outside, inside, at.median)) return inside;
  }
  return undefined;
}

function isCutOff(outside: number, inside: number, median: number): boolean {
  const reach = Math.max(inside - median, Number.MIN_VALUE);
  if (outside - median < GAP * reach) return false;
  const hasLogs = median > 0 && inside > median;
  return !hasLogs || Math.log(outside / median) >= LOG_GAP * Math.log(inside / median);
}

function outside(value: string, { low, high }: Bounds): string {
  const sides = [Number.isFinite(low) ? `${value} < ${low}` : '', Number.isFinite(high) ? `${value} > ${high}` : ''];
  return sides.filter((side) => side !== '').join(' or ');
}

function isOutside(text: string | null, column: ColumnProfile, bounds: Bounds): boolean {
  if (text === null || text.trim() === '' || column.sentinels.some((s) => s.value === text)) return false;
  const x = toNumber(text);
  return x < bounds.low || x > bounds.high;
}

function notASentinel(context: ColumnContext): string {
  const words = context.column.sentinels.map((s) => context.dialect.text(s.value));
  return words.length === 0 ? '' : `${context.sql.raw} not in (${words.join(', ')}) and `;
}

/** The value at probability `p`, or NaN where the profile has none. */
export function quantile(column: ColumnProfile, p: number): number {
  return column.quantiles.find(([probability]) => probability === p)?.[1] ?? Number.NaN;
}
