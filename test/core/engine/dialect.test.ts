// Plans are portable: with another engine's dialect nothing of DuckDB's spelling is left in them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dialect } from '../../../server/src/core/engine/dialect.ts';
import { DUCKDB } from '../../../server/src/core/engine/duckdb.ts';
import type { Plan, Source, Value } from '../../../server/src/core/engine/plan.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import { checkDataset, DEFAULT_SETTINGS } from '../../../server/src/core/findings/check.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import type { Prepared } from '../../../server/src/core/table/prepared.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { SPARK } from '../../support/spark-dialect.ts';

type Rows = readonly (readonly Value[])[];

const COLUMNS = ['id', 'when', 'day', 'price', 'note', 'flag'];
const ROWS = Array.from({ length: 900 }, (_, i) => [
  String(i),
  new Date(1.6e12 + i * 1e7).toISOString(),
  `${(i % 12) + 1}/${(i % 28) + 1}/${1900 + (i % 97)}`,
  i % 50 === 0 ? '-9999' : String(i * 1.25),
  `it's note ${i}`,
  i % 2 === 0 ? 'yes' : 'no',
]);
const source: Source = csvSource(COLUMNS, ROWS);

/** One plan at a time, so that the same work asks in the same order whoever answers. */
function oneByOne(dialect: Dialect, answer: (plan: Plan) => Promise<Rows>): Engine {
  let last: Promise<unknown> = Promise.resolve();
  const run = (plan: Plan): Promise<Rows> => {
    const mine = last.then(() => answer(plan));
    last = mine.then(() => nextTurn());
    return mine;
  };
  return { dialect, run, start: () => {}, describe: () => Promise.resolve([]), close: () => Promise.resolve() };
}

/** What DuckDB answers to each plan of a piece of work, in order. */
async function answersOf(work: (engine: Engine) => Promise<unknown>): Promise<Rows[]> {
  const duck = testEngine();
  const answers: Rows[] = [];
  await work(
    oneByOne(DUCKDB, async (plan) => {
      const rows = await duck.run(plan);
      answers.push(rows);
      return rows;
    }),
  );
  return answers;
}

const DUCKDB_ONLY = /read_csv|read_json|read_parquet|try_strptime|approx_quantile|map_entries|histogram\(|arg_min|arg_max|hugeint|regexp_matches|strlen|::|\btrunc\(|\bqualify\b|using sample|group by all|exclude|"/i;

const works: { readonly [name: string]: (engine: Engine) => Promise<unknown> } = {
  profile: (engine) => profileSource(source, engine, { countsKeys: true, missingWords: ["isn't known"] }),
  check: (engine) => checkDataset(prepared(), engine, { settings: DEFAULT_SETTINGS }),
};

function prepared(): Prepared {
  const dataset = { path: '/x.csv', format: 'delimited' as const, files: ['/x.csv'], hive: false, bytes: 1 };
  return { dataset, columns: COLUMNS, header: COLUMNS, source, problems: { list: [], totals: {} }, digest: () => Promise.resolve(''), dispose: () => Promise.resolve() };
}

for (const [name, work] of Object.entries(works)) {
  test(`${name}: the same plans in another dialect`, async () => {
    const answers = await answersOf(work);
    const plans: string[] = [];
    await work(
      oneByOne(SPARK, async (plan) => {
        plans.push(plan.sql);
        return answers[plans.length - 1] ?? [];
      }),
    );
    assert.equal(plans.length, answers.length);
    assert.ok(answers.length >= 3);
    for (const plan of plans) {
      const found = DUCKDB_ONLY.exec(plan);
      assert.equal(found?.[0], undefined, plan.slice(Math.max(0, (found?.index ?? 0) - 80), (found?.index ?? 0) + 80));
      assert.match(plan, /from/i);
    }
    assert.ok(plans.some((plan) => plan.includes('percentile_approx(') && plan.includes('`price`')));
  });
}

test('names and values of any kind are quoted', () => {
  assert.equal(DUCKDB.id('a"b'), '"a""b"');
  assert.equal(DUCKDB.text("it's"), "'it''s'");
  assert.equal(DUCKDB.text('a\0b'), "('a' || chr(0) || 'b')");
});

test('a text source is read as text, strictly, as it was prepared', () => {
  const sql = DUCKDB.from({ kind: 'delimited', files: ["/a'b.csv"], delimiter: ';', quote: "'", header: false, skip: 2, comment: '#', columns: ['x', 'y"z', 'year'], keys: 1, hive: true });
  for (const part of ["'/a''b.csv'", 'auto_detect=false', "delim=';'", "quote=''''", "escape=''''", 'header=false', 'skip=2', "comment='#'", "'x': 'VARCHAR'", `'y"z': 'VARCHAR'`, 'strict_mode=true', 'null_padding=false', 'hive_partitioning=true']) {
    assert.ok(sql.includes(part), `${part} in ${sql}`);
  }
  assert.ok(!sql.includes("'year': 'VARCHAR'"), 'keys of folders are not in the files');
});
