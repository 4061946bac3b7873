// A first guess at what a column holds, from a sample; the full scan confirms or corrects it.

import { DATE_FORMATS, parses, type Typing } from './parse.ts';
import { isCandidateWord } from './sentinels.ts';

export interface Guess extends Typing {
  /** Few different values: the scan counts every one of them, and all figures follow from the counts. */
  readonly isSmall: boolean;
  /** Hardly any value repeats: a list of the most frequent says nothing. */
  readonly isNearlyUnique: boolean;
  /** false where the sample holds no value at all. */
  readonly hasValues: boolean;
  /** Some of the sample's different values, to judge by which words are out of place among them. */
  readonly examples: readonly string[];
  /** Whole numbers too long for a double: their ends need exact digits. */
  readonly isLong: boolean;
  /** Some values begin with a space. */
  readonly isPadded: boolean;
  /** Numbers that stand for missing, found by an earlier scan; the figures leave them out. */
  readonly excluded: readonly string[];
}

/** Share of a sample's values that must parse for a type to be tried on all rows. */
const TRY_SHARE = 0.8;
const MOST_SMALL = 1000;
const FEWEST_FOR_WIDE = 300;
const EXAMPLES = 200;

/** `values`: a sample of the column's cells, empty ones included. */
export function guessColumn(values: readonly string[], declared: readonly string[]): Guess {
  const present = values.filter((value) => value !== '' && !isCandidateWord(value) && !declared.includes(value));
  const different = new Set(present);
  const distinct = different.size;
  return {
    ...guessType(present),
    isSmall: distinct <= MOST_SMALL && (present.length >= FEWEST_FOR_WIDE ? distinct < present.length / 4 : true),
    isNearlyUnique: present.length > 20 && distinct > present.length * 0.9,
    hasValues: present.length > 0,
    examples: [...different].slice(0, EXAMPLES),
    isLong: present.some(isLong),
    isPadded: present.some((value) => value.startsWith(' ')),
    excluded: [],
  };
}

/** More digits than a double holds for certain. */
export function isLong(value: string): boolean {
  return Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER;
}

/** The type that most values parse as, the narrowest first; text where none does. */
export function guessType(present: readonly string[]): Typing {
  if (present.length === 0) return { type: 'empty' };
  const most = present.length * TRY_SHARE;
  const fits = (typing: Typing) => atLeast(present, most, (value) => parses(value, typing));
  if (fits({ type: 'number' })) {
    if (present.some(hasLeadingZero)) return { type: 'text' };
    return { type: present.every((value) => /^\s*[+-]?\d+\s*$/.test(value) || !parses(value, { type: 'number' })) ? 'integer' : 'number' };
  }
  if (fits({ type: 'boolean' })) return { type: 'boolean' };
  if (fits({ type: 'datetime' })) return { type: present.every((value) => parses(value, { type: 'date' }) || !parses(value, { type: 'datetime' })) ? 'date' : 'datetime' };
  // 3:2 is a score.
  if (atLeast(present, most, (value) => parses(value, { type: 'time' }) && /:\d\d/.test(value))) return { type: 'time' };
  const format = DATE_FORMATS.find(({ format }) => fits({ type: 'date', format }));
  if (format !== undefined) return { type: format.hasTime ? 'datetime' : 'date', format: format.format };
  return { type: 'text' };
}

/** 007, but not 0 or 0.5. */
export function hasLeadingZero(value: string): boolean {
  return /^0\d/.test(value);
}

function atLeast(values: readonly string[], most: number, holds: (value: string) => boolean): boolean {
  let failures = values.length - most;
  for (const value of values) if (!holds(value) && --failures < 0) return false;
  return true;
}
