// The DuckDB process: answers, stops, crashes, restarts, and says why it could not answer.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_CONFIG } from '../../../server/src/core/config/config.ts';
import { findDataset } from '../../../server/src/core/table/datasets.ts';
import { createAssay } from '../../../server/src/node/assay.ts';
import type { Source } from '../../../server/src/core/engine/plan.ts';
import { EngineError } from '../../../server/src/core/ports.ts';
import { DuckDbEngine } from '../../../server/src/node/duckdb/engine.ts';
import { csvFile, csvSource, testEngine } from '../../support/engine.ts';

/** Seconds of work that can be interrupted. */
const ENDLESS = { sql: 'select count(*) from range(400000) a, range(400000) b where a.range * b.range % 7 = 3', columns: ['n'] };
const ONE = { sql: 'select 1 as one', columns: ['one'] };

function rejectsAs(kind: EngineError['kind'], words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.kind, kind, `${error.message} ${error.detail}`);
    assert.match(error.message, words);
    return true;
  };
}

function fileSource(path: string, columns: readonly string[]): Source {
  return { kind: 'delimited', files: [path], delimiter: ',', quote: '"', header: true, skip: 0, comment: '', columns, keys: 0, hive: false };
}

function count(source: Source, engine: DuckDbEngine) {
  return engine.run({ sql: `select count(*) as n from ${engine.dialect.from(source)}`, columns: ['n'] });
}

test('values arrive as plain ones: exact numbers, text for dates, null, lists and maps', async () => {
  const engine = testEngine();
  const rows = await engine.run({ sql: "select 1, 9007199254740993, 0.5::double, null, true, 'ä', [1, 2], map_entries(map {'a': 1::ubigint}), date '2020-02-29'::varchar", columns: [] });
  assert.deepEqual(rows, [[1, 9007199254740993n, 0.5, null, true, 'ä', [1, 2], [{ key: 'a', value: 1 }], '2020-02-29']]);
});

test('a cap gives one row more, so that the caller knows of the rest', async () => {
  const engine = testEngine();
  const plan = { sql: 'select range from range(100000)', columns: ['range'] };
  assert.ok((await engine.run(plan, { cap: 10 })).length > 10);
  assert.equal((await engine.run(plan)).length, 100_000);
});

test('every cell of a text source is text: empty stays empty, and no word is null', async () => {
  const engine = testEngine();
  const cells = ['', 'NA', 'null', 'NULL', '007', ' x ', 'a"b', 'c,d', 'e\nf', '"'];
  const source = csvSource(['a', 'b'], cells.map((cell) => [cell, '1']));
  const rows = await engine.run({ sql: `select "a" from ${engine.dialect.from(source)} order by ${engine.dialect.ordinal(source)}`, columns: ['a'] });
  assert.deepEqual(rows.map(([cell]) => cell), cells);
});

test('a running query stops when its signal says so, and the process serves on', async () => {
  const engine = testEngine();
  await engine.run(ONE);
  const { pid } = engine;
  const stop = new AbortController();
  const running = engine.run(ENDLESS, { signal: stop.signal });
  const other = engine.run(ONE);
  setTimeout(() => stop.abort(), 100);
  const start = performance.now();
  await assert.rejects(running, rejectsAs('cancelled', /Stopped/));
  assert.ok(performance.now() - start < 2500);
  assert.deepEqual(await other, [[1]]);
  assert.deepEqual(await engine.run(ONE), [[1]]);
  assert.equal(engine.pid, pid, 'no new process was needed');
});

test('a signal that is already up starts nothing', async () => {
  const engine = testEngine();
  await assert.rejects(engine.run(ONE, { signal: AbortSignal.abort() }), rejectsAs('cancelled', /Stopped/));
  assert.equal(engine.pid, undefined);
});

test('a process that is killed fails what runs, with one sentence, and the next run starts another', async () => {
  const engine = testEngine();
  await engine.run(ONE);
  const { pid = 0 } = engine;
  const running = [engine.run(ENDLESS), engine.run(ENDLESS)];
  setTimeout(() => process.kill(pid, 'SIGKILL'), 100);
  for (const run of running) await assert.rejects(run, rejectsAs('crashed', /helper process ended/));
  assert.deepEqual(await engine.run(ONE), [[1]]);
  assert.notEqual(engine.pid, pid);
});

test('a process that hangs when it should stop is ended, and that is no crash', async () => {
  const engine = testEngine();
  await engine.run(ONE);
  const { pid = 0 } = engine;
  const stop = new AbortController();
  const running = engine.run(ENDLESS, { signal: stop.signal });
  process.kill(pid, 'SIGSTOP');
  stop.abort();
  await assert.rejects(running, rejectsAs('cancelled', /Stopped/));
  assert.deepEqual(await engine.run(ONE), [[1]]);
  assert.notEqual(engine.pid, pid);
});

