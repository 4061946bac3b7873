// Input that a careless reader would fall over: each gives a finding or nothing, never a crash, a hang or a lost row.

import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { assay } from '../support/cli.ts';
import { JsonReport } from '../support/report-schemas.ts';
import { folderWith, hasFifo, makeFifo } from '../support/temp.ts';

const rows = (n: number, row: (i: number) => string) => Array.from({ length: n }, (_, i) => row(i)).join('\n');

/** What is said of each dataset: [rows, columns], or the reason why it cannot be read. */
const CASES: { readonly [name: string]: { readonly content: string | Uint8Array | undefined; readonly is: readonly [number, number] | RegExp } } = {
  'empty.csv': { content: '', is: /empty\.csv is empty \(0 bytes\)/ },
  'blank.csv': { content: '\n\n\n', is: /blank\.csv holds no records/ },
  'header.csv': { content: 'a,b,c\n', is: [0, 3] },
  'one-column.csv': { content: `name\n${rows(20, (i) => `n${i}`)}\n`, is: [20, 1] },
  'nul.csv': { content: 'a,b\n1,\u00002\n3,4\n', is: [2, 2] },
  'nul-header.csv': { content: 'a\u0000,b\n1,2\n', is: [1, 2] },
  'no-end.csv': { content: 'a,b\n1,2\n3,4', is: [2, 2] },
  'unclosed.csv': { content: 'a,b\n1,"2\n3,4\n5,6\n', is: [3, 2] },
  'huge-cell.csv': { content: `id,text\n1,${'x'.repeat(2_000_000)}\n2,short\n`, is: [2, 2] },
  'wide.csv': { content: `${rows(1, () => Array.from({ length: 2000 }, (_, i) => `c${i}`).join(','))}\n${rows(3, (i) => Array(2000).fill(i).join(','))}\n`, is: [3, 2000] },
  'too-wide.csv': { content: `${','.repeat(50_000)}\n`, is: /too-wide\.csv has 50,001 columns; tables of up to 20,000 are checked/ },
  'same-names.csv': { content: `${'a,'.repeat(4000)}a\n${'1,'.repeat(4000)}1\n`, is: [1, 4001] },
  'utf16.csv': { content: Buffer.from('\ufeffa,b\nä,ö\n', 'utf16le'), is: [1, 2] },
  'binary.csv': { content: Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256), is: /./ },
  'folder.csv': { content: undefined, is: /folder\.csv is a folder without data files/ },
  'packed.csv.gz': { content: gzipSync('a,b\n1,2\n'), is: [1, 2] },
  'cut.csv.gz': { content: gzipSync(rows(5000, (i) => `${i},${i * 7919}`)).subarray(0, -100), is: /cut\.csv\.gz ends in the middle of its compressed data/ },
  'frames.csv.zst': { content: Buffer.concat([zstdCompressSync('a,b\n1,2\n'), zstdCompressSync('3,4\n')]), is: [2, 2] },
  'false.csv.zst': { content: 'a,b\n1,2\n', is: /not compressed as its name says/ },
  'cut.parquet': { content: 'PAR1\u0015\u0004', is: /cut\.parquet ends in the middle \(no footer\)/ },
  'garbage.parquet': { content: `PAR1${'x'.repeat(100)}PAR1`, is: /garbage\.parquet/ },
  'false.parquet': { content: 'a,b\n1,2\n', is: /false\.parquet is not a Parquet file/ },
  'pointer.parquet': { content: 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', is: /pointer\.parquet is not there itself.*git lfs pull/ },
  'pointer.csv': { content: 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', is: /pointer\.csv is not there itself/ },
  'no-columns.arrow': { content: Uint8Array.from({ length: 8 }), is: /no-columns\.arrow/ },
  'false.arrow': { content: 'a,b\n1,2\n', is: /false\.arrow/ },
  'broken.jsonl': { content: '{"a": 1}\n{"a": \n{"a": 3}\n', is: [3, 1] },
  'false.jsonl': { content: 'a,b\n1,2\n', is: /false\.jsonl holds no objects/ },
  'cut.json': { content: '[{"a": 1}, {"a": 2', is: /./ },
};

test('every odd file is answered', { timeout: 110_000 }, async () => {
  const folder = folderWith({
    ...Object.fromEntries(Object.entries(CASES).map(([name, { content }]) => [name, content])),
    'not-json.ipynb': 'this is no notebook',
    'broken.py': "import pandas as pd\ndef (:\n  pd.read_csv('header.csv'\n",
    'broken.yaml': 'a: [1\n b: {',
    'broken.toml': 'a = = 1',
    'latin.py': Buffer.from("x = 'd\xe9j\xe0'\n", 'latin1'),
  });
  symlinkSync('gone.csv', `${folder}/link.csv`);
  if (hasFifo) makeFifo(`${folder}/pipe.csv`);
  const { code, stdout, stderr } = await assay(['check', '--format', 'json'], { cwd: folder });
  assert.equal(stderr, '');
  assert.equal(code, 1);
  const { datasets, findings } = JsonReport.parse(JSON.parse(stdout));
  const reasons = new Map(findings.filter(({ code }) => code === 'dataset-unreadable').map(({ dataset, message }) => [dataset, message]));
  for (const [name, { is }] of Object.entries(CASES)) {
    const read = datasets.find(({ path }) => path === name);
    if (is instanceof RegExp) assert.match(reasons.get(name) ?? (read === undefined ? 'nothing at all' : JSON.stringify(read)), is, name);
    else assert.deepEqual(read === undefined ? reasons.get(name) : [read.rows, read.columns], is, name);
  }
  assert.match(reasons.get('link.csv') ?? '', /a link to "gone\.csv", which is not there/);
  if (hasFifo) assert.match(reasons.get('pipe.csv') ?? '', /a pipe, a device or a socket/);
  assert.match(reasons.get('not-json.ipynb') ?? '', /not-json\.ipynb cannot be read, nor what it names be checked: .*JSON/);
  for (const message of reasons.values()) assert.doesNotMatch(message, /\/tmp|ENOENT|EACCES|Error:|undefined|\n|duckdb|read_csv|select /i);
});

test('a file that is rewritten and deleted while it is read', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'a.csv': `a,b\n${rows(400_000, (i) => `${i},x${i % 100}`)}\n` });
  const timer = setInterval(() => writeFileSync(`${folder}/a.csv`, `a,b,c\n${rows(1000, (i) => `${i},2,3`)}\n`), 300);
  const { code, stderr, stdout } = await assay(['check', '--format', 'json'], { cwd: folder }).finally(() => clearInterval(timer));
  assert.equal(stderr, '');
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
  JsonReport.parse(JSON.parse(stdout));
});
