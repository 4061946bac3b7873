// The table of column checks. Adding one is a file beside this and a line here.

import type { ColumnCheck } from './column-check.ts';
import { constantColumn } from './constant-column.ts';
import { emptyColumn } from './empty-column.ts';
import { duplicateHeader, emptyHeader } from './header.ts';
import { paddedColumn } from './padded-column.ts';
import { personalData } from './personal-data.ts';

export const COLUMN_CHECKS: readonly ColumnCheck[] = [emptyHeader, duplicateHeader, emptyColumn, constantColumn, paddedColumn, personalData];
