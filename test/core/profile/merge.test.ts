// Profiles of parts, merged, say what the profile of the whole says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeProfiles } from '../../../server/src/core/profile/merge.ts';
import type { ColumnProfile, Profile } from '../../../server/src/core/profile/profile.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { profileFromCounts } from '../../../server/src/core/profile/value-counts.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { aColumn } from '../../support/profiles.ts';
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

/** A part that does not know all its values. */
function part(column: Partial<ColumnProfile>): Profile {
  return { rows: 100, columns: [aColumn({ topExact: false, distinctExact: false, ...column })], exact: true };
}

function merged(...columns: readonly Partial<ColumnProfile>[]): ColumnProfile {
  const { columns: [first] } = mergeProfiles(columns.map(part)).profile;
  assert.ok(first !== undefined);
  return first;
}

test('the type that holds all parts, and an empty part changes none', () => {
  assert.equal(merged({ type: 'integer' }, { type: 'number' }).type, 'number');
  assert.equal(merged({ type: 'integer' }, { type: 'date' }).type, 'text');
  assert.equal(merged({ type: 'date' }, { type: 'empty', count: 0 }).type, 'date');
  assert.equal(merged({ type: 'empty', count: 0 }, { type: 'empty', count: 0 }).type, 'empty');
  assert.deepEqual(mergeProfiles([part({ type: 'date', format: '%d/%m/%Y' }), part({ type: 'date', format: '%m/%d/%Y' })]).unsure, [0]);
});

test('the ends are those of numbers, of moments or of texts', () => {
  const ends = ({ min, max }: ColumnProfile) => [min, max];
  assert.deepEqual(ends(merged({ type: 'number', min: '9', max: '10' }, { type: 'number', min: '-5', max: '100' })), ['-5', '100']);
  const format = '%d/%m/%Y';
  assert.deepEqual(ends(merged({ type: 'date', format, min: '02/01/2020', max: '01/03/2020' }, { type: 'date', format, min: '03/01/2020', max: '05/02/2020' })), ['02/01/2020', '01/03/2020']);
  const time = '%d/%m/%Y %H:%M';
  assert.deepEqual(ends(merged({ type: 'datetime', format: time, min: '02/01/2020 09:30', max: '01/03/2020 08:00' }, { type: 'datetime', format: time, min: '03/01/2020 09:30', max: '05/02/2020 09:30' })), ['02/01/2020 09:30', '01/03/2020 08:00']);
  assert.deepEqual(ends(merged({ type: 'text', min: 'b', max: '10' }, { type: 'text', min: '9', max: 'a' })), ['10', 'b']);
  assert.deepEqual(merged({ lengths: { min: 2, max: 9, mean: 4 }, count: 100 }, { lengths: { min: 3, max: 5, mean: 8 }, count: 300 }).lengths, { min: 2, max: 9, mean: 7 });
});

test('quantiles and histograms of parts that do not meet', () => {
  const low = { type: 'number', min: '0', max: '10', count: 100, misfits: 0, quantiles: [[0.25, 2.5], [0.5, 5], [0.75, 7.5]], histogram: { edges: [0, 5, 10], counts: [50, 50], exact: false } } satisfies Partial<ColumnProfile>;
  const high = { ...low, min: '90', max: '100', quantiles: [[0.25, 92.5], [0.5, 95], [0.75, 97.5]], histogram: { edges: [90, 95, 100], counts: [50, 50], exact: false } } satisfies Partial<ColumnProfile>;
  const { quantiles, histogram } = merged(low, high);
  const at = new Map(quantiles);
  assert.ok(Math.abs((at.get(0.25) ?? 0) - 5) < 1e-6 && Math.abs((at.get(0.75) ?? 0) - 95) < 1e-6);
  assert.deepEqual(histogram, { edges: [0, 50, 100], counts: [100, 100], exact: false });
  const { histogram: none, lengths } = merged({ type: 'text' }, { type: 'text' });
  assert.deepEqual([none, lengths], [undefined, undefined]);
});

test('a mark that one part holds is missing in the other only where it could not be a value there', () => {
  const marked = { type: 'number', sentinels: [{ value: '?', count: 3 }] } satisfies Partial<ColumnProfile>;
  const unsure = (...columns: readonly Partial<ColumnProfile>[]) => mergeProfiles(columns.map(part)).unsure;
  assert.deepEqual(unsure(marked, { type: 'number' }), []);
  assert.deepEqual(unsure({ ...marked, sentinels: [{ value: '-999', count: 3 }] }, { type: 'number' }), [0]);
});
