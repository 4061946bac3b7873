// assay profile as a process: the JSON's shape and figures, the table, and what it cannot profile.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { assay } from '../support/cli.ts';
import { folderWith } from '../support/temp.ts';

const whole = z.int().min(0);
const Profile = z.strictObject({
  path: z.string(),
  format: z.string(),
  bytes: whole,
  reading: z.strictObject({ encoding: z.string(), delimiter: z.string(), quote: z.string(), escape: z.string(), header: z.boolean(), skip: whole, comment: z.string() }).optional(),
  rows: whole,
  exact: z.boolean(),
  sampledRows: whole.optional(),
  duplicateRows: whole.optional(),
  digest: z.string(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(['integer', 'number', 'boolean', 'date', 'datetime', 'time', 'text', 'nested', 'empty']),
      count: whole,
      missing: whole,
      sentinels: z.record(z.string(), whole),
      distinct: whole,
      distinctExact: z.boolean(),
      misfits: whole,
      min: z.string().optional(),
      max: z.string().optional(),
      mean: z.number().optional(),
      std: z.number().optional(),
      quantiles: z.record(z.string(), z.number()),
      top: z.array(z.strictObject({ value: z.string(), count: whole.optional() })),
      histogram: z.strictObject({ edges: z.array(z.number()), counts: z.array(whole), exact: z.boolean() }).optional(),
      lengths: z.strictObject({ min: whole, max: whole, mean: z.number() }).optional(),
    }),
  ),
});

const ROWS = Array.from({ length: 40 }, (_, i) => `${i + 1},${['north', '南', 'NA', ''][i % 4]}`);
const CSV = `n,region\n${ROWS.join('\n')}\n`;

suite('assay profile', { concurrency: 2 }, () => {
  test('JSON of a small table', async () => {
    const { code, stdout, stderr } = await assay(['profile', 'data/a.csv', '--format', 'json'], { cwd: folderWith({ 'data/a.csv': CSV }) });
    assert.deepEqual([code, stderr], [0, '']);
    const profile = Profile.parse(JSON.parse(stdout));
    assert.equal(profile.duplicateRows, 0);
    assert.deepEqual([profile.path, profile.format, profile.rows, profile.exact], ['data/a.csv', 'csv', 40, true]);
    const [n, region] = profile.columns;
    assert.deepEqual([n?.type, n?.min, n?.max, n?.mean, n?.distinct], ['integer', '1', '40', 20.5, 40]);
    assert.deepEqual([region?.count, region?.missing, region?.sentinels, region?.distinct], [20, 10, { NA: 10 }, 2]);
  });

  test('the table lines up, also under wide characters', async () => {
    const { stdout } = await assay(['profile', 'a.csv'], { cwd: folderWith({ 'a.csv': CSV }) });
    assert.match(stdout, /^a\.csv · 40 rows × 2 columns · \d+ B\nRead as UTF-8, separated by commas, with a header\n\ncolumn {2}type/);
    const lines = stdout.split('\n').filter((line) => /^(n|region) /.test(line));
    assert.match(lines[0] ?? '', /^n {7}integer +– +40 +1 +20(\.5)? +40$/);
    assert.match(lines[1] ?? '', /^region {2}text +20 \(50 %\) +2 +north +南$/);
  });

  test('how a text was read is told, as it may stand in assay.json', async () => {
    const folder = folderWith({ 'a.csv': 'Report\n\na;b;c\n1,5;x;y\n2,5;z;y\n3,5;z;w\n', 'assay.json': JSON.stringify({ datasets: { 'a.csv': { encoding: 'iso-8859-2', quote: '' } } }) });
    const reading = { encoding: 'iso-8859-2', delimiter: ';', quote: '', escape: '', header: true, skip: 2, comment: '' };
    assert.deepEqual(Profile.parse(JSON.parse((await assay(['profile', 'a.csv', '--format', 'json'], { cwd: folder })).stdout)).reading, reading);
    const { stdout } = await assay(['profile', 'a.csv'], { cwd: folder });
    assert.match(stdout, /\nRead as iso-8859-2, separated by semicolons, quotes taken as they are, from line 3 on, with a header\n/);
  });

  test('duplicate rows are counted', async () => {
    const { stdout } = await assay(['profile', 'a.csv'], { cwd: folderWith({ 'a.csv': 'a,b\n1,x\n2,y\n1,x\n1,x\n' }) });
    assert.match(stdout, /^a\.csv · 4 rows × 2 columns · 20 B · 2 duplicate rows\n/);
  });

  test('a sample says that it is one', { timeout: 60_000 }, async () => {
    const folder = folderWith({ 'big.csv': `a,b\n${Array.from({ length: 1_500_000 }, (_, i) => `${i},${i % 97}text`).join('\n')}\n` });
    const [json, table] = await Promise.all([assay(['profile', 'big.csv', '--sample', '--format', 'json'], { cwd: folder }), assay(['profile', 'big.csv', '--sample'], { cwd: folder })]);
    const profile = Profile.parse(JSON.parse(json.stdout));
    assert.equal(profile.exact, false);
    assert.ok(Math.abs(profile.rows - 1_500_000) < 100_000, String(profile.rows));
    assert.match(table.stdout, /^big\.csv · ≈ 1\.\d M rows × 2 columns · \d+ MB · from a sample of [\d,]+ rows\n/);
  });

  test('globs and folders are one dataset', async () => {
    const folder = folderWith({ 'parts/a.csv': 'x\n1\n2\n', 'parts/b.csv': 'x\n3\n' });
    for (const path of ['parts', 'parts/*.csv']) {
      const profile = Profile.parse(JSON.parse((await assay(['profile', path, '--format', 'json'], { cwd: folder })).stdout));
      assert.deepEqual([profile.path, profile.rows], [path, 3]);
    }
  });

  test('2 and one sentence where there is nothing to profile', async () => {
    const folder = folderWith({ 'empty.csv': '', 'a.csv': CSV, nothing: undefined });
    const said: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /Name a dataset/],
      [['a.csv', 'empty.csv'], /One dataset at a time/],
      [['empty.csv'], /empty\.csv is empty/],
      [['gone.csv'], /There is no file or folder "gone\.csv"/],
      [['nothing'], /nothing is a folder without data files/],
      [['a.csv', '--format', 'sarif'], /There is no format "sarif"/],
    ];
    for (const [args, sentence] of said) {
      const { code, stdout, stderr } = await assay(['profile', ...args], { cwd: folder });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^assay: [^\n]+\.\n$/);
      assert.match(stderr, sentence);
    }
  });
});
