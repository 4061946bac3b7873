// Every cell of a text that fails one test: what "all of a kind" stands for where only some are marked.

import type { CellIndex } from '../table/cell-index.ts';
import { cellFinding, type CellTest } from './cell-check.ts';
import type { Silence } from './check.ts';
import type { Finding } from './finding.ts';
import { isSilenced } from './silence.ts';

export interface Scan {
  readonly index: CellIndex;
  readonly silences: readonly Silence[];
  readonly yieldNow: () => Promise<void>;
}

const ROWS_AT_ONCE = 2000;

/** Reads the text as it is while it reads: who applies the outcome checks that the text is still the same. */
export async function allOfKind(test: CellTest, { index, silences, yieldNow }: Scan): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (let from = 0; from < index.rowCount; from += ROWS_AT_ONCE) {
    const to = Math.min(index.rowCount, from + ROWS_AT_ONCE);
    for (let row = from; row < to; row++) {
      const value = index.value(row, test.column.index);
      if (value === undefined || !test.fails(value)) continue;
      const finding = cellFinding(test, row, value);
      if (!isSilenced(silences, finding)) found.push(finding);
    }
    await yieldNow();
  }
  return found;
}
