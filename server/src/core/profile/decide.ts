// The type of a column, decided over all its values.

import { guessType, hasLeadingZero } from './guess.ts';
import { parses, type Typing } from './parse.ts';
import type { ValueCount } from './profile.ts';

/** A column has a type when at least this share of its values parses; the rest are misfits. */
export const TYPE_SHARE = 0.95;

/** From all values and their counts. */
export function decideType(values: readonly ValueCount[]): Typing {
  const typing = guessType(values.flatMap(({ value, count }) => Array.from({ length: Math.min(count, 20) }, () => value)));
  if (typing.type === 'text' || typing.type === 'empty') return typing;
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const fitting = values.reduce((sum, { value, count }) => (parses(value, typing) ? sum + count : sum), 0);
  if (fitting < total * TYPE_SHARE) return { type: 'text' };
  const isNumber = typing.type === 'integer' || typing.type === 'number';
  return isNumber && values.some(({ value }) => hasLeadingZero(value)) ? { type: 'text' } : typing;
}
