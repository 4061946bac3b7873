// What counts as clean is read by DuckDB's strict reader, and read as we read it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RFC4180 } from '../../../server/src/core/table/dataset.ts';
import { findFaults } from '../../../server/src/core/table/faults.ts';
import { cellValues, Scanner } from '../../../server/src/core/table/scanner.ts';
import { csvFile, testEngine } from '../../support/engine.ts';
import { nastyCsv, tidyCsv } from '../../support/nasty-csv.ts';
import { holds } from '../../support/property.ts';

const engine = testEngine();
const dialect = { ...RFC4180, header: false };

async function* whole(text: string) {
  yield text;
}

test('a clean text needs no clean copy', async () => {
  let clean = 0;
  await holds(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }).chain((width) => fc.oneof(tidyCsv(width), nastyCsv)), async (text) => {
      fc.pre(!text.includes('\ufeff')); // decoding and DuckDB's client drop byte order marks
      const records: string[][] = [];
      new Scanner(dialect).scan(text, 0, { record: (cells) => records.push(cellValues(text, cells, '"')) });
      const width = records[0]?.length ?? 0;
      const { isClean } = await findFaults(whole(text), { dialect, width });
      if (width === 0 || !isClean) return;
      const columns = Array.from({ length: width }, (_, i) => `c${i}`);
      const source = { kind: 'delimited', files: [csvFile(text)], ...dialect, columns, keys: 0, hive: false } as const;
      assert.deepEqual(await engine.run({ sql: `select * from ${engine.dialect.from(source)}`, columns }), records);
      clean++;
    }),
    { numRuns: 800, interruptAfterTimeLimit: 20_000 },
  );
  assert.ok(clean > 100, `only ${clean} texts were clean`);
});

const CASES: readonly (readonly [name: string, text: string, totals: object, isClean: boolean])[] = [
  ['a tidy text', 'a,b\n1,"x\ny"\n', {}, true],
  ['a header cell of two lines, as spreadsheets write it', '"a\nb",c\r\n1,2\r\n', {}, false],
  ['lines that end in CR', 'a,b\r1,2\r', {}, false],
  ['an odd blank line', 'a,b\n1,2\n\r\n3,4\n', { 'mixed-newlines': 1 }, false],
  ['a short row and a long row', 'a,b\n1\n1,2,3\n', { 'ragged-row': 2 }, false],
  ['text after a closing quote', 'a,b\n"1"x,2\n', { 'stray-quote': 1 }, false],
  ['spaces before a quote', 'a,b\n  "1",2\n', { 'padded-quote': 1 }, false],
  ['a quote in the middle of a plain cell', 'a,b\n5" pipe,2\n', {}, true],
  ['a quote that never closes', 'a,b\n"1,2\n3,4\n', { 'unclosed-quote': 1 }, false],
  ['NUL', 'a,b\n\0,2\n', { 'nul-character': 1 }, false],
  ['text that was decoded twice', 'a,b\nCafÃ©,2\n', { 'wrong-encoding': 1 }, true],
];
for (const [name, text, totals, isClean] of CASES) {
  test(name, async () => {
    const faults = await findFaults(whole(text), { dialect: RFC4180, width: 2 });
    assert.deepEqual({ totals: faults.totals, isClean: faults.isClean }, { totals, isClean });
  });
}

test('where nearly every row is ragged, it is the header that is odd', async () => {
  const wide = (rows: number) => `a,b\n${'1,2,3\n'.repeat(rows)}`;
  const { list } = await findFaults(whole(`${wide(12)}1,2\n`), { dialect: RFC4180, width: 2 });
  assert.deepEqual(list.map(({ range: _, ...problem }) => problem), [{ kind: 'odd-header', row: -1, cells: 2, usual: 3, ragged: 12, rows: 13 }]);
  const headless = await findFaults(whole(wide(300)), { dialect, width: 2 });
  assert.deepEqual(headless.totals, { 'odd-header': 1 });
  const varied = await findFaults(whole(`a,b\n${'1\n1,2,3\n1,2,3,4\n'.repeat(5)}`), { dialect: RFC4180, width: 2 });
  assert.deepEqual(varied.totals, { 'ragged-row': 15 });
});

test('comments are no part of a clean text: DuckDB cuts them off inside lines, too', async () => {
  const faults = await findFaults(whole('# note\na,b\n1,c#\n'), { dialect: { ...RFC4180, comment: '#' }, width: 2 });
  assert.deepEqual({ totals: faults.totals, isClean: faults.isClean }, { totals: {}, isClean: false });
});

test('an odd line end is told of with the first record that has it', async () => {
  const { list } = await findFaults(whole('a,b\n1,2\n3,4\r\n5,6\n'), { dialect: RFC4180, width: 2 });
  assert.deepEqual(list.map(({ kind, row }) => ({ kind, row })), [{ kind: 'mixed-newlines', row: 1 }]);
});
