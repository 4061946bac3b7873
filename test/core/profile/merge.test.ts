// Profiles of parts, merged, say what the profile of the whole says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeProfiles } from '../../../server/src/core/profile/merge.ts';
import type { ColumnProfile, Profile } from '../../../server/src/core/profile/profile.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { profileFromCounts } from '../../../server/src/core/profile/value-counts.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { holds } from '../../support/property.ts';

const engine = testEngine();

function counted(cells: readonly string[]): Profile {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const column = profileFromCounts({ name: 'x', index: 0, rows: cells.length, counts: [...counts].map(([value, count]) => ({ value, count })), declared: [] });
  return { rows: cells.length, columns: [column], exact: true };
}

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }).map(String) },
  { weight: 2, arbitrary: fc.constantFrom('', 'NA', '-999', '0.5', '007', 'tall', 'None', 'null', '?', '2020-01-01', ' 3') },
);
const parts = fc.array(fc.array(cell, { maxLength: 60 }), { minLength: 1, maxLength: 5 });

/** Sums in another order differ in their last digits. */
function rounded(column: ColumnProfile | undefined): unknown {
  const round = (x: number | undefined) => (x === undefined ? x : Number(x.toPrecision(10)));
  if (column === undefined) return undefined;
  return { ...column, mean: round(column.mean), std: round(column.std), sentinels: column.sentinels.toSorted((a, b) => (a.value < b.value ? -1 : 1)) };
}

test('where all values are known, merge(split) is the whole, whatever each part took its type for', () => {
  holds(
    fc.property(parts, (split) => {
      const whole = counted(split.flat());
      const { profile, unsure } = mergeProfiles(split.map(counted));
      assert.deepEqual(unsure, []);
      assert.equal(profile.rows, whole.rows);
      assert.deepEqual(rounded(profile.columns[0]), rounded(whole.columns[0]));
    }),
    { numRuns: 500 },
  );
});

const KINDS: { readonly [kind: string]: fc.Arbitrary<string> } = {
  numbers: fc.integer({ min: -1e7, max: 1e7 }).map((x) => String(x / 100)),
  dates: fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
  texts: fc.integer({ min: 0, max: 1e8 }).map((n) => `w ${n}`),
};

for (const [kind, value] of Object.entries(KINDS)) {
  test(`many different ${kind}: the figures that merge are those of the whole, the others close`, async () => {
    const odd = fc.oneof({ weight: 80, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom('', 'NA', 'null') });
    await holds(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const cells = fc.sample(odd, { seed, numRuns: 2000 });
        const split = [cells.slice(0, 500), cells.slice(500, 1100), cells.slice(1100)];
        const profiles = await Promise.all([cells, ...split].map((some) => profileSource(csvSource(['x'], some.map((text) => [text])), engine)));
        const [whole] = profiles.map(({ columns }) => columns[0]);
        const { profile, unsure } = mergeProfiles(profiles.slice(1));
        const [merged] = profile.columns;
        assert.ok(whole && merged && !whole.topExact);
        assert.deepEqual(unsure, []);
        const same = ({ type, count, missing, misfits, min, max, padded, leadingZeros }: ColumnProfile) => ({ type, count, missing, misfits, min, max, padded, leadingZeros });
        assert.deepEqual(same(merged), same(whole));
        assert.deepEqual(merged.sentinels.toSorted((a, b) => (a.value < b.value ? -1 : 1)), whole.sentinels.toSorted((a, b) => (a.value < b.value ? -1 : 1)));
        for (const [ours, theirs] of [[merged.mean, whole.mean], [merged.std, whole.std], [merged.lengths?.mean, whole.lengths?.mean]]) {
          assert.ok(ours === theirs || Math.abs((ours ?? 0) - (theirs ?? 0)) < 1e-9 * Math.abs(theirs ?? 1), `${ours} for ${theirs}`);
        }
        assert.equal(merged.distinctExact, false);
        const range = Number(whole.max) - Number(whole.min);
        for (const [i, [p, x]] of merged.quantiles.entries()) assert.ok(Math.abs(x - (whole.quantiles[i]?.[1] ?? Number.NaN)) < 0.06 * range, `quantile ${p}`);
        const bars = merged.histogram?.counts ?? [];
        if (kind === 'numbers') assert.ok(Math.abs(bars.reduce((a, b) => a + b, 0) - whole.count) <= bars.length);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
}

test('parts that see a column differently are named', async () => {
  const numbers = Array.from({ length: 800 }, (_, i) => [String(i * 3.7)]);
  const words = Array.from({ length: 800 }, (_, i) => [`w${i}`]);
  const marked = Array.from({ length: 800 }, (_, i) => [i % 100 === 0 ? '-999' : String(i / 8)]);
  const wide = await Promise.all([numbers, words, marked].map((rows) => profileSource(csvSource(['x'], rows), engine)));
  const [n, w, m] = wide as [Profile, Profile, Profile];
  assert.deepEqual(mergeProfiles([n, w]).unsure, [0]);
  assert.deepEqual(mergeProfiles([n, m]).unsure, [0]);
  assert.deepEqual(mergeProfiles([n, n]).unsure, []);
  assert.deepEqual(mergeProfiles([]).profile, { rows: 0, columns: [], exact: true });
});
