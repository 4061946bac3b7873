// After any edits the index is what a fresh scan of the text gives, wherever the chunk boundaries fall.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RowChange } from '../../../server/src/core/table/address.ts';
import { CellIndex } from '../../../server/src/core/table/cell-index.ts';
import { RFC4180, type Dialect } from '../../../server/src/core/table/dataset.ts';
import { ChunkedDocument } from '../../../server/src/core/table/document.ts';
import { findFaults } from '../../../server/src/core/table/faults.ts';
import { offsetOfLine } from '../../../server/src/core/table/lines.ts';
import { cellValue, Scanner } from '../../../server/src/core/table/scanner.ts';
import { nastyCsv } from '../../support/nasty-csv.ts';
import { holds } from '../../support/property.ts';

interface Cell {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

function freshScan(text: string, dialect: Dialect): readonly (readonly Cell[])[] {
  const records: Cell[][] = [];
  new Scanner(dialect).scan(text, offsetOfLine(text, dialect.skip), {
    record: ({ count, starts, ends }) => {
      records.push(Array.from({ length: count }, (_, i) => ({ start: starts[i] ?? 0, end: ends[i] ?? 0, value: cellValue(text.slice(starts[i], ends[i]), dialect.quote, dialect.escape) })));
    },
  });
  const [first] = dialect.rowNames === true ? records : [];
  const start = first?.[0]?.start ?? 0;
  first?.unshift({ start, end: start, value: '' });
  return records;
}

function open(text: string, chunkSize?: number, dialect = RFC4180): CellIndex {
  return new CellIndex(ChunkedDocument.create('file:///a.csv', 'csv', 1, text, chunkSize), dialect);
}

function edit(index: CellIndex, { at, length, text }: { at: number; length: number; text: string }): RowChange | undefined {
  const { document } = index;
  const range = { start: document.positionAt(at), end: document.positionAt(at + length) };
  ChunkedDocument.update(document, [{ range, text }], document.version + 1);
  return index.refresh();
}

const dialects = fc.constantFrom<Dialect>(RFC4180, RFC4180, { ...RFC4180, header: false }, { ...RFC4180, comment: '#' }, { ...RFC4180, skip: 2 }, { ...RFC4180, quote: '' }, { ...RFC4180, escape: '\\' }, { ...RFC4180, rowNames: true });
const edits = fc.array(fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(6), text: fc.oneof(nastyCsv, fc.constantFrom('"', '\\', '\\"', '""', '\n', '\r', ',', 'x', '')) }), { maxLength: 6 });

test('cells, ranges, look-ups and faults after any edits', async () => {
  await holds(
    fc.asyncProperty(nastyCsv, edits, fc.integer({ min: 1, max: 30 }), dialects, async (start, made, chunkSize, dialect) => {
      const index = open(start, chunkSize, dialect);
      index.refresh();
      for (const { from, length, text } of made) {
        const before = valuesOf(index);
        const change = edit(index, { at: Math.floor(from * index.document.length), length, text });
        checkChange(index, before, change);
      }
      await checkAll(index);
    }),
    { numRuns: 1500 },
  );
});

function valuesOf(index: CellIndex): readonly (readonly string[])[] {
  return Array.from({ length: index.rowCount }, (_, row) => index.cells(row));
}

/** What lies outside the reported rows is as it was. */
function checkChange(index: CellIndex, before: readonly (readonly string[])[], change: RowChange | undefined): void {
  assert.ok(change !== undefined);
  const after = valuesOf(index);
  assert.deepEqual(after.slice(0, change.from), before.slice(0, change.from));
  assert.deepEqual(after.slice(change.from + change.inserted), before.slice(change.from + change.removed));
}

async function checkAll(index: CellIndex): Promise<void> {
  const text = index.document.getText();
  const reference = TextDocument.create('file:///a.csv', 'csv', 1, text);
  const headers = index.dialect.header ? 1 : 0;
  const records = freshScan(text, index.dialect);
  assert.equal(index.rowCount, Math.max(0, records.length - headers));
  const visited: string[][] = records.map(() => []);
  index.forEachCell(-headers, index.rowCount, (row, _column, value) => visited[row + headers]?.push(value));
  for (const [i, cells] of records.entries()) {
    const row = i - headers;
    assert.deepEqual(index.cells(row), cells.map(({ value }) => value));
    assert.deepEqual(visited[i], index.cells(row));
    for (const [column, { start, end, value }] of cells.entries()) {
      const range = { start: reference.positionAt(start), end: reference.positionAt(end) };
      assert.deepEqual(index.range({ row, column }), range);
      if (row < 0 && column === 0 && index.dialect.rowNames === true) continue; // its name is not there
      if (reference.offsetAt(range.start) !== start) continue; // between a CR and its LF: no editor can point there
      assert.deepEqual(index.lookup(range.start), { row, column, range, value, isQuoted: value.length < end - start });
    }
  }
  await checkFaults(index, text);
}

