// Conversions and back: every value and every digit is still there, and null is not the empty text.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tableFromIPC } from '@uwdata/flechette';
import fc from 'fast-check';
import { DEFAULT_CONFIG } from '../../server/src/core/config/config.ts';
import type { Converted } from '../../server/src/core/convert/converted.ts';
import type { Target } from '../../server/src/core/convert/target.ts';
import { findDataset } from '../../server/src/core/table/datasets.ts';
import { createAssay } from '../../server/src/node/assay.ts';
import { convertDataset } from '../../server/src/node/convert.ts';
import { holds } from '../support/property.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: () => {} } });
after(() => assay.close());
let files = 0;

function file(name: string, text: string): string {
  const path = join(folder, `${++files}-${name}`).replaceAll('\\', '/');
  writeFileSync(path, text);
  return path;
}

async function convert(path: string, target: Target, output = `${path}.${target}`): Promise<Converted> {
  const dataset = await findDataset(path, assay.files, 'delimited');
  assert.ok(dataset !== undefined);
  return convertDataset(assay, dataset, { config: DEFAULT_CONFIG, relativePath: path, target, output, replaces: true, shown: (shown) => shown });
}

async function rows(path: string): Promise<readonly (readonly unknown[])[]> {
  const { engine } = assay;
  return engine.run({ sql: `from read_parquet(${engine.dialect.text(path)})`, columns: [] });
}

async function types(path: string): Promise<readonly string[]> {
  return (await assay.engine.describe({ kind: 'parquet', files: [path], columns: [], types: [], hive: false })).map(({ type }) => type);
}

const ODD = `id,zip,big,unsigned,huge,price,long,day,at,nanos,utc,time,flag,note,age,none,real,sign
1,007,9007199254740993,18446744073709551615,123456789012345678901234567890,1.50,0.1234567890123456789,2020-01-01,2020-01-01 10:00:00,2020-01-01T10:00:00.123456789,2020-01-01T00:00:00Z,10:00:00,true,"a,""b""
	c",22,,1e-5,+5
2,010,-1,0,1,2.25,0.1,1969-12-31,1969-12-31 23:59:59.5,2020-01-01T10:00:00.5,2020-01-02T00:00:00Z,23:59:59.123456,false,"",NA,,nan,6
3,100,,5,,3,,,,,,,,,23,,-2.5E10,7
`;
const ODD_TYPES = 'BIGINT VARCHAR BIGINT UBIGINT DECIMAL(38,0) DOUBLE DECIMAL(20,19) DATE TIMESTAMP TIMESTAMP_NS TIMESTAMP WITH TIME ZONE TIME BOOLEAN VARCHAR BIGINT VARCHAR DOUBLE VARCHAR';

test('each column of a text gets the narrowest type that loses nothing', async () => {
  const path = file('odd.csv', ODD);
  const { rows: n, columns, output, notes } = await convert(path, 'parquet');
  assert.deepEqual([n, columns], [3, 18]);
  assert.deepEqual(notes, ['Words that stand for missing are null where all other values are numbers, dates or the like: 1 cell of age.']);
  assert.equal((await types(output)).join(' '), ODD_TYPES);
  const [first, second, third] = await rows(output);
  assert.deepEqual(first?.slice(0, 4), [1, '007', 9007199254740993n, 18446744073709551615n]);
  assert.deepEqual([first?.[13], second?.[13], third?.[13]], ['a,"b"\n\tc', '', null]);
  assert.deepEqual([first?.[14], second?.[14], third?.[14]], [22, null, 23]);
});

test('from text to text nothing changes but the delimiter', async () => {
  const path = file('odd.csv', ODD);
  assert.equal(readFileSync((await convert(path, 'csv')).output, 'utf8'), ODD);
  const { output } = await convert(path, 'tsv');
  assert.equal(readFileSync((await convert(output, 'csv')).output, 'utf8'), ODD);
});

test('an Arrow file has the types and the digits of the Parquet file', async () => {
  const parquet = (await convert(file('odd.csv', ODD), 'parquet')).output;
  const arrow = (await convert(parquet, 'arrow')).output;
  const back = (await convert(arrow, 'parquet')).output;
  assert.deepEqual(await types(back), await types(parquet));
  assert.deepEqual(await rows(back), await rows(parquet));
  const table = tableFromIPC(readFileSync(arrow), { useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true });
  assert.equal(table.getChild('huge').at(0), 123456789012345678901234567890n);
  assert.equal(table.getChild('nanos').at(0), 1577872800123456789n);
});

test('lists and structs stay what they are, and are JSON in a text', async () => {
  const lines = '{"a":{"x":1,"y":["é\\"",null]},"n":12345678901234567890123,"s":"007","m":1,"e":""}\n{"a":{"x":null,"y":[]},"n":2,"s":null,"m":"one","e":null}\n{"n":3}\n';
  const path = file('nested.jsonl', lines);
  const parquet = (await convert(path, 'parquet')).output;
  assert.deepEqual(await types(parquet), ['STRUCT(x UBIGINT, y VARCHAR[])', 'DECIMAL(38,0)', 'VARCHAR', 'VARCHAR', 'VARCHAR']);
  const arrow = (await convert(parquet, 'arrow')).output;
  assert.deepEqual(await rows((await convert(arrow, 'parquet')).output), await rows(parquet));
  assert.equal(readFileSync((await convert(path, 'csv')).output, 'utf8'), 'a,n,s,m,e\n"{""x"":1,""y"":[""é\\"""",null]}",12345678901234567890123,007,1,""\n"{""x"":null,""y"":[]}",2,,one,\n,3,,,\n');
  assert.deepEqual(readFileSync((await convert(path, 'jsonl')).output, 'utf8').split('\n')[0], lines.split('\n')[0]);
  const json = readFileSync((await convert(parquet, 'jsonl')).output, 'utf8').split('\n');
  assert.equal(json[0], '{"a":{"x":1,"y":["é\\"",null]},"n":12345678901234567890123,"s":"007","m":"1","e":""}');
});

