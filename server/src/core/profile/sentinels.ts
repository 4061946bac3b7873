// Which words and numbers stand for missing in a column. Judged by their company, never by a list alone.

import type { ColumnType, ValueCount } from './profile.ts';

/** Words that say "missing" wherever they stand in a column of another kind than words. */
const ALWAYS = ['NA', 'N/A', '#N/A', 'n/a', '#N/A N/A', '#NA', 'NULL', 'null', 'Null', 'NaN', 'nan', 'NAN', '-NaN', '-nan', '<NA>', 'NaT', '\\N'];
const PYTHON_NONE = ['None', 'none', 'NONE'];
const MARKS = ['?', '-', '--', '.', '..', '*'];
const WORDS = ['missing', 'Missing', 'MISSING', 'unknown', 'Unknown', 'UNKNOWN', 'not available', 'Not Available', 'undefined', '(blank)', 'nil', 'na', 'Na'];
const SPREADSHEET_ERRORS = ['#REF!', '#DIV/0!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!'];

/** All words worth counting in a scan, longest last. */
export const CANDIDATE_WORDS: readonly string[] = [...ALWAYS, ...PYTHON_NONE, ...MARKS, ...WORDS, ...SPREADSHEET_ERRORS];
export const LONGEST_WORD = Math.max(...CANDIDATE_WORDS.map((word) => word.length));

const CANDIDATES = new Set(CANDIDATE_WORDS);
const IN_TEXT = new Set([...ALWAYS, ...SPREADSHEET_ERRORS]);
const NONES = new Set(PYTHON_NONE);

/** Whether a cell's text may be such a word (white space around it does not count). */
export function isCandidateWord(text: string): boolean {
  return CANDIDATES.has(text.trim());
}

export interface WordEvidence {
  readonly type: ColumnType;
  /** The candidate words found, with their counts. */
  readonly words: readonly ValueCount[];
  /** Other values of the column: all of them, or the most frequent. */
  readonly others: readonly ValueCount[];
  /** Words that the user has declared. */
  readonly declared: readonly string[];
}

/** Those of the candidate words that stand for missing in this column. White space around one matters only in text whose other values have none. */
export function missingWords(evidence: WordEvidence): readonly ValueCount[] {
  const declared = new Set(evidence.declared);
  const judge = evidence.type === 'text' ? inText(evidence) : () => true;
  const isTrimmed = evidence.type !== 'text' || isPadded(evidence.others);
  const spelled = (value: string) => (isTrimmed ? value.trim() : value);
  return evidence.words.filter(({ value }) => declared.has(value) || (CANDIDATES.has(spelled(value)) && judge(spelled(value))));
}

/** Every value begins or ends with white space: so does a word that stands for missing. */
function isPadded(values: readonly ValueCount[]): boolean {
  return values.length > 0 && values.every(({ value }) => value.trim() !== value);
}

/** Among words, only what cannot be one of them. */
function inText({ words, others }: WordEvidence): (word: string) => boolean {
  const isCodes = others.length > 0 && others.every(({ value }) => /^[A-Z]{2,3}$/.test(value));
  const areWords = others.length > 0 && others.every(({ value }) => /\p{L}{2}|\d/u.test(value));
  const otherSigns = words.filter(({ value }) => IN_TEXT.has(value.trim()) && value.trim() !== 'NA').length > 0;
  return (word) => {
    if (word === 'NA') return !isCodes || otherSigns;
    if (word === '?') return areWords;
    if (word === '.') return areWords;
    if (NONES.has(word)) return otherSigns;
    return IN_TEXT.has(word);
  };
}

export interface NumberEvidence {
  readonly candidate: number;
  readonly count: number;
  /** Smallest and largest of all values that are no such number. */
  readonly min: number;
  readonly max: number;
}

/** -99, -999, 9999 … : the numbers that people write for "missing". */
export function isCandidateNumber(x: number): boolean {
  return CANDIDATE_NUMBERS.includes(x);
}

/** All of those numbers. */
export const CANDIDATE_NUMBERS: readonly number[] = [-8888, ...Array.from({ length: 8 }, (_, i) => -(10 ** (i + 2) - 1)), ...Array.from({ length: 7 }, (_, i) => 10 ** (i + 3) - 1)];

/** Whether such a number stands for missing: it is far from every other value, and no part of the column's range. */
export function isMissingNumber({ candidate, count, min, max }: NumberEvidence): boolean {
  if (!(min <= max)) return false;
  const range = max - min;
  const gap = candidate < min ? min - candidate : candidate - max;
  if (gap <= 0) return false;
  if (candidate < 0 && min >= 0 && count >= 2) return true;
  return gap > range && gap > Math.abs(candidate) * 0.5 && (candidate < 0 || count >= 2);
}