async function checkFaults(index: CellIndex, text: string): Promise<void> {
  const expected = await findFaults((async function* () { yield text; })(), { dialect: index.dialect, width: index.width });
  const found = index.problems();
  assert.deepEqual({ ...found, list: [] }, { ...expected, list: [] });
  const plain = (list: typeof found.list) => list.map(({ range: _, ...fault }) => JSON.stringify(fault)).toSorted();
  assert.deepEqual(plain(found.list), plain(expected.list));
  for (const fault of found.list) assert.deepEqual(fault.range, index.range({ row: fault.row, column: 'column' in fault ? fault.column : undefined }));
}

test('an edit in a large text names the one row it changed', () => {
  const index = open(`a,b\n${'1,2\n'.repeat(50_000)}`);
  index.refresh();
  const line = index.document.offsetAt({ line: 25_000, character: 0 });
  assert.deepEqual(edit(index, { at: line, length: 1, text: '9' }), { from: 24_999, removed: 1, inserted: 1 });
  assert.deepEqual(edit(index, { at: line, length: 0, text: '7,7\n8,8\n' }), { from: 24_999, removed: 0, inserted: 2 });
  assert.deepEqual(edit(index, { at: line, length: 12, text: '' }), { from: 24_999, removed: 3, inserted: 0 });
  assert.equal(index.rowCount, 49_999);
});

test('a quote that is opened in a text without quotes changes its own row only', () => {
  const rows = 200_000;
  const index = open(`a,b\n${'1,2\n'.repeat(rows)}`);
  index.refresh();
  const at = index.document.offsetAt({ line: 6, character: 0 });
  assert.deepEqual(edit(index, { at, length: 0, text: '"' }), { from: 5, removed: 1, inserted: 1 });
  assert.deepEqual(index.cells(5), ['"1', '2']);
  assert.deepEqual(index.problems().totals, { 'unclosed-quote': 1 });
  assert.deepEqual(index.problems().list, [{ kind: 'unclosed-quote', row: 5, column: 0, swallowed: rows - 6, range: index.range({ row: 5, column: 0 }) }]);
  const end = index.document.offsetAt({ line: 1001, character: 1 });
  assert.deepEqual(edit(index, { at: end, length: 0, text: '"' }), { from: 5, removed: 996, inserted: 1 });
  assert.deepEqual(edit(index, { at: end, length: 1, text: '' }), { from: 5, removed: 1, inserted: 996 });
});

test('a quoted cell may span many chunks', async () => {
  const long = 'line\n'.repeat(60_000);
  const index = open(`a,b\n1,"${long}"\n2,x\n`);
  assert.equal(index.rowCount, 2);
  assert.equal(index.value(0, 1), long);
  assert.deepEqual(index.lookup({ line: 40_000, character: 2 })?.row, 0);
  assert.deepEqual(index.cells(1), ['2', 'x']);
  edit(index, { at: 100_000, length: 1, text: '!' });
  assert.equal(index.value(0, 1)?.length, long.length);
  assert.deepEqual(index.rowsBetween(100, 200), { from: 0, to: 0 });
});

test('the first build gives the event loop its turn, and can be stopped', async () => {
  const index = open(`a,b\n${'1,"x y"\n'.repeat(400_000)}`);
  let turns = 0;
  const turn = async () => {
    turns++;
    await new Promise((resolve) => setImmediate(resolve));
  };
  await assert.rejects(index.build(turn, AbortSignal.abort()));
  assert.deepEqual(await index.build(turn), { from: 0, removed: 0, inserted: 400_000 });
  assert.equal(index.rowCount, 400_000);
  assert.ok(turns > 1);
  assert.equal(await index.build(turn), undefined);
});

test('edits while the first build goes on are seen', async () => {
  const index = open(`a,b\n${'1,"x y"\n'.repeat(400_000)}`);
  let isEdited = false;
  await index.build(async () => {
    if (!isEdited) ChunkedDocument.update(index.document, [{ range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, text: 'c,d\n' }], 2);
    isEdited = true;
  });
  assert.ok(isEdited);
  assert.deepEqual([index.header, index.rowCount], [['c', 'd'], 399_999]);
});

test('an empty text has no rows, no cells and no faults', () => {
  const index = open('');
  assert.deepEqual([index.rowCount, index.width, index.header, index.cells(0), index.range({}), index.lookup({ line: 0, character: 0 })], [0, 0, [], [], undefined, undefined]);
  assert.deepEqual(index.problems(), { list: [], totals: {}, isClean: true, backslashed: 0, longestRecord: 0 });
  const { from, to } = index.rowsBetween(0, 10);
  assert.ok(to < from);
});

test('past a record\'s last cell, and between records, there is no cell', () => {
  const index = open('a,b\n1,2\n\n3\n');
  assert.deepEqual([index.value(0, 1), index.value(0, 2), index.value(1, 1), index.value(2, 0)], ['2', undefined, undefined, undefined]);
  assert.equal(index.rangeOfCell(1, 1), undefined);
  assert.deepEqual(index.range({ row: 1, column: 1 }), { start: { line: 3, character: 1 }, end: { line: 3, character: 1 } });
  assert.equal(index.lookup({ line: 2, character: 0 }), undefined);
  assert.equal(index.lookup({ line: 1, character: 3 })?.column, 1);
  assert.equal(index.lookup({ line: 1, character: 1 })?.column, 0); // before its delimiter
});
