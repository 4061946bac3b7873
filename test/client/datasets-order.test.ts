// Which datasets the view lists, and in what order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, arrangeNotFound, choiceFrom, DEFAULT_CHOICE, type Choice } from '../../client/src/datasets-order.ts';
import type { Figures, ListedDataset, ListedState } from '../../server/src/protocol/datasets.ts';

const NONE = { error: 0, warning: 0, information: 0, hint: 0 };
const checked = (figures: Partial<Figures>): ListedState => ({ state: 'checked', figures: { text: '', shape: '', rows: 1, columns: 1, exact: true, missing: 0, findings: NONE, kinds: [], kindsInAll: 0, ...figures } });
const PLACE = { uri: 'file:///train.py', path: 'train.py', start: { line: 0, character: 0 }, end: { line: 0, character: 1 }, writes: false };

function dataset(path: string, bytes: number, known: ListedState, isNamed = false): ListedDataset {
  return { uri: `file:///${path}`, path, kind: 'file', format: 'csv', bytes, size: '', isText: true, isLarge: false, named: isNamed ? [PLACE] : [], known };
}

const ALL = [
  dataset('raw/t10.csv', 30, checked({ rows: 5, missing: 0.5, findings: { ...NONE, hint: 7 } })),
  dataset('raw/t2.csv', 20, checked({ rows: 50, missing: 0.1, findings: { ...NONE, warning: 2 } }), true),
  dataset('a/T2.csv', 10, { state: 'unchecked' }),
  dataset('b/bad.parquet', 40, { state: 'unreadable', reason: 'It is cut off.' }),
  dataset('b/clean.csv', 5, checked({ rows: 7, missing: 0 }), true),
];
const named = (choice: Partial<Choice>) => arrange(ALL, { ...DEFAULT_CHOICE, ...choice }).map(({ path }) => path);

test('by name as the explorer sorts; by all else the largest first, and last what is not known', () => {
  assert.deepEqual(named({}), ['b/bad.parquet', 'b/clean.csv', 'a/T2.csv', 'raw/t2.csv', 'raw/t10.csv']);
  assert.deepEqual(named({ order: 'size' }), ['b/bad.parquet', 'raw/t10.csv', 'raw/t2.csv', 'a/T2.csv', 'b/clean.csv']);
  assert.deepEqual(named({ order: 'rows' }), ['raw/t2.csv', 'b/clean.csv', 'raw/t10.csv', 'b/bad.parquet', 'a/T2.csv']);
  assert.deepEqual(named({ order: 'missing' }), ['raw/t10.csv', 'raw/t2.csv', 'b/clean.csv', 'b/bad.parquet', 'a/T2.csv']);
  assert.deepEqual(named({ order: 'findings' }), ['b/bad.parquet', 'raw/t2.csv', 'raw/t10.csv', 'b/clean.csv', 'a/T2.csv']);
});

test('a filter keeps what holds all its words, and what is of the chosen kind', () => {
  assert.deepEqual(named({ text: 'RAW csv' }), ['raw/t2.csv', 'raw/t10.csv']);
  assert.deepEqual(named({ shown: 'findings' }), ['b/bad.parquet', 'raw/t2.csv', 'raw/t10.csv']);
  assert.deepEqual(named({ shown: 'loud' }), ['b/bad.parquet', 'raw/t2.csv']);
  assert.deepEqual(named({ shown: 'named', text: 't2' }), ['raw/t2.csv']);
  assert.deepEqual(named({ shown: 'unnamed' }), ['b/bad.parquet', 'a/T2.csv', 'raw/t10.csv']);
  const missed = [{ target: 'data/x.csv', named: [PLACE] }];
  assert.deepEqual([arrangeNotFound(missed, { ...DEFAULT_CHOICE, text: 'x.' }), arrangeNotFound(missed, { ...DEFAULT_CHOICE, shown: 'unnamed' })], [missed, []]);
});

test('a choice that was kept by another version is used as far as it can be', () => {
  assert.deepEqual(choiceFrom({ order: 'rows', shown: 'none of these', text: 5 }), { order: 'rows', shown: 'all', text: '' });
  for (const kept of [undefined, null, 'x', { order: 'toString' }]) assert.deepEqual(choiceFrom(kept), DEFAULT_CHOICE);
});
