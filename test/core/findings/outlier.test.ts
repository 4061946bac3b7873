// Which numbers are called outliers, and which columns have none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DUCKDB } from '../../../server/src/core/engine/duckdb.ts';
import type { Extremes } from '../../../server/src/core/findings/cell-check.ts';
import { mayHaveOutliers, outlier } from '../../../server/src/core/findings/checks/outlier.ts';
import type { ColumnProfile } from '../../../server/src/core/profile/profile.ts';
import { aColumn } from '../../support/profiles.ts';

/** 1,000 heights around 170, middle half 164 to 176. */
const HEIGHTS: Partial<ColumnProfile> = { name: 'height', type: 'integer', count: 1000, distinct: 60, min: '140', max: '1702', quantiles: [[0.05, 155], [0.25, 164], [0.5, 170], [0.75, 176], [0.95, 185]] };
const USUAL: Extremes = { low: [140, 141, 142, 143, 144, 145], high: [195, 196, 197, 198, 199, 201] };

/** Whether each value is called an outlier; undefined where the column has no test at all. */
function said(values: readonly string[], extremes: Extremes, column: Partial<ColumnProfile> = {}): readonly boolean[] | undefined {
  const context = { column: aColumn({ ...HEIGHTS, ...column }), rows: 1000, extremes, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB };
  const test = outlier(context);
  return test === undefined ? undefined : values.map((value) => test.fails(value));
}

const withTop = (...values: readonly number[]): Extremes => ({ ...USUAL, high: [...USUAL.high, ...values].slice(-6) });

test('a number that is cut off, above or below, and no other', () => {
  assert.deepEqual(said(['1702', '201', '170', '', ' ', 'tall'], withTop(1702)), [true, false, false, false, false, false]);
  assert.deepEqual(said(['-800', '140'], { ...USUAL, low: [-800, ...USUAL.low.slice(0, 5)] }, { min: '-800', max: '201' }), [true, false]);
  assert.equal(said([], USUAL), undefined);
});

test('of a thousand values two may be cut off together, not three', () => {
  assert.deepEqual(said(['1702', '1650'], withTop(1650, 1702)), [true, true]);
  assert.equal(said([], withTop(1600, 1650, 1702)), undefined);
});

test('four times as far from the median as its neighbour, and as clearly so in logarithms', () => {
  assert.deepEqual(said(['500'], withTop(500)), [true]);
  assert.equal(said([], withTop(290)), undefined); // 120 from the median; its neighbour 31
  assert.deepEqual(said(['295'], withTop(295)), [true]); // 125
  const tail = { min: '0.1', max: '40', quantiles: [[0.05, 0.5], [0.25, 0.9], [0.5, 1], [0.75, 1.1], [0.95, 1.6]] } satisfies Partial<ColumnProfile>;
  assert.equal(said([], { low: [0.1], high: [5, 6, 7, 8, 10, 38] }, tail), undefined); // 37 against 9, but the logarithm only 1.58 times as large
  assert.deepEqual(said(['40'], { low: [0.1], high: [5, 6, 7, 8, 10, 40] }, tail), [true]); // 1.602 times
});

test('inside the outer fences nothing is an outlier', () => {
  const narrow = { quantiles: [[0.05, 169], [0.25, 160], [0.5, 170], [0.75, 180], [0.95, 171]] } satisfies Partial<ColumnProfile>;
  assert.equal(said([], { low: [169], high: [171, 171, 172, 172, 172, 240] }, narrow), undefined); // the fence is at 240
  assert.deepEqual(said(['241'], { low: [169], high: [171, 171, 172, 172, 172, 241] }, narrow), [true]);
});

test('a mark that stands for missing is no outlier', () => {
  assert.deepEqual(said(['9999', '1702'], withTop(1702), { sentinels: [{ value: '9999', count: 3 }] }), [false, true]);
});

test('columns without outliers: words, few values, categories, keys, piles, and those that end within the fences', () => {
  const may = (column: Partial<ColumnProfile>) => mayHaveOutliers(aColumn({ ...HEIGHTS, ...column }));
  assert.ok(may({}) && may({ type: 'number' }) && may({ count: 50 }) && may({ distinct: 10 }));
  assert.ok(!may({ type: 'text' }) && !may({ type: 'date' }) && !may({ count: 49 }) && !may({ distinct: 9 }));
  assert.ok(!may({ name: 'user_id' }) && !may({ distinct: 950 }) && may({ distinct: 949 }) && may({ type: 'number', distinct: 1000 }));
  assert.ok(may({ count: 200, distinct: 200 }) && !may({ count: 201, distinct: 201 }));
  assert.ok(!may({ max: '212', min: '128' }) && may({ max: '213', min: '128' }) && may({ max: '212', min: '127' })); // 164 − 36, 176 + 36
  assert.ok(!may({ quantiles: [[0.05, 0], [0.25, 0], [0.5, 5], [0.75, 9]] }) && !may({ quantiles: [[0.05, 5], [0.25, 4], [0.5, 5], [0.75, 9]] }));
  assert.ok(!may({ quantiles: [[0.05, 1], [0.25, 5], [0.5, 5], [0.75, 5]] }));
});

test('the summary names the bounds that there are', () => {
  const summary = (extremes: Extremes, column: Partial<ColumnProfile> = {}) => outlier({ column: aColumn({ ...HEIGHTS, ...column }), rows: 1000, extremes, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB })?.summarise(2);
  const low = [-800, ...USUAL.low.slice(0, 5)];
  assert.equal(summary(withTop(1702)), '2 values of height lie far above 201.');
  assert.equal(summary({ ...USUAL, low }, { min: '-800', max: '201' }), '2 values of height lie far below 140.');
  assert.equal(summary({ ...withTop(1702), low }, { min: '-800' }), '2 values of height lie far outside 140–201.');
});
