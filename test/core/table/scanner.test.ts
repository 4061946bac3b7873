// The scanner reads what DuckDB's strict reader reads, and reads it the same in one piece or in many.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { RFC4180, type Dialect } from '../../../server/src/core/table/dataset.ts';
import { detectDialect } from '../../../server/src/core/table/detect.ts';
import { offsetOfLine } from '../../../server/src/core/table/lines.ts';
import { cellValue, FAULT, quoteValue, Scanner } from '../../../server/src/core/table/scanner.ts';
import { escapedCsv, nastyCsv, tidyCsv } from '../../support/nasty-csv.ts';
import { csvFile, testEngine } from '../../support/engine.ts';
import { holds } from '../../support/property.ts';

interface Read {
  /** Cells as they are written, and as they are meant. */
  readonly sources: readonly (readonly string[])[];
  readonly records: readonly (readonly string[])[];
  readonly faults: number;
}

function scanAll(text: string, dialect: Dialect = RFC4180): Read {
  const sources: string[][] = [];
  let faults = 0;
  new Scanner(dialect).scan(text, 0, {
    record: (cells) => {
      faults |= cells.faults;
      sources.push(Array.from({ length: cells.count }, (_, i) => text.slice(cells.starts[i], cells.ends[i])));
    },
  });
  return { sources, records: sources.map((cells) => cells.map((source) => cellValue(source, dialect.quote))), faults };
}

const engine = testEngine();

/** DuckDB's own records of a file (or of a text, which becomes one); undefined where it refuses. */
async function strictRead(fileOrText: string, width: number, dialect: Dialect = { ...RFC4180, header: false }): Promise<readonly (readonly unknown[])[] | undefined> {
  const columns = Array.from({ length: width }, (_, i) => `c${i}`);
  const file = isAbsolute(fileOrText) && existsSync(fileOrText) ? fileOrText : csvFile(fileOrText);
  const source = { kind: 'delimited', files: [file], ...dialect, columns, keys: 0, hive: false } as const;
  return engine.run({ sql: `select * from ${engine.dialect.from(source)}`, columns }).catch(() => undefined);
}

function hasOddStart(text: string): boolean {
  let isOdd: boolean | undefined;
  new Scanner(RFC4180).scan(text, 0, {
    record: ({ starts, lineEnd, next }) => {
      isOdd ??= /\r\n|[\r\n]/.exec(text.slice(starts[0], next))?.[0] !== (text.slice(lineEnd, next) || undefined);
    },
  });
  return isOdd ?? false;
}

/**
 * A record as DuckDB has it. It drops empty cells past the last column and the spaces after a closing quote; we
 * keep both and report them. Its client drops byte order marks.
 */
function asStrict(sources: readonly string[], width: number): readonly string[] {
  const hasEmptyRest = sources.slice(width).every((source) => cellValue(source, '"') === '');
  const kept = hasEmptyRest ? sources.slice(0, width) : sources;
  return kept.map((source) => cellValue(source.startsWith('"') ? source.replace(/ +$/, '') : source, '"').replaceAll('\ufeff', ''));
}

test('every cell as the strict reader has it, wherever it accepts the text', async () => {
  let compared = 0;
  const texts = fc.integer({ min: 1, max: 3 }).chain((width) => fc.tuple(fc.constant(width), fc.oneof({ weight: 4, arbitrary: tidyCsv(width) }, { weight: 1, arbitrary: nastyCsv })));
  await holds(
    fc.asyncProperty(texts, async ([width, text]) => {
      fc.pre(/^[^\ufeff]*[^\r\n\ufeff]/.test(text)); // decoding takes the mark at a text's start away; a text of nothing is an empty table to one, a record to the other
      fc.pre(!/\r(?!\n)/.test(text) || !text.includes('\n')); // among lines that end in CR, DuckDB drops spaces after a quoted line break
      fc.pre(!hasOddStart(text)); // DuckDB takes the first line end it sees for that of all lines, even inside quotes
      const strict = await strictRead(text, width);
      if (strict === undefined) return;
      const { sources, faults } = scanAll(text);
      if ((faults & FAULT.strayInside) !== 0) return; // DuckDB drops some of the spaces before a quote, and not others
      if (/^[\r\n]/.test(text) && sources.some((cells) => cells.length > width)) return; // after a first blank line DuckDB cuts off extra cells
      assert.equal(faults & FAULT.unclosed, 0);
      assert.deepEqual(sources.map((cells) => asStrict(cells, width)), strict.map((cells) => cells.map((cell) => String(cell).replaceAll('\ufeff', ''))), JSON.stringify(text));
      compared++;
    }),
    { numRuns: 800, interruptAfterTimeLimit: 20_000 },
  );
  assert.ok(compared > 200, `only ${compared} texts were compared`);
});

