// A number or mark stands for missing, but readers take it for a value: -999 in a temperature, "?" in a job.

import type { CellCheck, Said } from '../cell-check.ts';
import { isOneOf } from '../cell-check.ts';
import { isReadAsMissing } from './missing-value.ts';
import type { ColumnProfile } from '../../profile/profile.ts';
import { columnName, count, quote, share } from '../../words.ts';

export const sentinelValue: CellCheck = (context) => {
  const { column, rows } = context;
  const sentinels = column.sentinels.filter((sentinel) => !isReadAsMissing(sentinel.value));
  if (sentinels.length === 0) return undefined;
  const counts = new Map(sentinels.map((sentinel) => [sentinel.value, sentinel.count]));
  return {
    code: 'sentinel-value',
    column,
    fails: (value) => value !== null && counts.has(value),
    where: isOneOf(context, [...counts.keys()]),
    expected: sentinels.reduce((sum, { count: n }) => sum + n, 0),
    say: (value) => saySentinel(value, { column, rows, found: counts.get(value) ?? 0 }),
    summarise: (total) =>
      `${sentinels.map((s) => quote(s.value)).join(', ')} stand${sentinels.length === 1 ? 's' : ''} for missing in ${count(total)} of ${count(rows)} rows of ${columnName(column.name)}, ${share(total, rows)}.`,
  };
};

function saySentinel(value: string, at: { column: ColumnProfile; rows: number; found: number }): Said {
  const { column, rows, found } = at;
  const name = columnName(column.name);
  const evidence =
    isNumeric(value) && column.min !== undefined
      ? `every other value lies between ${column.min} and ${column.max}`
      : `${count(found)} of ${count(rows)} rows, ${share(found, rows)}; most readers take it for a value`;
  return {
    message: `${quote(value)} stands for missing in ${name}: ${evidence}.`,
    fix: { kind: 'replace-value', title: `Blank ${quote(value)}`, text: '' },
  };
}

function isNumeric(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}
