// Every value of a column begins with a space: the file puts a space after each delimiter.

import type { ColumnCheck } from './column-check.ts';
import { isPaddedThroughout } from '../checks/whitespace.ts';
import { columnName } from '../../words.ts';

export const paddedColumn: ColumnCheck = ({ column }) => {
  if (column.type !== 'text' || !isPaddedThroughout(column)) return undefined;
  return {
    code: 'whitespace',
    message: `Nearly every value of ${columnName(column.name)} begins with a space (skipinitialspace=True in pandas drops it).`,
  };
};
