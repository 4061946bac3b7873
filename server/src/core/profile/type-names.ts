// What a column holds, in words for a user.

import type { ColumnType } from './profile.ts';

export const TYPE_NAMES: { readonly [type in ColumnType]: string } = {
  integer: 'whole numbers',
  number: 'numbers',
  boolean: 'true or false',
  date: 'dates',
  datetime: 'dates with time',
  time: 'times',
  text: 'text',
  nested: 'nested values',
  empty: 'no values',
};
