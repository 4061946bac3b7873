// What columns have to do with one another, and what a filter leaves of each bar, against figures from the rows themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { csvSource, keepingEngine } from '../../support/engine.ts';
import { randomOf } from '../../support/property.ts';
import { viewOf } from '../../support/views.ts';

const engine = keepingEngine();
const random = randomOf(3);
const NAMES = ['x', 'y', 'z', 'kind', 'note'];
/** y falls as x rises, z knows nothing of either; kind and note go missing together in the second half. */
const ROWS = Array.from({ length: 3000 }, (_, i) => {
  const x = random(1000);
  const isGone = i >= 1500 && i % 3 === 0;
  return [String(x), String(-(x ** 3)), i % 50 === 0 ? 'NA' : String(random(100)), isGone ? '' : ['a', 'b'][i % 2] ?? '', isGone || i % 10 === 1 ? '' : 'n'];
});

test('where cells go missing, which go missing together, which numbers rise together', async () => {
  const source = csvSource(NAMES, ROWS);
  const [view, profile] = [await viewOf(source, NAMES, engine), await profileSource(source, engine)];
  const { missing, correlation } = await view.summary(profile);
  assert.deepEqual(missing.columns, [4, 3, 2]);
  assert.deepEqual([missing.shares[1]?.length, missing.shares[1]?.[0], missing.shares[1]?.[29]], [60, 0, 0]);
  assert.ok(missing.shares[1]?.slice(30).every((share) => Math.abs(share - 1 / 3) < 0.05));
  const rowsWith = (columns: readonly number[]) => ROWS.filter((row) => [2, 3, 4].every((column) => (row[column] === '' || row[column] === 'NA') === columns.includes(column))).length;
  for (const { columns, rows } of missing.patterns) assert.equal(rows, rowsWith(columns), columns.join());
  assert.equal(missing.patterns.reduce((sum, { rows }) => sum + rows, 0), ROWS.length);
  const rho = new Map(correlation.pairs.map(([a, b, value]) => [`${a} ${b}`, value]));
  assert.ok(Math.abs((rho.get('0 1') ?? 0) + 1) < 1e-9);
  assert.ok(Math.abs(rho.get('0 2') ?? 1) < 0.06);
  assert.equal(correlation.rows, 3000);
  await view.close();
});

test('the rows shown, in the bins and values of all rows', async () => {
  const source = csvSource(NAMES, ROWS);
  const [view, profile] = [await viewOf(source, NAMES, engine), await profileSource(source, engine)];
  view.learn(profile);
  const all = await view.shown(profile.columns);
  assert.equal(all[0]?.bins?.reduce((sum, n) => sum + n, 0), 3000);
  assert.deepEqual([all[2]?.missing, all[3]?.missing], [60, 500]);
  await view.arrange({ filter: { kind: 'range', column: 0, min: 0, max: 499 }, sort: [] });
  const [x, , , kind] = await view.shown(profile.columns);
  const low = ROWS.filter((row) => Number(row[0]) <= 499);
  assert.equal(x?.bins?.reduce((sum, n) => sum + n, 0), low.length);
  assert.deepEqual(new Map(kind?.values?.map(({ value, count }) => [value, count])), new Map(['a', 'b'].map((value) => [value, low.filter((row) => row[3] === value).length])));
  assert.equal(kind?.missing, low.filter((row) => row[3] === '').length);
  await view.close();
});
