// Every row-local check in two forms: in the process on one value, in the engine over the table. They must agree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mayFail } from '../../../server/src/core/findings/cell-check.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/findings/check.ts';
import { cellTests, findExtremes } from '../../../server/src/core/findings/contexts.ts';
import { runCellTests } from '../../../server/src/core/findings/run-cell-tests.ts';
import { columnSql } from '../../../server/src/core/profile/column-sql.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { holds } from '../../support/property.ts';

const engine = testEngine();

const oddCells = ['', ' ', 'NA', 'null', '?', '-999', '-9999', 'tall', '1,5', '12 ', ' 12', '\u00a0x', 'x\u200b', 'nroth', 'North', '1e9', '007', '2020-02-30', '2020-01-01T10:00', 'None', '1_000', '.5', '5.', '+7', 'inf', 'true', "it's", 'x\ny', '😀'];

const columnKinds: readonly fc.Arbitrary<string>[] = [
  fc.integer({ min: -50, max: 50 }).map(String),
  fc.double({ min: 0, max: 10, noNaN: true }).map((x) => x.toFixed(2)),
  fc.constantFrom('north', 'south', 'east', 'western'),
  fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)),
  fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((d) => `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`),
  fc.constantFrom('yes', 'no', 'TRUE', 'f'),
  fc.string({ maxLength: 8, unit: 'grapheme' }).filter((s) => !s.includes('\u0000')),
];

const table = fc
  .array(fc.constantFrom(...columnKinds), { minLength: 1, maxLength: 4 })
  .chain((kinds) => fc.array(fc.tuple(...kinds.map((kind) => fc.oneof({ weight: 30, arbitrary: kind }, { weight: 1, arbitrary: fc.constantFrom(...oddCells) }))), { minLength: 1, maxLength: 300, size: 'max' }));

test('in the process and in the engine, the same cells fail', async () => {
  let failing = 0;
  await holds(
    fc.asyncProperty(table, async (rows) => {
      const columns = (rows[0] ?? []).map((_, i) => `c${i}`);
      const source = csvSource(columns, rows);
      const profile = await profileSource(source, engine);
      assert.equal(profile.rows, rows.length);
      const extremes = await findExtremes({ profile, source }, engine, {});
      const tests = cellTests({ profile, source, extremes, settings: DEFAULT_SETTINGS }, engine.dialect);
      const raw = profile.columns.map((column) => columnSql(column, source, engine.dialect).raw);
      const results = await runCellTests({ source, tests, raw: (t) => raw[t.column.index] ?? '', cap: 1000 }, engine);
      for (const { test: t, total, cells } of results) {
        const expected = rows.flatMap((row, i) => (t.fails(row[t.column.index] ?? '') ? [{ row: i, value: row[t.column.index] ?? '' }] : []));
        assert.deepEqual(cells, expected, `${t.code} in ${t.column.type} ${t.column.format ?? ''}`);
        assert.equal(total, expected.length);
        assert.ok(mayFail(t) || total === 0, `${t.code}: a test that was taken for needless fails`);
        if (t.expected !== undefined) assert.equal(t.expected, total, `${t.code}: the profile's count`);
        failing += total;
      }
    }),
    { numRuns: 40, interruptAfterTimeLimit: 15_000, endOnFailure: true },
  );
  assert.ok(failing > 100, 'the tables must hold something to find');
});
