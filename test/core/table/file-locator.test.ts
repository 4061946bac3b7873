// A place in a file on disk is the place in the same text in an editor, however the bytes arrive.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Files } from '../../../server/src/core/ports.ts';
import { CellIndex } from '../../../server/src/core/table/cell-index.ts';
import { RFC4180, type Dialect } from '../../../server/src/core/table/dataset.ts';
import { ChunkedDocument } from '../../../server/src/core/table/document.ts';
import { FileLocator } from '../../../server/src/core/table/file-locator.ts';
import { nastyCsv } from '../../support/nasty-csv.ts';

function filesOf(text: string, pieceSize: number): Files {
  const bytes = new TextEncoder().encode(text);
  const stream = async function* () {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  };
  return { stream } as Partial<Files> as Files;
}

const dialects = fc.constantFrom<Dialect>(RFC4180, { ...RFC4180, header: false }, { ...RFC4180, comment: '#' }, { ...RFC4180, skip: 2 });

test('places in a file and in its text', async () => {
  await fc.assert(
    fc.asyncProperty(nastyCsv, fc.integer({ min: 1, max: 9 }), dialects, async (text, pieceSize, dialect) => {
      fc.pre(!text.startsWith('\ufeff'));
      const index = new CellIndex(ChunkedDocument.create('file:///a.csv', 'csv', 1, text), dialect);
      const locator = new FileLocator('/a.csv', { encoding: 'utf-8', bom: 0, dialect }, filesOf(text, pieceSize));
      const rows = Array.from({ length: index.rowCount + 2 }, (_, i) => i - 1);
      const addresses = [{}, { column: 0 }, { column: 1 }, ...rows.flatMap((row) => [{ row }, { row, column: 0 }, { row, column: 1 }, { row, column: 3 }])].toReversed();
      assert.deepEqual(await locator.locate(addresses), await index.locate(addresses));
    }),
    { numRuns: 1000 },
  );
});
