// The table of row-local checks. Adding one is a file beside this and a line here.

import type { CellCheck } from '../cell-check.ts';
import { missingValue } from './missing-value.ts';
import { nearMiss } from './near-miss.ts';
import { outlier } from './outlier.ts';
import { sentinelValue } from './sentinel-value.ts';
import { typeMismatch } from './type-mismatch.ts';
import { whitespace } from './whitespace.ts';

export const CELL_CHECKS: readonly CellCheck[] = [missingValue, sentinelValue, typeMismatch, outlier, nearMiss, whitespace];
