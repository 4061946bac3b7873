// The profile from one scan against the profile from all values counted in JavaScript: two ways that must agree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../server/src/core/engine/plan.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import { countDuplicateRows } from '../../../server/src/core/profile/duplicate-rows.ts';
import { toNumber } from '../../../server/src/core/profile/parse.ts';
import type { ColumnProfile } from '../../../server/src/core/profile/profile.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { profileFromCounts } from '../../../server/src/core/profile/value-counts.ts';
import { csvFile, csvSource, testEngine } from '../../support/engine.ts';
import { holds } from '../../support/property.ts';

const engine = testEngine();

/** Every value with its count, in no particular order. */
function countsOf(cells: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

function expected(cells: readonly string[], missingWords: readonly string[] = []): ColumnProfile {
  return profileFromCounts({ name: 'x', index: 0, rows: cells.length, counts: countsOf(cells), declared: missingWords });
}

async function profiled(cells: readonly string[], missingWords: readonly string[] = []): Promise<ColumnProfile> {
  const { rows, columns } = await profileSource(csvSource(['x'], cells.map((cell) => [cell])), engine, { missingWords });
  assert.equal(rows, cells.length);
  const [column] = columns;
  assert.ok(column);
  return column;
}

const byValue = (a: { value: string }, b: { value: string }) => (a.value < b.value ? -1 : 1);

function assertClose(actual: number | undefined, wanted: number | undefined, what: string): void {
  if (wanted === undefined || actual === undefined) assert.equal(actual, wanted, what);
  else assert.ok(Math.abs(actual - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)), `${what}: ${actual} for ${wanted}`);
}

/** Dates are printed in ISO form, numbers without their trailing zeros. */
function sameEnd(actual: string | undefined, wanted: string | undefined, type: string): void {
  const isNumber = type === 'integer' || type === 'number';
  assert.equal(isNumber ? toNumber(actual ?? '') : actual, isNumber ? toNumber(wanted ?? '') : wanted);
}

