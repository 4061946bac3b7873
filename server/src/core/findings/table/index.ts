// The table of whole-table checks. Adding one is a file beside this and a line here.

import type { TableCheck } from './table-check.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateRow } from './duplicate-row.ts';

export const TABLE_CHECKS: readonly TableCheck[] = [duplicateRow, duplicateKey];
