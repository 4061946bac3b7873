// Files as they really lie about, made ready on a real engine: what is read is what the text says, and what cannot be
// read is a sentence.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, test } from 'node:test';
import { DEFAULT_CONFIG } from '../../../server/src/core/config/config.ts';
import { EngineError } from '../../../server/src/core/ports.ts';
import type { Profile } from '../../../server/src/core/profile/profile.ts';
import { findDataset } from '../../../server/src/core/table/datasets.ts';
import { UnreadableError, type Prepared } from '../../../server/src/core/table/prepared.ts';
import { createAssay } from '../../../server/src/node/assay.ts';
import { folderWith } from '../../support/temp.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const assay = createAssay({ log: silent });
after(() => assay.close());

type Content = string | Uint8Array | undefined;

async function profileOf(files: { readonly [path: string]: Content }, path: string): Promise<{ prepared: Prepared; profile: Profile }> {
  const dataset = await findDataset(join(folderWith(files), path), assay.files);
  assert.ok(dataset, 'there is a dataset');
  return assay.profile(dataset, { config: DEFAULT_CONFIG, relativePath: path });
}

/** Each column's most frequent values, sorted; the number of rows first. */
async function valuesOf(files: { readonly [path: string]: Content }, path: string): Promise<Record<string, unknown>> {
  const { profile } = await profileOf(files, path);
  return Object.fromEntries([['rows', profile.rows], ...profile.columns.map((column) => [column.name, column.top.map(({ value }) => value).toSorted()])]);
}

async function sentence(files: { readonly [path: string]: Content }, path: string): Promise<string> {
  try {
    await profileOf(files, path);
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof EngineError) return error.message;
    throw error;
  }
  return 'it was read';
}

const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const fill = (line: string) => line.repeat(Math.ceil(700_000 / line.length));

test('a late byte that is no UTF-8 changes the encoding of the whole', async () => {
  const { prepared, profile } = await profileOf({ 'a.csv': latin1(`city,n\n${fill('Oslo,1\n')}Malm\xf6,2\n${fill('Oslo,1\n').repeat(2)}`) }, 'a.csv');
  assert.equal(prepared.reading?.encoding, 'windows-1252');
  assert.ok(profile.columns[0]?.top.some(({ value }) => value === 'Malmö'));
});

test('a broken byte among many good characters is a fault at its cell, and the rest is read', async () => {
  const text = Buffer.concat([Buffer.from(`city,n\n${'Malmö,1\n'.repeat(200)}`), Buffer.from([0x78, 0xff]), Buffer.from(',2\n')]);
  const { prepared, profile } = await profileOf({ 'a.csv': text }, 'a.csv');
  assert.equal(prepared.reading?.encoding, 'utf-8');
  assert.deepEqual(prepared.problems.list.map(({ kind, row }) => [kind, row]), [['wrong-encoding', 200]]);
  assert.equal(profile.rows, 201);
});

test('a part of several that needs a clean copy does not spoil the others', async () => {
  const values = await valuesOf({ 'p/a.csv': 'x,y\n1,2\n', 'p/b.csv': 'x,y\n3\n', 'p/c.csv': 'x,y\n5,6\n' }, 'p');
  assert.deepEqual(values, { rows: 3, x: ['1', '3', '5'], y: ['2', '6'] });
});

test('parts with other columns are not read as one table', async () => {
  assert.equal(
    await sentence({ 'p/a.csv': 'x,y\n1,2\n', 'p/b.csv': 'x,z\n1,2\n' }, 'p'),
    'p has parts that differ: column 2 of b.csv is "z", in the first part it is "y".',
  );
  assert.equal(
    await sentence({ 'p/a.csv': 'x,y\n1,2\n', 'p/b.csv': 'x\n1\n' }, 'p'),
    'p has parts that differ: column 2 of b.csv is nothing, in the first part it is "y".',
  );
});

test('parts in other encodings, with other delimiters and in another order are one table', async () => {
  const parts = { 'p/a.csv': 'x,y\n1,é\n', 'p/b.csv': latin1('x,y\n2,\xfc\n'), 'p/c.csv': utf16('x,y\n3,ß\n'), 'p/d.csv': 'x;y\n4;"d"\n', 'p/e.csv': 'y,x\n"e,e",5\n', 'p/f.csv': '' };
  assert.deepEqual(await valuesOf(parts, 'p'), { rows: 5, x: ['1', '2', '3', '4', '5'], y: ['d', 'e,e', 'é', 'ß', 'ü'].toSorted() });
});

