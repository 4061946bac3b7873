// A column without a single value.

import type { ColumnCheck } from './column-check.ts';
import { columnName, list, plural, quote } from '../../words.ts';

export const emptyColumn: ColumnCheck = ({ column, profile, header }) => {
  if (!profile.exact || column.count > 0 || profile.rows === 0) return undefined;
  if (header.length > 0 && (header[column.index] ?? '') === '') return undefined; // empty-header says it
  const words = column.sentinels.map((sentinel) => quote(sentinel.value));
  const only = words.length === 0 ? '' : ` (only ${list(words)})`;
  return { code: 'empty-column', message: `${columnName(column.name)} holds no value in ${plural(profile.rows, 'row')}${only}.` };
};
