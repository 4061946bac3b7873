// What code says of how datasets are read: taken where it is of one mind, and where the text does not contradict it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReferences } from '../../../server/src/core/code/index.ts';
import { maySayReadings, SAYS_HOW, SaidReadings } from '../../../server/src/core/code/said-readings.ts';
import type { SaidReading } from '../../../server/src/core/table/dataset.ts';
import { detectDialect } from '../../../server/src/core/table/detect.ts';
import { detectEncoding } from '../../../server/src/core/table/encoding.ts';
import { referenceCases } from '../../support/references.ts';

function dialect(text: string, inCode: SaidReading, set = {}) {
  const { delimiter, header } = detectDialect({ path: 'data.csv', windows: [text], isWhole: true }, set, inCode);
  return `${delimiter} ${header ? 'H' : '-'}`;
}

const NAMES = 'Ada,Oslo\nBo,Bergen\nCy,Voss\n';

test('each part counts where all who say it agree', () => {
  const readings = new SaidReadings();
  readings.add('/w/a.csv', { delimiter: ';', header: false });
  readings.add('/w/a.csv', { delimiter: ',', encoding: 'cp1252' });
  readings.add('/w/parts', { encoding: 'cp1252' });
  readings.add('/w/*.csv', { header: false });
  assert.deepEqual(readings.of('/w/a.csv'), { encoding: 'cp1252', header: false });
  assert.deepEqual(readings.of('/w/parts/1.csv'), { encoding: 'cp1252' });
  assert.deepEqual(readings.of('/w/b.csv'), { header: false });
  assert.equal(readings.of('/w/b.tsv'), undefined);
});

test('header=None settles what the text leaves open, and nothing else', () => {
  assert.equal(dialect(NAMES, {}), ', H');
  assert.equal(dialect(NAMES, { header: false }), ', -');
  assert.equal(dialect(NAMES, { header: false }, { header: true }), ', H', 'what the user sets goes over it');
  assert.equal(dialect('name,age\nAda,36\nBo,41\n', { header: false }), ', H', 'a name above numbers');
});

test('rows that are skipped may hold the header', () => {
  const saidOf = (args: string) => findReferences('a.py', `import pandas as pd\npd.read_csv("a.csv", ${args})\n`)[0]?.reading;
  assert.deepEqual(saidOf('header=None'), { header: false });
  assert.deepEqual(saidOf('names=["a"]'), { header: false });
  assert.equal(saidOf('header=None, skiprows=1'), undefined);
  assert.equal(saidOf('names=["a"], skiprows=1'), undefined);
  const saidBy = (file: string, text: string) => findReferences(file, text)[0]?.reading;
  assert.deepEqual(saidBy('a.R', 'read_csv("a.csv", col_names = c("a", "b"))'), { header: false });
  assert.equal(saidBy('a.R', 'read_csv("a.csv", col_names = c("a", "b"), skip = 1)'), undefined);
  assert.deepEqual(saidBy('a.sql', "select * from read_csv('a.csv', header = false)"), { header: false });
  assert.equal(saidBy('a.sql', "select * from read_csv('a.csv', header = false, skip = 1)"), undefined);
});

test('a text that says how it reads has a word that tells so', () => {
  const saying = referenceCases().filter(({ expected }) => expected.some(({ reading }) => reading !== undefined));
  assert.ok(new Set(saying.map(({ file }) => file.split('.').at(-1))).size >= 5);
  for (const { name, file, text } of saying) assert.ok(maySayReadings(file) && SAYS_HOW.test(text), name);
});

test('a delimiter is taken where it makes a table', () => {
  const both = '1,5;2,5\n2,7;3,5\n3,1;9,0\n';
  assert.equal(dialect(both, {}).charAt(0), ';');
  assert.equal(dialect(both, { delimiter: ',' }).charAt(0), ',');
  assert.equal(dialect(NAMES, { delimiter: '\t' }).charAt(0), ',', 'code that is out of date');
});

test('an encoding is taken where the bytes are no Unicode and may be of it', () => {
  const bytes = (...all: (string | number)[]) => Uint8Array.from(all.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])));
  const name = bytes('name\n', 0xe9, 't', 0xe9, '\n'); // été, or in Cyrillic йtй
  assert.equal(detectEncoding([name]).encoding, 'windows-1252');
  assert.equal(detectEncoding([name], 'iso-8859-15').encoding, 'iso-8859-15');
  assert.equal(detectEncoding([name], 'cp1250').encoding, 'windows-1250');
  assert.equal(detectEncoding([name], 'utf-8').encoding, 'windows-1252');
  assert.equal(detectEncoding([name], 'no such').encoding, 'windows-1252');
  assert.equal(detectEncoding([new TextEncoder().encode('name\nété\n')], 'latin-1').encoding, 'utf-8', 'valid UTF-8 is no accident');
  const kanji = bytes(...'\x83e\x83X\x83g,\x93\xfa\x96{\n'.split('').map((c) => c.charCodeAt(0)));
  assert.equal(detectEncoding([kanji]).encoding, 'shift_jis');
  assert.equal(detectEncoding([kanji], 'latin-1').encoding, 'shift_jis', 'latin-1 is written where nobody knows');
});
