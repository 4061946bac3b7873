// Walking folders: what counts as a dataset, what as code, what is passed by, and how long it takes.

import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { excluder, walk, walkExcept } from '../../server/src/node/workspace.ts';
import { folderWith, hasFifo, makeFifo, tempFolder } from '../support/temp.ts';

async function found(folder: string, exclude: readonly string[] = []): Promise<{ data: string[]; code: string[] }> {
  const { data, code } = await walk(folder, exclude);
  const short = (paths: readonly string[]) => paths.map((path) => path.slice(folder.length + 1));
  return { data: short(data), code: short(code) };
}

test('datasets by name, JSON by its first bytes, code by its ending', async () => {
  const folder = folderWith({
    'a.csv': 'a\n',
    'b.TSV.gz': '',
    'c.parquet': '',
    'd.jsonl': '',
    'records.json': ' [ {"a": 1}]',
    'packed.json.gz': gzipSync('[{"a": 1}]'),
    'numbers.json': '[1, 2]',
    'config.json': '{"data": "a.csv"}',
    'package.json': '[{"a": 1}]',
    'notes.txt': 'x',
    'photo.png': 'x',
    'train.py': '',
    'book.ipynb': '',
    'p.yml': '',
    'p.toml': '',
  });
  assert.deepEqual(await found(folder), {
    data: ['a.csv', 'b.TSV.gz', 'c.parquet', 'd.jsonl', 'packed.json.gz', 'records.json'],
    code: ['book.ipynb', 'config.json', 'numbers.json', 'p.toml', 'p.yml', 'train.py'],
  });
});

test('folders of tools and environments are passed by', async () => {
  const folder = folderWith({
    'node_modules/x/a.csv': '',
    '.git/a.csv': '',
    '.hidden/a.csv': '',
    'env/pyvenv.cfg': '',
    'env/lib/a.csv': '',
    'pkg/__pycache__/a.py': '',
    'data/a.csv': '',
  });
  assert.deepEqual(await found(folder), { data: ['data/a.csv'], code: [] });
});

test('parts are one dataset, and tables that lie side by side are not', async () => {
  const folder = folderWith({
    'hive/year=2020/month=1/a.csv': '',
    'hive/year=2021/month=2/b.csv': '',
    'spark/part-00000-1f.snappy.parquet': '',
    'spark/part-00001-1f.snappy.parquet': '',
    'spark/_SUCCESS': '',
    'dask/part.0.parquet': '',
    'dask/part.1.parquet': '',
    'shards/train-00000-of-00002.parquet': '',
    'shards/train-00001-of-00002.parquet': '',
    'shards/test-00000-of-00001.parquet': '',
    'plain/part1.csv': '',
    'plain/part2.csv': '',
    'table.parquet/part-00000.parquet': '',
    'sweep/lr=0.1/metrics.csv': '',
    'sweep/lr=0.1/train.log': '',
    'sweep/lr=0.2/metrics.csv': '',
  });
  assert.deepEqual((await found(folder)).data, [
    'dask/part*.parquet',
    'hive',
    'plain/part1.csv',
    'plain/part2.csv',
    'shards/test-00000-of-00001.parquet',
    'shards/train-*-of-00002.parquet',
    'spark/part*.snappy.parquet',
    'sweep/lr=0.1/metrics.csv',
    'sweep/lr=0.2/metrics.csv',
    'table.parquet',
  ]);
});

test('links are followed once and never round', async () => {
  const elsewhere = folderWith({ 'big.csv': '', 'deep/more.csv': '' });
  const folder = folderWith({ 'sub/a.csv': '' });
  symlinkSync(elsewhere, `${folder}/data`);
  symlinkSync(elsewhere, `${folder}/same`);
  symlinkSync(`${elsewhere}/deep`, `${folder}/inner`);
  symlinkSync('..', `${folder}/sub/up`);
  symlinkSync(folder, `${elsewhere}/back`);
  symlinkSync(`${elsewhere}/big.csv`, `${folder}/file.csv`);
  symlinkSync('nowhere.csv', `${folder}/broken.csv`);
  const { data } = await found(folder);
  assert.equal(data.filter((path) => path.endsWith('big.csv')).length, 1);
  assert.equal(data.filter((path) => path.endsWith('more.csv')).length, 1);
  assert.deepEqual(data.filter((path) => !/big|more/.test(path)), ['broken.csv', 'file.csv', 'sub/a.csv']);
});

test('globs leave files and folders out', async () => {
  const folder = folderWith({ 'a.csv': '', 'raw/b.csv': '', 'raw/deep/c.csv': '', 'data/raw/d.csv': '', 'data/e.csv': '' });
  assert.deepEqual((await found(folder, ['raw/'])).data, ['a.csv', 'data/e.csv']);
  assert.deepEqual((await found(folder, ['raw/**'])).data, ['a.csv', 'data/e.csv', 'data/raw/d.csv']);
  assert.deepEqual((await found(folder, ['./data/*.csv', 'raw/deep'])).data, ['a.csv', 'data/raw/d.csv', 'raw/b.csv']);
  assert.deepEqual((await found(folder, ['*.csv'])).data, []);
  const under = await walkExcept(`${folder}/data`, excluder(['data/raw/**'], folder));
  assert.deepEqual(under.data, [`${folder}/data/e.csv`]);
});

test('pipes are not opened to see what is in them', { skip: !hasFifo, timeout: 10_000 }, async () => {
  const folder = tempFolder();
  for (const name of ['a.json', 'b.csv', 'c.py']) makeFifo(`${folder}/${name}`);
  assert.deepEqual(await found(folder), { data: ['b.csv'], code: [] });
});

test('a folder that is not there, and a walk that is stopped', async () => {
  assert.deepEqual(await walk('/no/such/folder', []), { data: [], code: [], isCut: false });
  await assert.rejects(walk(tempFolder(), [], AbortSignal.abort()), { name: 'AbortError' });
});

test('50,000 files in seconds', { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  const endings = ['.png', '.png', '.png', '.jpg', '.jpg', '.txt', '.txt', '.py', '.json', '.csv'];
  for (let i = 0; i < 100; i++) {
    mkdirSync(`${folder}/d${i}`);
    for (let j = 0; j < 500; j++) writeFileSync(`${folder}/d${i}/f${j}${endings[j % 10]}`, '');
  }
  const start = performance.now();
  const { data, code, isCut } = await walk(folder, []);
  const took = performance.now() - start;
  assert.equal(data.length, 5000);
  assert.equal(code.length, 10_000);
  assert.equal(isCut, false);
  assert.ok(took < 5000, `took ${Math.round(took)} ms`);
});