function assertAgree(actual: ColumnProfile, wanted: ColumnProfile): void {
  const { type, format, count, missing, misfits, leadingZeros, padded } = actual;
  assert.deepEqual({ type, format, count, missing, misfits, leadingZeros, padded }, { type: wanted.type, format: wanted.format, count: wanted.count, missing: wanted.missing, misfits: wanted.misfits, leadingZeros: wanted.leadingZeros, padded: wanted.padded });
  assert.deepEqual(actual.sentinels.toSorted(byValue), wanted.sentinels.toSorted(byValue));
  sameEnd(actual.min, wanted.min, type);
  sameEnd(actual.max, wanted.max, type);
  assertClose(actual.mean, wanted.mean, 'mean');
  assertClose(actual.std, wanted.std, 'std');
  assert.equal(actual.lengths?.min, wanted.lengths?.min);
  assert.equal(actual.lengths?.max, wanted.lengths?.max);
  assertClose(actual.lengths?.mean, wanted.lengths?.mean, 'mean length');
  assert.ok(Math.abs(actual.distinct - wanted.distinct) <= 0.4 * wanted.distinct + 3, `distinct ${actual.distinct} for ${wanted.distinct}`);
}

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString());
const KINDS: { readonly [kind: string]: fc.Arbitrary<string> } = {
  integers: fc.integer({ min: -1e6, max: 1e6 }).map(String),
  'whole numbers past 2^53': fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n }).map(String),
  decimals: fc.integer({ min: -1e7, max: 1e7 }).map((x) => (x / 100).toFixed(2)),
  dates: day.map((iso) => iso.slice(0, 10)),
  'dates and times': fc.tuple(day, fc.integer({ min: 0, max: 86_399 })).map(([iso, s]) => `${iso.slice(0, 10)} ${new Date(s * 1000).toISOString().slice(11, 19)}`),
  'American dates': day.map((iso) => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`),
  codes: fc.integer({ min: 0, max: 99_999 }).map((n) => String(n).padStart(5, '0')),
  text: fc.string({ minLength: 2, maxLength: 12, unit: 'grapheme' }).map((s) => `w${s.replaceAll('\u0000', '')}`),
};
const ODD = ['', '', 'NA', 'N/A', 'null', '?', 'None', '-', 'nan', 'tall', ' 7', 'na'];

for (const [kind, value] of Object.entries(KINDS)) {
  test(`${kind}: one scan says what all values say`, async () => {
    let wide = 0;
    const cell = fc.oneof({ weight: 60, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...ODD) });
    await holds(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const cells = fc.sample(cell, { seed, numRuns: 600 });
        const actual = await profiled(cells);
        if (!actual.topExact) wide++;
        assertAgree(actual, expected(cells));
      }),
      { numRuns: 12, interruptAfterTimeLimit: 10_000, endOnFailure: true },
    );
    assert.ok(wide > 3, 'columns of many values are what this test is for');
  });
}

test('numbers that stand for missing are found in a wide column, all of them', async () => {
  const cells = Array.from({ length: 2000 }, (_, i) => (i % 100 === 0 ? '-999' : i % 151 === 0 ? '-9999' : (i * 0.013).toFixed(3)));
  const actual = await profiled(cells);
  assert.equal(actual.topExact, false);
  assert.deepEqual(actual.sentinels.map(({ value }) => value).toSorted(), ['-999', '-9999']);
  assertAgree(actual, expected(cells));
});

test('words a user declared are missing in every kind of column', async () => {
  const texts = Array.from({ length: 1000 }, (_, i) => (i % 50 === 0 ? 'not recorded' : `comment ${i}`));
  const numbers = Array.from({ length: 1000 }, (_, i) => (i % 50 === 0 ? 'not recorded' : `${i * 7}`));
  for (const cells of [texts, numbers]) {
    const actual = await profiled(cells, ['not recorded']);
    assert.deepEqual(actual.sentinels, [{ value: 'not recorded', count: 20 }]);
    assertAgree(actual, expected(cells, ['not recorded']));
  }
});

test('a question mark among addresses is missing, and no end of the column', async () => {
  const cells = Array.from({ length: 1000 }, (_, i) => (i % 100 === 0 ? '?' : `user${i}@example.org`));
  const actual = await profiled(cells);
  assert.deepEqual(actual.sentinels, [{ value: '?', count: 10 }]);
  assert.equal(actual.min, 'user101@example.org');
});

test('a column that turns from numbers to words after its head is text', async () => {
  const cells = Array.from({ length: 20_000 }, (_, i) => (i < 5000 ? String(i) : `word ${i}`));
  const actual = await profiled(cells);
  assert.equal(actual.type, 'text');
  assertAgree(actual, expected(cells));
});

test('a column of odd texts in its head and numbers after it is a number column', async () => {
  const cells = Array.from({ length: 200_000 }, (_, i) => (i < 4100 ? `5 of ${i}` : String(i)));
  const actual = await profiled(cells);
  assert.equal(actual.type, 'integer');
  assert.equal(actual.misfits, 4100);
});

test('fractions and leading zeros after the head change the type', async () => {
  const fractions = Array.from({ length: 9000 }, (_, i) => (i < 8000 ? String(i) : `${i}.5`));
  assert.equal((await profiled(fractions)).type, 'number');
  const codes = Array.from({ length: 9000 }, (_, i) => (i < 8000 ? String(10_000 + i) : `0${i}`));
  assert.equal((await profiled(codes)).type, 'text');
});

test('long whole numbers after the head keep their digits', async () => {
  const cells = Array.from({ length: 9000 }, (_, i) => (i === 8500 ? '90071992547409931' : i === 8600 ? '90071992547409933' : String(i)));
  assert.equal((await profiled(cells)).max, '90071992547409933');
});

test('a number that stands for missing is counted apart, in text and in Parquet', async () => {
  const cells = Array.from({ length: 5000 }, (_, i) => (i % 50 === 0 ? '-999.0' : i % 31 === 0 ? '' : String(20 + ((i * 7919) % 100_003) / 1e4)));
  const text = csvSource(['x'], cells.map((cell) => [cell]));
  const file = `${text.files[0]}.parquet`;
  await engine.run({ sql: `copy (select cast(nullif(x, '') as double) as x from ${engine.dialect.from(text)}) to ${engine.dialect.text(file)} (format parquet)`, columns: [] });
  for (const source of [text, { kind: 'parquet', files: [file], columns: ['x'], types: ['DOUBLE'], hive: false } as const]) {
    const { count, missing, sentinels, min, mean } = (await profileSource(source, engine)).columns[0] ?? {};
    assert.deepEqual({ count, missing, sentinels, min }, { count: 4742, missing: 158, sentinels: [{ value: '-999.0', count: 100 }], min: '20.0017' }, source.kind);
    assertClose(mean, cells.filter((cell) => cell !== '' && cell !== '-999.0').reduce((sum, cell) => sum + Number(cell), 0) / 4742, source.kind);
  }
});

test('keys are counted exactly, as they are written', async () => {
  const cells = Array.from({ length: 3000 }, (_, i) => [String(9007199254740993000n + BigInt(i === 7 ? 8 : i))]);
  const { columns } = await profileSource(csvSource(['id'], cells), engine, { countsKeys: true });
  assert.equal(columns[0]?.distinctExact, true);
  assert.equal(columns[0]?.distinct, 2999);
});

test('an empty table and a table without values have a profile', async () => {
  const none = await profileSource(csvSource(['a', 'b'], []), engine);
  assert.equal(none.rows, 0);
  assert.deepEqual(none.columns.map(({ type, count, missing }) => ({ type, count, missing })), [{ type: 'empty', count: 0, missing: 0 }, { type: 'empty', count: 0, missing: 0 }]);
  const blank = await profileSource(csvSource(['a', 'b'], Array.from({ length: 9 }, () => ['', 'NA'])), engine);
  assert.deepEqual(blank.columns.map(({ type, missing, sentinels }) => ({ type, missing, sentinels })), [{ type: 'empty', missing: 9, sentinels: [] }, { type: 'empty', missing: 0, sentinels: [{ value: 'NA', count: 9 }] }]);
});

test('rows that repeat an earlier one are counted where asked for', async () => {
  const rows = [['a', '1'], ['b', ''], ['a', '1'], ['', 'b'], ['a', '1'], ['b', ''], ['a1', '']];
  const source = csvSource(['x', 'y'], rows);
  assert.equal((await profileSource(source, engine)).duplicateRows, undefined);
  assert.equal((await profileSource(source, engine, { duplicateRows: 'count' })).duplicateRows, 3);
  assert.equal((await profileSource(csvSource(['x'], []), engine, { duplicateRows: 'count' })).duplicateRows, 0);
});

test('keys and equal rows that the main scan counts are those that a scan of their own counts', async () => {
  const names = ['id', ...Array.from({ length: 11 }, (_, i) => `x${i}`)];
  const rows = Array.from({ length: 3000 }, (_, i) => names.map((_, column) => (column === 0 ? `k${i % 2990}` : String((i % 2995) * 7919 * (column + 1)))));
  rows.push(...rows.slice(100, 140), ['NA', ...(rows[0] ?? []).slice(1)]);
  const source = csvSource(names, rows);
  let scans = 0;
  const counting: Engine = {
    dialect: engine.dialect,
    start: () => engine.start(),
    describe: (described) => engine.describe(described),
    close: () => engine.close(),
    run: (plan, options) => {
      scans++;
      return engine.run(plan, options);
    },
  };
  const profile = await profileSource(source, counting, { countsKeys: true, duplicateRows: 'count where unexpected' });
  assert.equal(scans, 2, 'the sample and one scan');
  const different = new Set(rows.map((row) => row.join()));
  assert.equal(profile.duplicateRows, rows.length - different.size);
  assert.equal(profile.duplicateRows, await countDuplicateRows(source, engine));
  assert.deepEqual([profile.columns[0]?.distinct, profile.columns[0]?.distinctExact, profile.columns[0]?.sentinels.length], [2990, true, 1]);
});

test('numbers that are none, and numbers too large for a mean, leave the other figures as they are', async () => {
  const values = ['1.5', "'nan'", "'inf'", "'-inf'", 'null', '1e308', '-1e308', '1.7e308'].map((value) => `${value}::double`).join(', ');
  const path = `${csvFile('')}.parquet`;
  const wide = 'case when i % 10 = 0 then \'nan\'::double when i % 50 = 1 then \'inf\'::double when i % 50 = 2 then null else i * 1.25 end';
  await engine.run({ sql: `copy (select [${values}][i % 8 + 1] as x, ${wide} as y, 1e308 as z from range(4000) t(i)) to '${path}'`, columns: [] });
  const source: Source = { kind: 'parquet', files: [path], columns: ['x', 'y', 'z'], types: ['DOUBLE', 'DOUBLE', 'DOUBLE'], hive: false };
  const [x, y, z] = (await profileSource(source, engine)).columns;
  assert.deepEqual([x?.count, x?.missing, x?.sentinels, x?.misfits, x?.max, x?.std], [3000, 500, [{ value: 'nan', count: 500 }], 1000, '1.7e+308', undefined]);
  assert.deepEqual([y?.count, y?.missing, y?.sentinels, y?.misfits, y?.min, y?.max], [3520, 80, [{ value: 'nan', count: 400 }], 80, '3.75', '4998.75']);
  assert.ok(Math.abs((y?.mean ?? 0) - 2500) < 20 && Number.isFinite(y?.std));
  assert.deepEqual([z?.min, z?.max, z?.mean], ['1e+308', '1e+308', 1e308]);
});

test('decimals too large to be squared have no standard deviation, and all else', async () => {
  const cells = Array.from({ length: 2000 }, (_, i) => `${i + 0.5}e${i % 2 === 0 ? 2 : 300}`);
  const actual = await profiled(cells);
  assert.deepEqual([actual.type, actual.std, actual.max, actual.mean !== undefined], ['number', undefined, '1.9995e+303', true]);
});

test('the ends of a column of decimals keep their fractions, however large some are', async () => {
  const cells = Array.from({ length: 2000 }, (_, i) => (i === 5 ? '12345678901234567890.5' : String(i + 0.25)));
  const actual = await profiled(cells);
  assert.deepEqual([actual.min, Number(actual.max)], ['0.25', 12345678901234567890.5]);
});

test('numbers with commas between their thousands are text, however the column begins and ends', async () => {
  const cells = Array.from({ length: 6000 }, (_, i) => i.toLocaleString('en-US'));
  const actual = await profiled(cells);
  assert.deepEqual([actual.type, actual.misfits], ['text', 0]);
  assertAgree(actual, expected(cells));
});

test('a value on the edge of a bin is counted in the bin that begins there', async () => {
  const cells = Array.from({ length: 4000 }, (_, i) => ((i % 40) / 10 + 2).toFixed(1));
  const { histogram } = await profiled(cells);
  assert.ok(histogram);
  const { edges, counts } = histogram;
  const inBin = (i: number) => cells.map(Number).filter((x) => x >= (edges[i] ?? 0) && (i === counts.length - 1 || x < (edges[i + 1] ?? 0))).length;
  assert.deepEqual(counts, counts.map((_, i) => inBin(i)));
});