test('a late byte that is no UTF-8 in one part changes the encoding of that part', async () => {
  const values = await valuesOf({ 'p/a.csv': 'c\né\n', 'p/b.csv': latin1(`c\n${fill('Oslo\n')}Malm\xf6\n`) }, 'p');
  assert.deepEqual(values['c'], ['Malmö', 'Oslo', 'é']);
});

test('folders named key=value stay columns where a part has to be copied', async () => {
  const values = await valuesOf({ 'p/k=a/1.csv': 'x,y\n1,2\n"3,4\n', 'p/k=b%20c/1.csv': 'x,y\n5,6,7\n' }, 'p');
  assert.deepEqual(values['k'], ['a', 'b c']);
  assert.equal(values['rows'], 3);
});

test('a header longer than the first look', async () => {
  const names = Array.from({ length: 4000 }, (_, i) => `a_rather_long_name_of_a_column_that_takes_many_bytes_of_the_header_${i}`);
  const dataset = await findDataset(join(folderWith({ 'a.csv': `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n` }), 'a.csv'), assay.files);
  assert.ok(dataset);
  const { prepare } = await import('../../../server/src/core/table/prepare.ts');
  const prepared = await prepare(dataset, assay);
  assert.deepEqual(prepared.header, names);
  await prepared.dispose();
});

for (const [name, files, path, expected] of [
  ['UTF-16', { 'a.csv': utf16('é,b\nü,2\n') }, 'a.csv', { rows: 1, é: ['ü'], b: ['2'] }],
  ['gzip with zeros after it', { 'a.csv.gz': Buffer.concat([gzipSync('a,b\n1,x\n'), Buffer.alloc(700)]) }, 'a.csv.gz', { rows: 1, a: ['1'], b: ['x'] }],
  ['JSON Lines in gzip with something after it', { 'a.jsonl.gz': Buffer.concat([gzipSync('{"a":1}\n'), Buffer.from('garbage')]) }, 'a.jsonl.gz', { rows: 1, a: ['1'] }],
  ['gzip', { 'a.csv.gz': gzipSync('a,b\n1,x\n') }, 'a.csv.gz', { rows: 1, a: ['1'], b: ['x'] }],
  ['a cell of 2 MB', { 'a.csv': `a,b\n1,${'x'.repeat(2_000_000)}\n2,y\n` }, 'a.csv', undefined],
  ['NUL bytes', { 'a.csv': 'a,b\n1,x\0y\n2,z\n' }, 'a.csv', undefined],
  ['cells between spaces', { 'a.csv': 'x y z\n1 2 3\n4 5 6\n7 8 9\n' }, 'a.csv', { rows: 3, x: ['1', '4', '7'], y: ['2', '5', '8'], z: ['3', '6', '9'] }],
  ['cells between control characters', { 'a.csv': 'x\u0001y\n1\u00012\n3\u00014\n' }, 'a.csv', { rows: 2, x: ['1', '3'], y: ['2', '4'] }],
  ['a header only', { 'a.csv': 'a,b\n' }, 'a.csv', { rows: 0, a: [], b: [] }],
  ['JSON Lines', { 'a.jsonl': '{"a":1}\n{"b":"x"}\n' }, 'a.jsonl', { rows: 2, a: ['1'], b: ['x'] }],
  ['one object a line in a .json', { 'a.json': '{"a":1}\n{"a":2}\n' }, 'a.json', { rows: 2, a: ['1', '2'] }],
  ['a list in a .jsonl', { 'a.jsonl': '[\n{"a":1},\n{"a":2}\n]\n' }, 'a.jsonl', { rows: 2, a: ['1', '2'] }],
  ['JSON with a byte order mark', { 'a.json': '\ufeff[{"a":1}]' }, 'a.json', { rows: 1, a: ['1'] }],
  ['long numbers in JSON that has to be copied', { 'a.json': '\ufeff[{"a":9007199254740993,\n"b":1.5},{"a":1}]' }, 'a.json', { rows: 2, a: ['1', '9007199254740993'], b: ['1.5'] }],
  ['JSON Lines in UTF-16', { 'a.jsonl': utf16('{"a":"é"}\n{"a":"b"}\n') }, 'a.jsonl', { rows: 2, a: ['b', 'é'] }],
  ['words between spaces', { 'a.csv': 'x y z\n1 2 3\n4 5 6\n7 8 9\n' }, 'a.csv', { rows: 3, x: ['1', '4', '7'], y: ['2', '5', '8'], z: ['3', '6', '9'] }],
  ['a delimiter of two characters', { 'a.csv': 'a||b\n1||x\n2||"p||q"\n' }, 'a.csv', { rows: 2, a: ['1', '2'], b: ['p||q', 'x'] }],
  ['the delimiter of Hive', { 'a.csv': 'x\u0001y\n1\u0001a\n2\u0001b\n' }, 'a.csv', { rows: 2, x: ['1', '2'], y: ['a', 'b'] }],
  ['keys that differ by case, and an empty one', { 'a.jsonl': '{"id":1,"ID":2,"":3}\n' }, 'a.jsonl', { rows: 1, id: ['1'], ID_2: ['2'], column3: ['3'] }],
] as const satisfies readonly (readonly [string, { readonly [path: string]: Content }, string, unknown])[]) {
  test(name, async () => {
    const values = await valuesOf(files, path);
    if (expected !== undefined) assert.deepEqual(values, expected);
    else assert.equal(values['rows'], 2);
  });
}

