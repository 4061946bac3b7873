// The scanner reads what DuckDB's strict reader reads, and reads it the same in one piece or in many.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { RFC4180, type Dialect } from '../../../server/src/core/table/dataset.ts';
import { cellValue, quoteValue, Scanner } from '../../../server/src/core/table/scanner.ts';
import { nastyCsv, tidyCsv } from '../../support/nasty-csv.ts';
import { csvFile, testEngine } from '../../support/engine.ts';

interface Read {
  readonly records: readonly (readonly string[])[];
  readonly faults: number;
}

function scanAll(text: string, dialect: Dialect = RFC4180): Read {
  const records: string[][] = [];
  let faults = 0;
  new Scanner(dialect).scan(text, 0, {
    record: (cells) => {
      faults |= cells.faults;
      records.push(Array.from({ length: cells.count }, (_, i) => cellValue(text.slice(cells.starts[i], cells.ends[i]), dialect.quote)));
    },
  });
  return { records, faults };
}

const engine = testEngine();

async function strictRead(text: string, width: number): Promise<readonly (readonly unknown[])[] | undefined> {
  const columns = Array.from({ length: width }, (_, i) => `c${i}`);
  const source = { kind: 'delimited', files: [csvFile(text)], delimiter: ',', quote: '"', header: false, skip: 0, comment: '', columns, keys: 0, hive: false } as const;
  return engine.run({ sql: `select * from ${engine.dialect.from(source)}`, columns }).catch(() => undefined);
}

test('every cell as the strict reader has it, wherever it accepts the text', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 3 }).chain((width) => fc.tuple(fc.constant(width), fc.oneof(tidyCsv(width), nastyCsv))), async ([width, text]) => {
      const { records, faults } = scanAll(text);
      if (faults > 0 || records.some((cells) => cells.length !== width)) return;
      const strict = await strictRead(text, width);
      if (strict === undefined) return;
      if (/^[\r\n]/.test(text)) return; // DuckDB takes a first blank line for a record of nulls
      assert.deepEqual(records, strict, JSON.stringify(text));
      compared++;
    }),
    { numRuns: 400, interruptAfterTimeLimit: 20_000, endOnFailure: true },
  );
  assert.ok(compared > 80, `only ${compared} texts were compared`);
});

test('reading in pieces gives the same records', () => {
  fc.assert(
    fc.property(nastyCsv, fc.integer({ min: 1, max: 7 }), (text, size) => {
      const pieces: string[][] = [];
      const scanner = new Scanner(RFC4180);
      let pending = '';
      for (let at = 0; at <= text.length; at += size) {
        pending += text.slice(at, at + size);
        const current = pending;
        const isEnd = at + size > text.length;
        const end = scanner.scan(current, 0, { record: (cells) => pieces.push(Array.from({ length: cells.count }, (_, i) => current.slice(cells.starts[i], cells.ends[i]))) }, isEnd);
        pending = current.slice(end);
      }
      const whole: string[][] = [];
      new Scanner(RFC4180).scan(text, 0, { record: (cells) => whole.push(Array.from({ length: cells.count }, (_, i) => text.slice(cells.starts[i], cells.ends[i]))) });
      assert.deepEqual(pieces, whole);
    }),
    { numRuns: 2000 },
  );
});

test('a value that was quoted reads back as itself', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') }), (value) => {
    const source = quoteValue(value, RFC4180);
    fc.pre(source === value ? !value.startsWith('"') : true);
    assert.equal(cellValue(source, '"'), value);
  }));
});

const CASES: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  ['an unclosed quote is a character and the next line a record', 'a,b\n1,"open\n2,x\n', [['a', 'b'], ['1', '"open'], ['2', 'x']]],
  ['an unclosed quote before a quoted cell swallows nothing', 'a,b\n1,"open\n2,"x"\n', [['a', 'b'], ['1', '"open'], ['2', 'x']]],
  ['text after a closing quote stays', 'a,b\n"ab"cd,1\n', [['a', 'b'], ['"ab"cd', '1']]],
  ['a quote inside a plain cell is a character', 'a,b\n5" pipe,1\n', [['a', 'b'], ['5" pipe', '1']]],
  ['blank lines are no records', 'a,b\n\n1,2\n\n\n', [['a', 'b'], ['1', '2']]],
  ['lines may end in CR', 'a,b\r1,2\r', [['a', 'b'], ['1', '2']]],
  ['a last delimiter makes an empty cell', 'a,b,\n1,2,', [['a', 'b', ''], ['1', '2', '']]],
];
for (const [name, text, expected] of CASES) test(name, () => assert.deepEqual(scanAll(text).records, expected));

test('the acid tests of csv-spectrum', { skip: !existsSync('../shared/data/csv/csv-spectrum') }, () => {
  const root = '../shared/data/csv/csv-spectrum';
  for (const name of ['comma_in_quotes', 'empty', 'empty_crlf', 'escaped_quotes', 'json', 'newlines', 'quotes_and_newlines', 'simple', 'simple_crlf', 'utf8']) {
    const [header = [], ...rows] = scanAll(readFileSync(`${root}/csvs/${name}.csv`, 'utf8')).records;
    const objects = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])));
    assert.deepEqual(objects, JSON.parse(readFileSync(`${root}/json/${name}.json`, 'utf8')), name);
  }
});
