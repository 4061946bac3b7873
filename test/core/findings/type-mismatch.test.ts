// Which cells break the type of their column, and which columns mix on purpose.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DUCKDB } from '../../../server/src/core/engine/duckdb.ts';
import { typeMismatch } from '../../../server/src/core/findings/checks/type-mismatch.ts';
import type { ColumnType } from '../../../server/src/core/profile/profile.ts';
import { aColumn } from '../../support/profiles.ts';

/** Of 1,000 values, these are misfits. */
function isSaid(type: ColumnType, misfits: readonly string[]): boolean {
  const column = aColumn({ type, count: 1000, misfits: misfits.length, misfitValues: misfits.map((value) => ({ value, count: 1 })) });
  return typeMismatch({ column, rows: 1000, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB }) !== undefined;
}

test('a word among numbers, a slip among yes and no', () => {
  assert.ok(isSaid('number', ['tall']));
  assert.ok(isSaid('boolean', ['yxs', 'yex']));
});

test('letters at one place are codes, letters anywhere are slips', () => {
  assert.ok(!isSaid('integer', ['12A', '7B', '113C', '20A']));
  assert.ok(!isSaid('integer', ['c168', 'c118', 'c204', 'c266']));
  assert.ok(!isSaid('integer', ['A/5 21171', 'PC 17599', 'A/4 373', 'PC 1760']));
  assert.ok(!isSaid('integer', ['05T123', '33S445', '11T210', '05U003']));
  assert.ok(isSaid('integer', ['1xx32', '1x019', '10x05', '1000x', '1x0x4', '100x2']));
  assert.ok(isSaid('integer', ['3563x', '3x640', 'x5957', '3xx94', 'x59x7', '3595x', '35x40']));
});

test('codes need company: half of the misfits or fewer are no reason, and neither are two', () => {
  assert.ok(isSaid('integer', ['12A', '13B']));
  assert.ok(!isSaid('integer', ['12A', '13B', 'tall']));
  assert.ok(isSaid('integer', ['12A', '13B', 'tall', 'short']));
});

test('four shapes are letters anywhere, three are not, and one shape of most is a code', () => {
  assert.ok(isSaid('integer', ['1x345', '12x45', '123x5', '1234x']));
  assert.ok(!isSaid('integer', ['1x345', '12x45', '123x5']));
  assert.ok(!isSaid('integer', ['12A', '13B', '14C', '15D', '16E', 'A-1', '1 2', 'B/3']));
});
