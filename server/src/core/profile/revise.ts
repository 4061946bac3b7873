// After a scan: was the guess of a column's type right, and if not, what to try next.

import type { ColumnType, ValueCount } from './profile.ts';
import { TYPE_SHARE } from './decide.ts';
import { isLong } from './guess.ts';
import { parses } from './parse.ts';
import { isCandidateWord } from './sentinels.ts';
import type { PlannedColumn, Scanned } from './wide-plan.ts';

export function isNumericType(type: ColumnType): boolean {
  return type === 'integer' || type === 'number';
}

/** The column with a better guess, or undefined where this one held. */
export function revise(column: PlannedColumn, scanned: Scanned): PlannedColumn | undefined {
  if (column.isTyped || column.isSettled === true || scanned.counts !== undefined) return undefined;
  const isLonger = column.guess.type === 'integer' && !column.guess.isLong && (isLong(scanned.min ?? '') || isLong(scanned.max ?? ''));
  const type = betterType(column.guess.type, scanned);
  if (type === undefined && isLonger) return { ...column, guess: { ...column.guess, isLong: true } };
  if (type === undefined) return undefined;
  const isSettled = column.tried?.includes(type) === true; // back to what was better after all
  const tried = [...(column.tried ?? []), column.guess.type];
  return { ...column, tried, isSettled, guess: { ...column.guess, type, format: undefined } };
}

function betterType(type: ColumnType, scanned: Scanned): ColumnType | undefined {
  const words = (scanned.words ?? []).filter(({ value }) => isCandidateWord(value));
  const values = (scanned.present ?? 0) - sum(words);
  if (values <= 0) return undefined;
  if (type === 'text' || type === 'empty') return looksNumeric(scanned) ? 'integer' : type === 'empty' ? 'text' : undefined;
  if ((scanned.parsed ?? 0) < values * TYPE_SHARE) return type === 'date' ? 'datetime' : 'text';
  if (isNumericType(type) && (scanned.leadingZeros ?? 0) > 0) return 'text';
  return type === 'integer' && (scanned.fractions ?? 0) > 0 ? 'number' : undefined;
}

/** The sample held words, but both ends of the column are numbers: then whatever sorts between them begins like one. */
function looksNumeric({ min, max, leadingZeros = 0 }: Scanned): boolean {
  const isNumber = (text: string | undefined) => text !== undefined && text >= '+' && parses(text, { type: 'number' });
  return leadingZeros === 0 && isNumber(min) && isNumber(max);
}

function sum(counts: readonly ValueCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
