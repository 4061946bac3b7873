// Two datasets compared: columns, and how far values moved, against distances worked out from the values themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareDatasets } from '../../../server/src/core/compare/compare.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { holds, randomOf } from '../../support/property.ts';

const engine = testEngine();

const profileOf = (columns: readonly string[], rows: readonly (readonly string[])[]) => profileSource(csvSource(columns, rows), engine);
const driftOf = async (a: readonly string[], b: readonly string[]) => {
  const [before, after] = await Promise.all([a, b].map((cells) => profileOf(['x'], cells.map((cell) => [cell]))));
  return compareDatasets(before as never, after as never).pairs[0]?.drift;
};

/** The largest difference of the shares up to any value. */
function ks(a: readonly number[], b: readonly number[]): number {
  const upTo = (values: readonly number[], x: number) => values.filter((value) => value <= x).length / values.length;
  return Math.max(...[...a, ...b].map((x) => Math.abs(upTo(a, x) - upTo(b, x))));
}

test('columns that came, went, changed their type or place', async () => {
  const before = await profileOf(['id', 'gone', 'n', 'city'], [['1', 'x', '2', 'Oslo'], ['2', 'y', '3', '']]);
  const after = await profileOf(['n', 'id', 'city', 'new'], [['a', '1', 'Oslo', 't'], ['b', '2', 'Rome', 'u']]);
  const { removed, added, pairs, isReordered } = compareDatasets(before, after);
  assert.deepEqual([removed.map(({ name }) => name), added.map(({ name }) => name), isReordered], [['gone'], ['new'], true]);
  assert.deepEqual(pairs.map(({ before: { name }, changesType }) => [name, changesType]), [['n', true], ['city', false], ['id', false]]);
  assert.deepEqual(pairs[1]?.missing, { before: 0.5, after: 0 });
});

test('the distance of few numbers is that of the values, in either direction', async () => {
  const some = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });
  await holds(
    fc.asyncProperty(some, some, async (a, b) => {
      const drift = await driftOf(a.map(String), b.map(String));
      assert.equal(drift?.exact, true);
      if (drift?.measure === 'ks') assert.ok(Math.abs(drift.distance - ks(a, b)) < 1e-9);
      const back = await driftOf(b.map(String), a.map(String));
      assert.ok(Math.abs((drift?.distance ?? 0) - (back?.distance ?? 1)) < 1e-9);
    }),
    { numRuns: 25 },
  );
});

test('the distance of many numbers is near that of the values', async () => {
  const random = randomOf(5);
  const normal = (mean: number, spread: number) => Array.from({ length: 4000 }, () => mean + spread * (Array.from({ length: 12 }, () => random(1e6) / 1e6).reduce((sum, x) => sum + x, 0) - 6));
  for (const [mean, spread] of [[0, 1], [0.5, 1], [3, 1], [0, 4]] as const) {
    const [a, b] = [normal(0, 1), normal(mean, spread)];
    const drift = await driftOf(a.map(String), b.map(String));
    assert.equal(drift?.exact, false);
    assert.ok(Math.abs((drift?.distance ?? 9) - ks(a, b)) < 0.03, `${drift?.distance} for ${ks(a, b)}`);
  }
});

test('the distance of categories is the largest difference of a share', async () => {
  const drift = await driftOf(['a', 'a', 'a', 'b'], ['a', 'b', 'c', 'c']);
  assert.deepEqual(drift, { measure: 'l-infinity', distance: 0.5, exact: true, value: { value: 'a', before: 0.75, after: 0.25 } });
  assert.equal((await driftOf(['a', 'b'], ['b', 'a']))?.distance, 0);
  assert.equal(await driftOf(['', ''], ['a', 'b']), undefined);
});
