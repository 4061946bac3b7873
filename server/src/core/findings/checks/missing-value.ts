// A cell is empty, or holds a word that every common reader takes for missing. A fact, not a fault: a hint.

import type { CellCheck, ColumnContext } from '../cell-check.ts';
import { isOneOf } from '../cell-check.ts';
import { columnName, count, share } from '../../words.ts';

/** What pandas, R and DuckDB users expect to be read as missing without being told (pandas' default na_values, and \\N as databases dump it). */
const READ_AS_MISSING = new Set(['#N/A', '#N/A N/A', '#NA', '-NaN', '-nan', '<NA>', 'N/A', 'NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null', 'NaT', '\\N']);

export function isReadAsMissing(word: string): boolean {
  return READ_AS_MISSING.has(word.trim());
}

export const missingValue: CellCheck = (context) => {
  const { column } = context;
  const words = column.sentinels.map((sentinel) => sentinel.value).filter(isReadAsMissing);
  const total = column.missing + column.sentinels.filter((s) => isReadAsMissing(s.value)).reduce((sum, s) => sum + s.count, 0);
  if (column.type === 'empty') return undefined;
  const wordSet = new Set(words);
  return {
    code: 'missing-value',
    column,
    fails: (value) => value === null || value === '' || wordSet.has(value),
    where: emptyOrOneOf(context, words),
    expected: total,
    say: () => ({ message: `${columnName(column.name)} is missing here (${measure(total, context.rows)}).` }),
    summarise: (found) => `${columnName(column.name)} is missing in ${measure(found, context.rows)}.`,
  };
};

function emptyOrOneOf(context: ColumnContext, words: readonly string[]): string {
  const empty = `${context.sql.raw} is null or ${context.sql.raw} = ''`;
  return words.length === 0 ? empty : `${empty} or ${isOneOf(context, words)}`;
}

function measure(missing: number, rows: number): string {
  return `${count(missing)} of ${count(rows)} rows, ${share(missing, rows)}`;
}
