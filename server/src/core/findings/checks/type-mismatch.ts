// A cell does not parse as what its column evidently holds.

import type { CellCheck } from '../cell-check.ts';
import { present, isOneOf } from '../cell-check.ts';
import { parses } from '../../profile/parse.ts';
import type { ColumnProfile, ColumnType } from '../../profile/profile.ts';
import { columnName, count, quote } from '../../words.ts';

const NOUNS: { readonly [type in ColumnType]?: string } = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  datetime: 'a date and time',
  time: 'a time',
};


/** Codes come in one or two shapes (12A, B-12); slips in so many. */
const FEWEST_ERRATIC = 4;

export const typeMismatch: CellCheck = (context) => {
  const { column } = context;
  const noun = NOUNS[column.type];
  if (noun === undefined || looksLikeCodes(column)) return undefined;
  const sentinels = column.sentinels.map((sentinel) => sentinel.value);
  const isSentinel = new Set(sentinels);
  const fits = column.count - column.misfits;
  return {
    code: 'type-mismatch',
    column,
    fails: (value) => value !== null && value !== '' && !isSentinel.has(value) && !parses(value, column),
    where: `${present(context)} and ${context.sql.value} is null${sentinels.length > 0 ? ` and not ${isOneOf(context, sentinels)}` : ''}`,
    expected: column.misfits,
    say: (value) => ({
      message: `${quote(value)} is not ${noun}; ${count(fits)} of ${count(column.count)} values of ${columnName(column.name)} are.`,
    }),
    summarise: (total) => `${count(total)} of ${count(column.count)} values of ${columnName(column.name)} are not ${noun}.`,
  };
};

/**
 * House numbers, tickets, product codes: mostly digits, and the misfits are digits with a letter or dash among them, at
 * the same places in most. Letters anywhere among the digits are slips.
 */
function looksLikeCodes(column: ColumnProfile): boolean {
  if (column.type !== 'integer' || column.misfitValues.length < 3) return false;
  const codes = column.misfitValues.filter(({ value }) => /^(?=.*\d)[\p{L}\d][\p{L}\d ./-]*$/u.test(value));
  if (codes.length * 2 <= column.misfitValues.length) return false;
  const shapes = new Map<string, number>();
  const isFixedWidth = new Set(codes.map(({ value }) => value.length)).size === 1;
  for (const { value } of codes) {
    const shape = isFixedWidth ? value.replace(/\d/g, '0').replace(/\p{L}/gu, 'x') : value.replace(/\d+/g, '0').replace(/\p{L}+/gu, 'x');
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  return shapes.size < FEWEST_ERRATIC || Math.max(...shapes.values()) * 2 > codes.length;
}
