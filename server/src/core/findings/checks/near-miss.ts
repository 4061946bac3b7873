// A rare category that is one keystroke, or only letter case, away from a frequent one.

import type { CellCheck } from '../cell-check.ts';
import { isOneOf } from '../cell-check.ts';
import type { ColumnProfile, ValueCount } from '../../profile/profile.ts';
import { count, columnName, quote, times } from '../../words.ts';

/** The frequent value must occur this many times as often as the rare one. */
const RATIO = 20;
const MOST_CATEGORIES = 1000;
const SHORTEST = 5;

export const nearMiss: CellCheck = (context) => {
  const { column } = context;
  if (!isCategorical(column)) return undefined;
  const corrections = findCorrections(column.top);
  if (corrections.size === 0) return undefined;
  return {
    code: 'near-miss',
    column,
    fails: (value) => value !== null && corrections.has(value),
    where: isOneOf(context, [...corrections.keys()]),
    say: (value) => {
      const pair = corrections.get(value);
      if (pair === undefined) return { message: `${quote(value)} is rare in ${columnName(column.name)}.` };
      return {
        message: `${quote(value)} occurs ${times(pair.rare.count)}; ${quote(pair.frequent.value)} ${count(pair.frequent.count)} times. Is it a typo?`,
        fix: { kind: 'replace-value', title: `Replace with ${quote(pair.frequent.value)}`, text: pair.frequent.value },
      };
    },
    summarise: (total) => `${count(total)} values of ${columnName(column.name)} are a keystroke away from a frequent one.`,
  };
};

/** A vocabulary: every value is known, and on average each occurs often. */
function isCategorical(column: ColumnProfile): boolean {
  return column.type === 'text' && column.topExact && column.distinct <= MOST_CATEGORIES && column.count >= column.distinct * 5;
}

interface Correction {
  readonly rare: ValueCount;
  readonly frequent: ValueCount;
}

/** Rare value to the frequent value it was probably meant to be; a rare value with two candidates is left alone. */
export function findCorrections(values: readonly ValueCount[]): ReadonlyMap<string, Correction> {
  const found = new Map<string, Correction>();
  const frequent = values.filter((value) => value.count >= RATIO);
  for (const rare of values) {
    const candidates = frequent.filter((other) => other.count >= rare.count * RATIO && isKeystrokeAway(rare.value, other.value));
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) found.set(rare.value, { rare, frequent: only });
  }
  return found;
}

/** One letter added, dropped, changed or swapped with its neighbour; or the same letters in another case. Digits never count: A1 and A2 are two things. */
export function isKeystrokeAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || a.trim() !== a) return false;
  if (a.length > 2 && a.toLowerCase() === b.toLowerCase()) return true;
  if (Math.min(a.length, b.length) < SHORTEST) return false;
  const start = commonPrefix(a, b);
  const end = commonSuffix(a, b, Math.min(a.length, b.length) - start);
  const [midA, midB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = midA.length === 2 && midB.length === 2 && midA[0] === midB[1] && midA[1] === midB[0];
  const isOneLetter = midA.length <= 1 && midB.length <= 1;
  return (isOneLetter || isSwap) && isLetters(midA + midB) && !isPlural(a, b);
}

function isLetters(text: string): boolean {
  return /^[\p{L}\p{M}]*$/u.test(text);
}

/** "Car" and "Cars" are more often two spellings that someone meant. */
function isPlural(a: string, b: string): boolean {
  return a === `${b}s` || b === `${a}s`;
}

function commonPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function commonSuffix(a: string, b: string, most: number): number {
  let i = 0;
  while (i < most && a[a.length - 1 - i] === b[b.length - 1 - i]) i++;
  return i;
}
