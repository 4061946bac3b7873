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

/** Above this share of misfits (and more than one) the column is a mixture, and no cell is to blame. */
const MOST_MISFITS = 0.02;

export const typeMismatch: CellCheck = (context) => {
  const { column } = context;
  const noun = NOUNS[column.type];
  if (noun === undefined || looksLikeCodes(column) || column.misfits > Math.max(1, column.count * MOST_MISFITS)) return undefined;
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

/** House numbers, tickets, product codes: mostly digits, and the misfits are digits with a letter or dash among them. */
function looksLikeCodes(column: ColumnProfile): boolean {
  if (column.type !== 'integer' || column.misfitValues.length < 3) return false;
  const codes = column.misfitValues.filter(({ value }) => /^(?=.*\d)[\p{L}\d][\p{L}\d ./-]*$/u.test(value));
  return codes.length * 2 > column.misfitValues.length;
}
