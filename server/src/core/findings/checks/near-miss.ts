// A rare category that is a slip of the pen away from a frequent one: a keystroke in a word, letter case, or the mark
// between two words. What keeps it quiet: digits never count, and a word that other values know is no slip.

import type { CellCheck } from '../cell-check.ts';
import { isOneOf } from '../cell-check.ts';
import type { ColumnProfile, ValueCount } from '../../profile/profile.ts';
import { count, columnName, quote, times } from '../../words.ts';

/** The frequent value must occur this many times as often as the rare one. */
const RATIO = 20;
const MOST_CATEGORIES = 1000;
/** Letters of a word in which a changed letter is a slip; and where other values bear witness for the frequent word. */
const SHORTEST = 5;
const SHORTEST_IN_CODES = 3;
const SHORTEST_AT_START = 8;
/** A word that occurs in so many other values, or in one this frequent, is known. */
const KNOWN_IN = 3;
const KNOWN_FROM = 5;

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
  const spelled = values.map(spell);
  const frequent = groupBy(spelled.filter(({ entry }) => entry.count >= RATIO));
  const vocabulary = new Vocabulary(spelled);
  for (const rare of spelled) {
    const alike = new Set([...(frequent.get(rare.frame) ?? []), ...(frequent.get(`joined ${rare.joined}`) ?? [])]);
    const candidates = [...alike].filter((other) => other.entry.count >= rare.entry.count * RATIO && isSlip(rare, other, vocabulary));
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) found.set(rare.entry.value, { rare: rare.entry, frequent: only.entry });
  }
  // Letter case and marks between words need no such proof.
  const slips = [...found.values()].filter(({ rare, frequent }) => rare.value.toLowerCase() !== frequent.value.toLowerCase());
  if (slips.length > 0 && lookAlikes(spelled.filter(({ entry }) => !found.has(entry.value)), vocabulary) * 2 >= slips.length) {
    for (const { rare } of slips) found.delete(rare.value);
  }
  return found;
}

/** The most frequent values are enough to tell; every pair of them is compared. */
const MOST_COMPARED = 200;

/** Pairs of values that look like slips of each other, though neither is much rarer: where there are such, looks prove nothing (FuseA, FuseF, FuseP). */
function lookAlikes(values: readonly Spelled[], vocabulary: Vocabulary): number {
  let pairs = 0;
  const looked = values.slice(0, MOST_COMPARED);
  for (const [i, a] of looked.entries()) {
    for (const b of looked.slice(0, i)) if (a.joined !== b.joined && isSlip(a, b, vocabulary)) pairs++;
  }
  return pairs;
}

/** A value taken apart: its words, what stands around them, and all of it without case and marks between words. */
interface Spelled {
  readonly entry: ValueCount;
  readonly words: readonly string[];
  readonly frame: string;
  readonly joined: string;
}

const WORD = /[\p{L}\p{M}]+/gu;
const BETWEEN_WORDS = /(?<=\p{L})[\s_./-]+(?=\p{L})/gu;

function spell(entry: ValueCount): Spelled {
  const lower = entry.value.toLowerCase();
  return { entry, words: lower.match(WORD) ?? [], frame: entry.value.replace(WORD, 'w'), joined: lower.replace(BETWEEN_WORDS, '') };
}

function groupBy(values: readonly Spelled[]): ReadonlyMap<string, readonly Spelled[]> {
  const groups = new Map<string, Spelled[]>();
  for (const value of values) {
    for (const key of [value.frame, `joined ${value.joined}`]) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
    }
  }
  return groups;
}

function isSlip(rare: Spelled, frequent: Spelled, vocabulary: Vocabulary): boolean {
  const [a, b] = [rare.entry.value, frequent.entry.value];
  if (a === b || a.trim() !== a) return false;
  if (rare.joined === frequent.joined) return isOtherMark(rare, frequent);
  return rare.frame === frequent.frame && rare.words.every((word, i) => {
    const meant = frequent.words[i] ?? '';
    return word === meant || (isWordSlip(word, meant) && isBelievable({ word, meant, rare, frequent }, vocabulary));
  });
}

/** Only letter case or the marks between words differ. */
function isOtherMark(rare: Spelled, frequent: Spelled): boolean {
  const [a, b] = [rare.entry.value, frequent.entry.value];
  return rare.words.join('').length >= (a.toLowerCase() === b.toLowerCase() ? SHORTEST_IN_CODES : SHORTEST);
}

interface Change {
  readonly word: string;
  readonly meant: string;
  readonly rare: Spelled;
  readonly frequent: Spelled;
}

/** Other values must not know the word; a short one is a slip only where they know well the word it was meant to be. */
function isBelievable({ word, meant, rare, frequent }: Change, vocabulary: Vocabulary): boolean {
  if (vocabulary.knows(word, rare)) return false;
  if (Math.min(word.length, meant.length) >= SHORTEST) return true;
  return vocabulary.others(word, rare) === 0 && vocabulary.others(meant, frequent) >= KNOWN_IN;
}

/** In which values each word occurs. */
class Vocabulary {
  readonly #values = new Map<string, Set<Spelled>>();

  constructor(values: readonly Spelled[]) {
    for (const value of values) {
      for (const word of value.words) {
        const known = this.#values.get(word);
        if (known === undefined) this.#values.set(word, new Set([value]));
        else known.add(value);
      }
    }
  }

  /** How many values other than this one hold the word. */
  others(word: string, value: Spelled): number {
    const values = this.#values.get(word);
    return (values?.size ?? 0) - (values?.has(value) === true ? 1 : 0);
  }

  knows(word: string, value: Spelled): boolean {
    const others = [...(this.#values.get(word) ?? [])].filter((other) => other !== value);
    return others.length >= KNOWN_IN || others.some((other) => other.entry.count >= Math.max(KNOWN_FROM, value.entry.count + 1));
  }
}

/**
 * One letter added, dropped, changed or swapped with its neighbour: four in five misspellings (Damerau, 1964). "cars" beside "car" are two words that someone meant,
 * and a hand seldom slips at the first letter: Conroe and Monroe are two towns.
 */
function isWordSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < SHORTEST_IN_CODES || a === `${b}s` || b === `${a}s`) return false;
  const start = commonPrefix(a, b);
  if (start === 0 && Math.min(a.length, b.length) < SHORTEST_AT_START) return false;
  const end = commonSuffix(a, b, Math.min(a.length, b.length) - start);
  const [midA, midB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = midA.length === 2 && midB.length === 2 && midA[0] === midB[1] && midA[1] === midB[0];
  return (midA.length <= 1 && midB.length <= 1) || isSwap;
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
