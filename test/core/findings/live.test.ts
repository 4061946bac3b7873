// Findings after an edit: rows move, touched rows are tested anew, the rest stays.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Group } from '../../../server/src/core/findings/cap.ts';
import type { CellTest } from '../../../server/src/core/findings/cell-check.ts';
import { afterEdit } from '../../../server/src/core/findings/live.ts';
import { aColumn } from '../../support/profiles.ts';

const column = aColumn({ name: 'a' });
const isBad: CellTest = {
  code: 'missing-value',
  column,
  fails: (value) => value === '',
  where: '',
  say: () => ({ message: 'missing' }),
  summarise: (n) => `${n} missing`,
};

function groupAt(rows: readonly number[], total = rows.length): Group {
  return {
    code: 'missing-value',
    severity: 'hint',
    column,
    total,
    marked: rows.map((row) => ({ code: 'missing-value', severity: 'hint', address: { row, column: 0 }, message: 'missing' })),
    summary: '',
  };
}

function rowsAfter(table: readonly string[], groups: readonly Group[], change: { from: number; removed: number; inserted: number }) {
  const [group] = afterEdit({ groups, tests: [isBad], change, cells: (row) => [table[row]] });
  return { rows: group?.marked.map((finding) => finding.address.row) ?? [], total: group?.total ?? 0 };
}

test('a mended cell loses its finding', () => {
  assert.deepEqual(rowsAfter(['x', 'y', ''], [groupAt([1, 2])], { from: 1, removed: 1, inserted: 1 }), { rows: [2], total: 1 });
});

test('inserted rows are tested and later rows move down', () => {
  assert.deepEqual(rowsAfter(['x', '', 'z', ''], [groupAt([1])], { from: 1, removed: 0, inserted: 2 }), { rows: [1, 3], total: 2 });
});

test('a first failing cell starts a group', () => {
  assert.deepEqual(rowsAfter([''], [], { from: 0, removed: 1, inserted: 1 }), { rows: [0], total: 1 });
});

test('cells that were never marked still count', () => {
  assert.deepEqual(rowsAfter(['x', 'y'], [groupAt([0], 500)], { from: 0, removed: 1, inserted: 1 }), { rows: [], total: 499 });
});
