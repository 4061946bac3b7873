// After any edits the index is what a fresh scan of the text gives, wherever the chunk boundaries fall.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CellIndex } from '../../../server/src/core/table/cell-index.ts';
import { RFC4180 } from '../../../server/src/core/table/dataset.ts';
import { ChunkedDocument } from '../../../server/src/core/table/document.ts';
import { cellValue, Scanner } from '../../../server/src/core/table/scanner.ts';
import { nastyCsv } from '../../support/nasty-csv.ts';

function freshCells(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  new Scanner(RFC4180).scan(text, 0, {
    record: (cells) => records.push(Array.from({ length: cells.count }, (_, i) => cellValue(text.slice(cells.starts[i], cells.ends[i]), '"'))),
  });
  return records;
}

function allCells(index: CellIndex): readonly (readonly string[])[] {
  return Array.from({ length: index.rowCount + 1 }, (_, i) => index.cells(i - 1)).filter((cells) => cells.length > 0);
}

const made = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(6), text: fc.oneof(nastyCsv, fc.constantFrom('"', '""', '\n', ',', 'x', '')) });

test('cells, ranges and look-ups after any edits', () => {
  fc.assert(
    fc.property(nastyCsv, fc.array(made, { maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (start, edits, chunkSize) => {
      const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, start, chunkSize);
      const index = new CellIndex(document, RFC4180);
      index.refresh();
      for (const [i, edit] of edits.entries()) {
        const offset = Math.floor(edit.from * document.length);
        const range = { start: document.positionAt(offset), end: document.positionAt(offset + edit.length) };
        const rows = index.rowCount;
        ChunkedDocument.update(document, [{ range, text: edit.text }], i + 2);
        const change = index.refresh();
        if (change !== undefined) assert.equal(rows - change.removed + change.inserted, index.rowCount);
        assert.deepEqual(allCells(index), freshCells(document.getText()));
      }
      for (let row = -1; row < index.rowCount; row++) checkRow(index, row);
    }),
    { numRuns: 1500 },
  );
});

function checkRow(index: CellIndex, row: number): void {
  for (const [column, value] of index.cells(row).entries()) {
    const range = index.range({ row, column });
    assert.ok(range !== undefined);
    assert.equal(cellValue(index.document.getText(range), '"'), value);
    const found = index.lookup(range.start);
    assert.deepEqual({ row: found?.row, column: found?.column, value: found?.value }, { row, column, value });
  }
}

test('rows that an edit did not touch are not reported as changed', () => {
  const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, `a,b\n${'1,2\n'.repeat(50_000)}`);
  const index = new CellIndex(document, RFC4180);
  index.refresh();
  ChunkedDocument.update(document, [{ range: { start: { line: 25_000, character: 0 }, end: { line: 25_000, character: 1 } }, text: '9' }], 2);
  const change = index.refresh();
  assert.ok(change !== undefined && change.removed === change.inserted && change.inserted < 20_000);
  assert.ok(change.from <= 24_999 && change.from + change.inserted > 24_999);
});

test('the first build gives the event loop its turn', async () => {
  const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, `a,b\n${'1,"x y"\n'.repeat(400_000)}`);
  const index = new CellIndex(document, RFC4180);
  let turns = 0;
  await index.build(async () => {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
  });
  assert.equal(index.rowCount, 400_000);
  assert.ok(turns > 0);
});
