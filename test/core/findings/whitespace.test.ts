// White space at the edge of values: which columns and cells are told of it, and in which words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DUCKDB } from '../../../server/src/core/engine/duckdb.ts';
import { whitespace } from '../../../server/src/core/findings/checks/whitespace.ts';
import type { ColumnProfile } from '../../../server/src/core/profile/profile.ts';
import { aColumn } from '../../support/profiles.ts';

function testOf(column: Partial<ColumnProfile>) {
  return whitespace({ column: aColumn({ name: 'city', ...column }), rows: 100, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB });
}

function said(value: string, top: readonly string[] = []): string | undefined {
  return testOf({ top: top.map((text) => ({ value: text, count: 9 })) })?.say(value).message;
}

test('where the space is', () => {
  assert.equal(said(' Oslo'), 'This value of city begins with white space.');
  assert.equal(said('Oslo\u00a0'), 'This value of city ends with white space.');
  assert.equal(said(' Oslo\t'), 'This value of city begins and ends with white space.');
  assert.equal(said('Os\u200blo'), 'This value of city holds an invisible character.');
});

test('louder where the trimmed value is another one of the column', () => {
  assert.equal(said('\u200b Oslo ', ['Oslo']), 'This value of city holds an invisible character: it counts as another value than "Oslo".');
  const fix = testOf({})?.say('\u3000 New  York\u200b ').fix;
  assert.equal(fix?.kind === 'replace-value' ? fix.text : undefined, 'New  York');
});

test('labels only: no numbers, no prose, no column that is padded throughout', () => {
  assert.ok(testOf({ lengths: { min: 1, max: 90, mean: 40 } }) !== undefined);
  assert.equal(testOf({ lengths: { min: 1, max: 90, mean: 40.1 } }), undefined);
  assert.equal(testOf({ type: 'integer' }), undefined);
  assert.equal(testOf({ count: 100, padded: 91 }), undefined);
  assert.ok(testOf({ count: 100, padded: 90 }) !== undefined);
});

test('said once from a fifth of the values on, but not for fewer than fifty', () => {
  assert.deepEqual([testOf({ count: 100 })?.saidOnceFrom, testOf({ count: 1000 })?.saidOnceFrom], [50, 200]);
});
