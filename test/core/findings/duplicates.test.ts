// Rows and keys that occur twice: which are said, and in which tables that is no news.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duplicateKey, looksLikeKey } from '../../../server/src/core/findings/table/duplicate-key.ts';
import { duplicateRow } from '../../../server/src/core/findings/table/duplicate-row.ts';
import type { TableCheck } from '../../../server/src/core/findings/table/table-check.ts';
import { columnSql } from '../../../server/src/core/profile/column-sql.ts';
import type { ColumnProfile } from '../../../server/src/core/profile/profile.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { aColumn } from '../../support/profiles.ts';

const engine = testEngine();

/** How many were found, and what the first says. */
async function found(check: TableCheck, columns: readonly string[], rows: readonly (readonly string[])[]) {
  const source = csvSource(columns, rows);
  const profile = await profileSource(source, engine, { duplicateRows: 'count where unexpected' });
  const raw = profile.columns.map((column) => columnSql(column, source, engine.dialect).raw);
  const groups = await check.run({ source, profile, raw, cap: 10 }, engine, {});
  return groups.map(({ total, marked }) => ({ total, row: marked[0]?.address.row, message: marked[0]?.message }));
}

const payment = (i: number) => [`2024-01-${(i % 28) + 1}`, `customer ${i}`, String(i * 7), `ref ${i}`, ['desk', 'lamp'][i % 2] ?? ''];
const payments = Array.from({ length: 40 }, (_, i) => payment(i));
const NAMES = ['paid', 'name', 'amount', 'ref', 'item'];

test('a row that is equal in every cell, and none that differs in one', async () => {
  assert.deepEqual(await found(duplicateRow, NAMES, [...payments, payment(3)]), [{ total: 1, row: 40, message: 'This row is the same as row 4, cell by cell.' }]);
  assert.deepEqual(await found(duplicateRow, NAMES, [...payments, payment(3).with(4, 'chair')]), []);
  assert.deepEqual(await found(duplicateRow, NAMES, [...payments, payment(3), payment(3)]).then(([one]) => one?.total), 2);
});

test('many equal rows are how the data are: five may be a slip, or one in twenty', async () => {
  const again = (n: number) => [...payments, ...payments.slice(0, n)];
  assert.equal((await found(duplicateRow, NAMES, again(5)))[0]?.total, 5);
  assert.deepEqual(await found(duplicateRow, NAMES, again(6)), []);
  const many = Array.from({ length: 400 }, (_, i) => payment(i));
  assert.equal((await found(duplicateRow, NAMES, [...many, ...many.slice(0, 20)]))[0]?.total, 20);
});

test('rows of a few short categories are equal by chance', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [['a', 'b', 'c', 'd'][i % 4] ?? '', ['x', 'y', 'z'][i % 3] ?? '', String(i)]);
  assert.deepEqual(await found(duplicateRow, ['k', 'l'], rows.slice(0, 14).map((row) => row.slice(0, 2))), []);
  // Columns of four values of which one is nearly all of them tell rows no better apart.
  const rare = Array.from({ length: 40 }, (_, i) => Array.from({ length: 12 }, (__, column) => (i < 36 && i % 12 === column ? `note ${i}` : 'none')));
  assert.deepEqual(await found(duplicateRow, Array.from({ length: 12 }, (_, i) => `c${i}`), rare), []);
  assert.deepEqual(await found(duplicateRow, ['name'], [['a'], ['b'], ['a']]), []);
});

test('a key that repeats, with the row that had it first', async () => {
  const keys = Array.from({ length: 100 }, (_, i) => [`A-${i}`]);
  const said = await found(duplicateKey, ['part_id'], keys.with(44, ['A-17']));
  assert.deepEqual(said, [{ total: 1, row: 44, message: '"A-17" repeats the part_id of row 18; 99 of 100 values are distinct.' }]);
  assert.deepEqual(await found(duplicateKey, ['part_id'], keys), []);
});

test('nearly all values occur once, counted exactly, and the name says that each should', () => {
  const looks = (column: Partial<ColumnProfile>) => looksLikeKey(aColumn({ name: 'user_id', type: 'integer', count: 100, distinct: 99, ...column }));
  assert.ok(looks({}) && looks({ type: 'text' }) && looks({ distinct: 98 }));
  assert.ok(!looks({ distinct: 97 }) && !looks({ distinct: 100 }) && !looks({ distinctExact: false }));
  assert.ok(!looks({ name: 'height' }) && !looks({ type: 'number' }) && !looks({ type: 'date' }));
  assert.ok(!looks({ count: 19, distinct: 18.9 }) && looks({ count: 20, distinct: 19.7 }));
});

test('columns that are called as plans call theirs are columns like any other', async () => {
  const names = ['ord', 'row_hash', 'first', 'v', 'place'];
  assert.deepEqual(await found(duplicateRow, names, [...payments, payment(3)]), [{ total: 1, row: 40, message: 'This row is the same as row 4, cell by cell.' }]);
});