test('what JSON has no word for is text in it', async () => {
  const path = file('real.csv', 'x\n1.5\nnan\n-inf\n0.1\n1\n2\n3\n4\n5\n6\n7\n');
  const { output } = await convert((await convert(path, 'parquet')).output, 'jsonl');
  assert.deepEqual(readFileSync(output, 'utf8').split('\n').slice(0, 4), ['{"x":1.5}', '{"x":"NaN"}', '{"x":"-Infinity"}', '{"x":0.1}']);
});

test('a table of one column keeps the rows without a value', async () => {
  const path = file('one.jsonl', '{"a":"x"}\n{"a":null}\n{"a":"y"}\n');
  assert.equal(readFileSync((await convert(path, 'csv')).output, 'utf8'), 'a\nx\n""\ny\n');
});

test('packed where the name says so', async () => {
  const path = file('odd.csv', ODD);
  const { output } = await convert(path, 'csv', `${path}.again.csv.gz`);
  assert.deepEqual([...readFileSync(output).subarray(0, 2)], [0x1f, 0x8b]);
  assert.equal(readFileSync((await convert(output, 'csv', `${path}.2.csv`)).output, 'utf8'), ODD);
});

test('rows with too many cells are told of, and names that repeat', async () => {
  const { notes } = await convert(file('ragged.csv', 'a,a,\n1,2,3\n4,5,6,7\n8,9,10\n'), 'parquet');
  assert.match(notes.join('\n'), /^1 row has more or fewer cells than the header: cells over the header's number are left out\. "assay check" shows them\.\nA name that is empty or repeats got another: column 2 is a_2, column 3 is column3\.$/);
});

test('more rows than one batch of an Arrow file holds', async () => {
  const path = file('many.csv', `n,t\n${Array.from({ length: 150_000 }, (_, i) => `${i},t${i % 7}\n`).join('')}`);
  const { rows: n, output } = await convert(path, 'arrow');
  assert.equal(n, 150_000);
  const table = tableFromIPC(readFileSync(output));
  assert.deepEqual([table.numRows, table.getChild('n').data.length, table.getChild('n').at(149_999), table.getChild('t').at(149_999)], [150_000, 3, 149_999, `t${149_999 % 7}`]);
});

const cell = fc.oneof(
  fc.constantFrom('', '007', '-0', '1e400', '0x1F', '1_000', ' 5', '5 ', '+1', '1.', '.5', '9'.repeat(39), `0.${'1'.repeat(40)}`, 'NaN', '2020-02-30', '2020-1-1', '24:00', 'true', 'T', 'NA', '٣'),
  fc.integer().map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double({ noNaN: true }).map(String),
  fc.tuple(fc.integer(), fc.nat(99)).map(([a, b]) => `${a}.${String(b).padStart(2, '0')}`),
  fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !/[\0\r]/.test(text)),
);

/** Texts that mean the same value. */
function isSame(text: string, value: unknown): boolean {
  if (value === null) return text.trim() === '' || /^(NA|NaN)$/.test(text);
  if (text === String(value)) return true;
  return typeof value === 'number' && (Number(text) === value || (Number.isNaN(value) && text === 'NaN'));
}

test('whatever a column holds, no value is another afterwards', async () => {
  await holds(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), async (cells) => {
      const path = file('any.csv', `i,v\n${cells.map((text, i) => `${i},"${text.replaceAll('"', '""')}"\n`).join('')}`);
      const [parquet, arrow] = [(await convert(path, 'parquet')).output, (await convert(path, 'arrow')).output];
      const { engine } = assay;
      const read = async (from: string) => (await engine.run({ sql: `select case when typeof(v) in ('DOUBLE', 'BIGINT') then v else null end, cast(v as varchar) from read_parquet(${engine.dialect.text(from)})`, columns: [] })).map(([number, text]) => (typeof number === 'number' ? number : text));
      const values = await read(parquet);
      assert.equal(values.length, cells.length);
      values.forEach((value, i) => assert.ok(isSame(cells[i] ?? '', value) || isPadded(cells[i] ?? '', value), `${JSON.stringify(cells)} → ${JSON.stringify(values.map(String))}`));
      assert.deepEqual(await read((await convert(arrow, 'parquet')).output), values);
    }),
    { numRuns: 40 },
  );
});

/** A column of decimals has as many digits behind the point in every row. */
function isPadded(text: string, value: unknown): boolean {
  return /^-?\d+(\.\d+)?$/.test(text) && typeof value === 'string' && value.includes('.') && (text.includes('.') ? text : `${text}.`) === value.slice(0, (text.includes('.') ? text : `${text}.`).length) && /^0*$/.test(value.slice((text.includes('.') ? text : `${text}.`).length));
}
