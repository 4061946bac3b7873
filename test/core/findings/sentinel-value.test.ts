// What is said of a number or a mark that stands for missing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DUCKDB } from '../../../server/src/core/engine/duckdb.ts';
import { sentinelValue } from '../../../server/src/core/findings/checks/sentinel-value.ts';
import type { ColumnProfile } from '../../../server/src/core/profile/profile.ts';
import { aColumn } from '../../support/profiles.ts';

function said(value: string, column: Partial<ColumnProfile>): string | undefined {
  const all = aColumn({ name: 'depth', type: 'number', sentinels: [{ value, count: 4 }], ...column });
  return sentinelValue({ column: all, rows: 1000, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB })?.say(value).message;
}

test('of a number its neighbours, of a mark its share', () => {
  assert.equal(said('-999', { min: '-31', max: '42' }), '"-999" stands for missing in depth: every other value lies between -31 and 42.');
  assert.equal(said('?', { min: '-31', max: '42' }), '"?" stands for missing in depth: 4 of 1,000 rows, 0.4 %; most readers take it for a value.');
  assert.equal(said('-999', { min: undefined, max: undefined }), '"-999" stands for missing in depth: 4 of 1,000 rows, 0.4 %; most readers take it for a value.');
});
