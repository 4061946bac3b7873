// A column that holds one value only says nothing about any row.

import type { ColumnCheck } from './column-check.ts';
import { columnName, count, quote } from '../../words.ts';

const FEWEST_ROWS = 10;

export const constantColumn: ColumnCheck = ({ column, profile }) => {
  if (!profile.exact || column.type === 'empty' || column.distinct !== 1 || !column.distinctExact) return undefined;
  if (profile.rows < FEWEST_ROWS || column.count < profile.rows) return undefined;
  const value = column.top[0]?.value ?? column.min ?? '';
  return { code: 'constant-column', message: `${columnName(column.name)} is ${quote(value)} in all ${count(profile.rows)} rows.` };
};