test('a list that is cut off keeps its whole records and tells of the last', async () => {
  const { prepared, profile } = await profileOf({ 'a.json': '[{"a":1},{"a":2},{"a":' }, 'a.json');
  assert.deepEqual(prepared.problems.totals, { 'broken-record': 1 });
  assert.equal(profile.rows, 3);
});

const SENTENCES: readonly (readonly [string, Content, string, RegExp])[] = [
  ['an empty file', '', 'a.csv', /^a\.csv is empty \(0 bytes\)\.$/],
  ['blank lines only', '\n\n\n', 'a.csv', /^a\.csv holds no records\.$/],
  ['gzip cut off', gzipSync(Buffer.from(fill('1,2\n'))).subarray(0, 600), 'a.csv.gz', /^[A-Za-z].*\.$/],
  ['no gzip at all', 'a,b\n1,2\n', 'a.csv.gz', /^[A-Za-z].*\.$/],
  ['Parquet cut off', 'PAR1 and so on, without an end', 'a.parquet', /^a\.parquet ends in the middle \(no footer\)/],
  ['no Parquet', 'a,b\n1,2\n3,4\n', 'a.parquet', /^a\.parquet is not a Parquet file/],
  ['Parquet under lock', 'PARE and so on, PARE', 'a.parquet', /^a\.parquet is encrypted, and Assay has no key for it\.$/],
  ['UTF-32', new Uint8Array(Buffer.from('fffe0000610000002c000000', 'hex')), 'a.csv', /^a\.csv is written in UTF-32, which cannot be read here; save it as UTF-8\.$/],
  ['no Arrow', 'a,b\n1,2\n3,4\n', 'a.arrow', /^a\.arrow cannot be read/],
  ['JSON that is no list', '{\n  "a": [\n    {"b": 1},\n    {"b": 2}\n  ]\n}\n', 'a.json', /^a\.json holds no records: expected a list of objects\.$/],
  ['a list of numbers', '[1, 2, 3]', 'a.json', /^a\.json holds no objects/],
];
for (const [name, content, path, expected] of SENTENCES) test(name, async () => assert.match(await sentence({ [path]: content }, path), expected));

for (const delimiter of [',', '\t', ';', '|', '\u0001', '\u0002', '\u001f', '^', '~', ':', ' ']) {
  test(`cells separated by ${JSON.stringify(delimiter)}`, async () => {
    const rows = [['name', 'note'], ['Ada', '"a\nb"'], ['', '"1"'], ['Bo', 'x'], ['Cy', 'z']];
    const text = rows.map((cells) => `${cells.join(delimiter)}\n`).join('');
    const dataset = await findDataset(join(folderWith({ 'a.csv': text }), 'a.csv'), assay.files);
    assert.ok(dataset);
    const config = { ...DEFAULT_CONFIG, datasets: { '*.csv': { delimiter } } };
    const { profile } = await assay.profile(dataset, { config, relativePath: 'a.csv' });
    assert.deepEqual(profile.columns.map(({ name, count, missing }) => [name, count, missing]), [['name', 3, 1], ['note', 4, 0]]);
    assert.ok(profile.columns[1]?.top.some(({ value }) => value === 'a\nb'));
  });
}