test('where a backslash escapes quotes, every cell as the strict reader has it', async () => {
  const dialect = { ...RFC4180, header: false, escape: '\\' };
  const columns = ['c0', 'c1'];
  let compared = 0;
  await holds(
    fc.asyncProperty(escapedCsv(2), async (text) => {
      fc.pre(!hasOddStart(text));
      const source = { kind: 'delimited', files: [csvFile(text)], ...RFC4180, header: false, columns, keys: 0, hive: false } as const;
      const sql = `select * from ${engine.dialect.from(source).replace(`escape='"'`, `escape='\\'`)}`;
      const strict = await engine.run({ sql, columns }).catch(() => undefined);
      if (strict === undefined) return;
      const sources: string[][] = [];
      new Scanner(dialect).scan(text, 0, { record: (cells) => void sources.push(Array.from({ length: cells.count }, (_, i) => text.slice(cells.starts[i], cells.ends[i]))) });
      assert.deepEqual(sources.map((cells) => cells.map((cell) => cellValue(cell, '"', '\\'))), strict, JSON.stringify(text));
      compared++;
    }),
    { numRuns: 400, interruptAfterTimeLimit: 20_000 },
  );
  assert.ok(compared > 100, `only ${compared} texts were compared`);
});

const CORPUS = '../shared/data';
/** Files where DuckDB takes # for a comment in the middle of a line, too; here only whole lines are comments. */
const MIDDLE_COMMENTS = /comments\/(mid_?line|simple_mid_line|mid_line_)/;

test('every cell of real and broken files as the strict reader has it', { skip: !existsSync(CORPUS) }, async () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(csv|tsv)$/.test(path) && !MIDDLE_COMMENTS.test(path));
  let compared = 0;
  for (const file of files) {
    const path = `${CORPUS}/${file}`;
    if (statSync(path).size > 200_000) continue;
    const text = decoded(readFileSync(path));
    if (text === undefined || text.trim() === '') continue;
    const dialect = { ...detectDialect({ path, windows: [text], isWhole: true }), header: false };
    const { records } = scanAll(text.slice(offsetOfLine(text, dialect.skip)), dialect);
    const strict = await strictRead(resolve(path), records[0]?.length ?? 0, dialect);
    if (strict === undefined) continue;
    assert.deepEqual(records, strict, file);
    compared++;
  }
  assert.ok(compared > 150, `only ${compared} files were compared`);
});

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // other encodings are another room's tests
  }
}

/** Records and blank lines of a text as a scan tells of them: where each begins and ends, cell by cell. */
function told(scanner: Scanner, text: string, { from = 0, isEnd = true }): { readonly said: readonly string[]; readonly end: number } {
  const said: string[] = [];
  const end = scanner.scan(text, 0, {
    record: ({ starts, ends, count, lineEnd, next, faults }) => said.push(`${Array.from({ length: count }, (_, i) => `${from + (starts[i] ?? 0)}–${from + (ends[i] ?? 0)}`).join(' ')} | ${from + lineEnd} ${from + next} ${faults}`),
    blank: (start, next) => said.push(`blank ${from + start} ${from + next}`),
  }, isEnd);
  return { said, end };
}

test('reading in pieces tells the same records and blank lines', () => {
  holds(
    fc.property(nastyCsv, fc.integer({ min: 1, max: 7 }), fc.constantFrom('', '#', '# n'), fc.constantFrom(',', '||', ',a'), fc.constantFrom('', '\\'), fc.boolean(), (written, size, comment, delimiter, escape, isWindows) => {
      const text = (isWindows ? written.replaceAll(/(?<!\r)\n/g, '\r\n') : written).replaceAll(',', delimiter);
      const pieces: string[] = [];
      const scanner = new Scanner({ ...RFC4180, comment, delimiter, escape });
      let [pending, from] = ['', 0];
      for (let at = 0; at <= text.length; at += size) {
        pending += text.slice(at, at + size);
        const { said, end } = told(scanner, pending, { from, isEnd: at + size > text.length });
        pieces.push(...said);
        pending = pending.slice(end);
        from += end;
      }
      assert.deepEqual(pieces, told(scanner, text, {}).said);
    }),
    { numRuns: 2000 },
  );
});