test('a worker that cannot start is a crash, not a hang', async () => {
  const engine = new DuckDbEngine({ settings: { memory: '256MB', threads: 1, spillFolder: '', keepIn: '' }, log: { info() {}, warn() {}, error() {} }, script: join(tmpdir(), 'no such worker.js') });
  await assert.rejects(engine.run(ONE), rejectsAs('crashed', /helper process ended/));
  await engine.close();
});

test('closing ends the process and what it runs', async () => {
  const engine = testEngine();
  const running = engine.run(ENDLESS);
  const refused = assert.rejects(running, rejectsAs('cancelled', /Stopped/));
  await wait(50);
  const { pid = 0 } = engine;
  await engine.close();
  await refused;
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
  await assert.rejects(engine.run(ONE), rejectsAs('cancelled', /Stopped/));
});

test('too little memory is said with its limit and the setting to raise', async () => {
  const engine = testEngine('40MB');
  const plan = { sql: 'select list(distinct range::varchar || repeat(chr(120), 90)) from range(3000000)', columns: ['l'] };
  await assert.rejects(engine.run(plan), rejectsAs('memory', /limit 40MB.*assay\.engine\.memory/));
  assert.deepEqual(await engine.run(ONE), [[1]]);
});

test('text that breaks its dialect is unreadable, and the log hears what DuckDB said', async () => {
  const engine = testEngine();
  const ragged = fileSource(csvFile('a,b\n1,2\n3\n4,5,6\n'), ['a', 'b']);
  await assert.rejects(count(ragged, engine), (error: EngineError) => rejectsAs('unreadable', /./)(error) && error.detail.includes('a,b') === false && error.detail.length > error.message.length);
  const unclosed = fileSource(csvFile('a,b\n1,"2\n3,4\n'), ['a', 'b']);
  await assert.rejects(count(unclosed, engine), rejectsAs('unreadable', /./));
});

test('a file that is not there, and one that was cut off, are unreadable', async () => {
  const engine = testEngine();
  await assert.rejects(count(fileSource(join(tmpdir(), 'assay-no-such-file.csv'), ['a']), engine), rejectsAs('unreadable', /./));
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const whole = join(folder, 'whole.parquet');
  await writeParquet(whole);
  const bytes = readFileSync(whole);
  for (const length of [bytes.length - 5, Math.floor(bytes.length / 2), 3]) {
    const path = join(folder, `cut-${length}.parquet`);
    writeFileSync(path, bytes.subarray(0, length));
    await assert.rejects(count({ kind: 'parquet', files: [path], columns: ['x'], types: ['INTEGER'], hive: false }, engine), rejectsAs('unreadable', /./));
  }
});

/** By a DuckDB of the test's own: the engine only reads. */
async function writeParquet(path: string): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`copy (select range::integer as x from range(1000)) to '${path}' (format parquet)`);
  connection.closeSync();
}

test('Parquet rows have the ordinal that the file gives them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'x.parquet');
  await writeParquet(path);
  const engine = testEngine();
  const source: Source = { kind: 'parquet', files: [path], columns: ['x'], types: ['INTEGER'], hive: false };
  assert.deepEqual(await engine.describe(source), [{ name: 'x', type: 'INTEGER' }]);
  const rows = await engine.run({ sql: `select ${engine.dialect.ordinal(source)}, x from ${engine.dialect.from(source)} where x in (0, 999)`, columns: ['ord', 'x'] });
  assert.deepEqual(rows, [[0, 0], [999, 999]]);
});

test('plans cannot change settings, load extensions or reach the network', async () => {
  const engine = testEngine();
  for (const sql of ["set memory_limit='8GB'", 'install httpfs', 'load httpfs', "select * from read_csv('http://127.0.0.1:9/x.csv')"]) {
    await assert.rejects(engine.run({ sql, columns: [] }), EngineError, sql);
  }
  assert.equal(existsSync('httpfs'), false);
});

test('progress of a long scan goes up and stays between 0 and 1', async () => {
  const engine = testEngine();
  const shares: number[] = [];
  await engine.run({ sql: 'select count(*) from range(9000) a, range(9000) b where (a.range * b.range) % 7 = 3', columns: ['n'] }, { onProgress: (share) => shares.push(share) });
  assert.ok(shares.every((share) => share >= 0 && share <= 1), String(shares));
});

test('a crash costs the datasets beside it nothing: each is tried once more, alone', async () => {
  const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: () => {} } });
  const path = csvFile(`a,b\n${'1,some text\n'.repeat(300_000)}`).replaceAll('\\', '/');
  const dataset = await findDataset(path, assay.files);
  assert.ok(dataset);
  let isKilled = false;
  const onProgress = () => {
    const { pid } = assay.engine as DuckDbEngine;
    if (isKilled || pid === undefined) return;
    isKilled = true;
    process.kill(pid, 'SIGKILL');
  };
  const check = () => assay.check(dataset, { config: DEFAULT_CONFIG, relativePath: 'a.csv', onProgress });
  try {
    const results = await Promise.all([check(), check()]);
    assert.ok(isKilled);
    assert.deepEqual(results.map(({ profile }) => profile.rows), [300_000, 300_000]);
  } finally {
    await assay.close();
  }
});
