// The header itself: columns without a name, and names that occur twice.

import type { ColumnCheck, ColumnCheckInput, ColumnSaid } from './column-check.ts';
import type { ColumnProfile } from '../../profile/profile.ts';
import { quote } from '../../words.ts';

export const emptyHeader: ColumnCheck = (input): ColumnSaid | undefined => {
  const { column, header, profile } = input;
  if (header.length === 0 || (header[column.index] ?? '').trim() !== '') return undefined;
  if (column.count === 0 && column.index === header.length - 1) {
    return { code: 'empty-header', severity: 'hint', message: 'The header ends with a delimiter: the last column has no name and no value.' };
  }
  if (column.index === 0 && isRunningNumber(column, profile.rows)) {
    return {
      code: 'empty-header',
      severity: 'information',
      message: 'The first column has no name and counts the rows: probably an index that was written along (index=False in pandas leaves it out).',
    };
  }
  if (column.index === 0 && holdsRowLabels(input)) {
    return {
      code: 'empty-header',
      severity: 'information',
      message: 'The first column has no name and labels the rows: probably an index that was written along (index_col=0 in pandas reads it as such).',
    };
  }
  return { code: 'empty-header', message: `Column ${column.index + 1} has no name.` };
};

export const duplicateHeader: ColumnCheck = ({ column, header }) => {
  const name = header[column.index] ?? '';
  const first = header.indexOf(name);
  if (name.trim() === '' || first === column.index) return undefined;
  return { code: 'duplicate-header', message: `Column ${column.index + 1} has the same name as column ${first + 1}: ${quote(name)}.` };
};

function isRunningNumber(column: ColumnProfile, rows: number): boolean {
  if (column.type !== 'integer' || column.count !== rows) return false;
  return Number(column.max) - Number(column.min) === rows - 1;
}

/** The only column without a name, and no value missing or seen twice: how R and pandas write the names of rows. */
function holdsRowLabels({ column, header, profile, values }: ColumnCheckInput): boolean {
  const othersAreNamed = header.length > 1 && header.every((name, i) => i === 0 || name.trim() !== '');
  return othersAreNamed && column.count === profile.rows && column.count > 1 && new Set(values).size === values.length;
}