test('NaN in a record is a fault, and its other values are kept', async () => {
  const { prepared, profile } = await profileOf({ 'a.jsonl': '{"a":1,"b":"NaN"}\n{"a":NaN,"b":"x"}\n{"a":-Infinity,"b":"y"}\n{"a":3,"b":"z"}\n' }, 'a.jsonl');
  assert.deepEqual(prepared.problems.list.map((problem) => [problem.row, problem.kind === 'broken-record' && problem.reason]), [
    [1, 'JSON has no NaN, and strict readers stop there; write null'],
    [2, 'JSON has no -Infinity, and strict readers stop there; write null'],
  ]);
  assert.deepEqual(profile.columns.map(({ name, missing, top }) => [name, missing, top.length]), [['a', 2, 2], ['b', 0, 3]]);
});

test('a broken JSON record of nothing but escaped quotes is told of at once', async () => {
  const start = performance.now();
  const { prepared, profile } = await profileOf({ 'a.jsonl': `{"a": 1}\n{"a": NaN, "b": "${'\\"'.repeat(500_000)}\n{"a": 2}\n` }, 'a.jsonl');
  assert.ok(performance.now() - start < 10_000);
  assert.equal(profile.rows, 3);
  assert.deepEqual(prepared.problems.list.map(({ kind, row }) => [kind, row]), [['broken-record', 1]]);
});

test('quotes after a backslash are part of a value where that makes cells whole, wherever the first of them stands', async () => {
  const row = String.raw`"a \"quoted, odd\" word","C:\\dir\\"` + '\n';
  for (const fill of ['x,y\n', 'some text,y\n'.repeat(60_000)]) {
    const { prepared, profile } = await profileOf({ 'a.csv': `text,path\n${fill}${row}${fill}` }, 'a.csv');
    assert.equal(prepared.reading?.dialect.escape, '\\');
    assert.deepEqual(prepared.problems.list, []);
    assert.equal(profile.rows, fill.split('\n').length * 2 - 1);
    assert.ok(profile.columns[0]?.top.some(({ value }) => value === 'a "quoted, odd" word'));
    assert.ok(profile.columns[1]?.top.some(({ value }) => value === 'C:\\dir\\'));
  }
});

test('a backslash before a closing quote is one where quotes are doubled', async () => {
  const text = String.raw`path,n` + '\n' + String.raw`"C:\a, b\",1` + '\n' + String.raw`"say ""hi""",2` + '\n' + String.raw`"stray \"x",3` + '\n';
  const { prepared, profile } = await profileOf({ 'a.csv': text }, 'a.csv');
  assert.equal(prepared.reading?.dialect.escape, '');
  assert.ok(profile.columns[0]?.top.some(({ value }) => value === 'C:\\a, b\\'));
  assert.deepEqual(prepared.problems.list.map(({ kind, row }) => [kind, row]), [['stray-quote', 2]]);
});

test('a header that is a cell short throughout names all columns but the first', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `car ${i},${20 + (i % 7)},${i % 3}`);
  const { prepared, profile } = await profileOf({ 'a.csv': `mpg,cyl\n${rows.join('\n')}\n` }, 'a.csv');
  assert.deepEqual(prepared.header, ['', 'mpg', 'cyl']);
  assert.deepEqual(profile.columns.map(({ name, type, distinct }) => [name, type, distinct]), [['column1', 'text', 40], ['mpg', 'integer', 7], ['cyl', 'integer', 3]]);
  assert.deepEqual(prepared.problems.list, []);
  const ranges = await prepared.locator?.locate([{ column: 0 }, { column: 1 }, { row: 0, column: 1 }]);
  assert.deepEqual(ranges?.map((range) => [range?.start.line, range?.start.character, range?.end.character]), [[0, 0, 0], [0, 0, 3], [1, 6, 8]]);
});

test('a header that is a cell short for another reason is told of', async () => {
  const rows = (line: (i: number) => string) => `a,b\n${Array.from({ length: 40 }, (_, i) => line(i)).join('\n')}\n`;
  for (const text of [rows((i) => `${i},x,`), rows((i) => `${i % 5},x,y`)]) {
    const { prepared } = await profileOf({ 'a.csv': text }, 'a.csv');
    assert.deepEqual(prepared.problems.list.map(({ kind }) => kind), ['odd-header']);
  }
  const { prepared } = await profileOf({ 'a.csv': `${rows((i) => `r${i},x,y`)}z,1\n` }, 'a.csv');
  assert.equal(prepared.reading?.dialect.rowNames, false);
});