test('places, line ends and faults of a text that ends without a line end', () => {
  const scan = (text: string, comment = '#') => told(new Scanner({ ...RFC4180, comment }), text, {});
  assert.deepEqual(scan('a,"b"'), { said: ['0–1 2–5 | 5 5 0'], end: 5 });
  assert.deepEqual(scan('a\r\n# no'), { said: ['0–1 | 1 3 0'], end: 7 });
  assert.deepEqual(scan('\r\na'), { said: ['blank 0 2', '2–3 | 3 3 0'], end: 3 });
  assert.deepEqual(scan('"ab"cd,1\n').said, [`0–6 7–8 | 8 9 ${FAULT.strayAfter}`]);
  assert.deepEqual(scan('"ab,1\n2,"c"\n').said, [`0–3 4–5 | 5 6 ${FAULT.unclosed}`, '6–7 8–11 | 11 12 0']);
});

test('where quotes mean nothing a cell is its source', () => {
  assert.deepEqual(['"a"', '"', '""', 'a"b'].map((source) => cellValue(source, '')), ['"a"', '"', '""', 'a"b']);
  assert.deepEqual(['"a"', '"', '""', 'a"b', '"a""b"'].map((source) => cellValue(source, '"')), ['a', '"', '', 'a"b', 'a"b']);
});

test('a value that was quoted reads back as itself', () => {
  holds(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '\\') }), fc.constantFrom('', '\\'), (value, escape) => {
    const source = quoteValue(value, { ...RFC4180, escape });
    fc.pre(source === value ? !value.startsWith('"') : true);
    assert.equal(cellValue(source, '"', escape), value);
  }));
});

const CASES: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  ['an unclosed quote is a character and the next line a record', 'a,b\n1,"open\n2,x\n', [['a', 'b'], ['1', '"open'], ['2', 'x']]],
  ['an unclosed quote before a quoted cell swallows nothing', 'a,b\n1,"open\n2,"x"\n', [['a', 'b'], ['1', '"open'], ['2', 'x']]],
  ['text after a closing quote stays', 'a,b\n"ab"cd,1\n', [['a', 'b'], ['"ab"cd', '1']]],
  ['a quote inside a plain cell is a character', 'a,b\n5" pipe,1\n', [['a', 'b'], ['5" pipe', '1']]],
  ['blank lines are no records', 'a,b\n\n1,2\n\n\n', [['a', 'b'], ['1', '2']]],
  ['a quoted cell of two lines may have spaces after it', 'a,b\n"x\ny" ,1\n', [['a', 'b'], ['"x\ny" ', '1']]],
  ['only the opening quote of a cell opens it', 'a,b\n  "x,y"\n', [['a', 'b'], ['  "x', 'y"']]],
  ['a byte order mark inside is a character', 'a\n\ufeff1\n', [['a'], ['\ufeff1']]],
  ['lines may end in CR', 'a,b\r1,2\r', [['a', 'b'], ['1', '2']]],
  ['a last delimiter makes an empty cell', 'a,b,\n1,2,', [['a', 'b', ''], ['1', '2', '']]],
];
for (const [name, text, expected] of CASES) test(name, () => assert.deepEqual(scanAll(text).records, expected));

test('the acid tests of csv-spectrum', { skip: !existsSync('../shared/data/csv/csv-spectrum') }, () => {
  const root = '../shared/data/csv/csv-spectrum'; // without location_coordinates and newlines_crlf, whose answers are of other texts
  for (const name of ['comma_in_quotes', 'empty', 'empty_crlf', 'escaped_quotes', 'json', 'newlines', 'quotes_and_newlines', 'simple', 'simple_crlf', 'utf8']) {
    const [header = [], ...rows] = scanAll(readFileSync(`${root}/csvs/${name}.csv`, 'utf8')).records;
    const objects = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])));
    assert.deepEqual(objects, JSON.parse(readFileSync(`${root}/json/${name}.json`, 'utf8')), name);
  }
});

test('where a space separates cells, a quote after one opens a cell, and a line of blanks is read in one go', () => {
  const spaces = { ...RFC4180, delimiter: ' ' };
  assert.deepEqual(scanAll('"a\nb" "c"\nd e\n', spaces), { sources: [['"a\nb"', '"c"'], ['d', 'e']], records: [['a\nb', 'c'], ['d', 'e']], faults: 0 });
  const start = performance.now();
  assert.equal(scanAll(' '.repeat(200_000), spaces).records[0]?.length, 200_001);
  assert.ok(performance.now() - start < 2000);
});

test('a delimiter of several characters', () => {
  const { records } = scanAll('a||b|||c\n"x||y"||1||\n||"|"||2\n', { ...RFC4180, delimiter: '||' });
  assert.deepEqual(records, [['a', 'b', '|c'], ['x||y', '1', ''], ['', '|', '2']]);
});
