// Reports and conversions that the editor asks for: what comes back, what is written, and what is said where nothing can be.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ConvertRequest, ReportRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

const CSV = 'id,zip\n1,007\n2,010\n';
const MADE = { version: '1.2.3', made: '2026-01-02' };

test('a report of one dataset, and of the workspace with the code that names another', async () => {
  const { client, path } = await startServer({ 'x/a.csv': CSV, 'empty.csv': '', 'train.py': "import pandas as pd\npd.read_csv('x/b.csv')\n" });
  const report = (uri: string | undefined, format: 'html' | 'markdown') => client.connection.sendRequest(ReportRequest, { uri, format, ...MADE });
  const one = await report(uriOf(path('x/a.csv')), 'markdown');
  assert.match(one, /^# x\/a\.csv\n\nNothing found\.\n\n2 rows × 2 columns\n/);
  assert.match(one, /Made by Assay 1\.2\.3 on 2026-01-02\.\n$/);
  const all = await report(undefined, 'html');
  assert.match(all, /<h1><bdi>2 datasets<\/bdi><\/h1>/);
  assert.match(all, /empty\.csv is empty \(0 bytes\)\./);
  assert.match(all, /<bdi>train\.py<\/bdi>.*dataset-not-found.*No file &quot;x\/b\.csv&quot;/s);
  await assert.rejects(report(uriOf(path('nothing.csv')), 'html'), /nothing\.csv is no dataset that Assay can read\./);
});

test('a conversion writes the file and tells of it; one that fails leaves nothing', async () => {
  const { client, path, folder } = await startServer({ 'a.csv': CSV, 'bad.parquet': 'PAR1 and no more' });
  const convert = (from: string, target: 'jsonl' | 'arrow', to: string) => client.connection.sendRequest(ConvertRequest, { uri: uriOf(path(from)), target, output: uriOf(path(to)) });
  assert.deepEqual(await convert('a.csv', 'jsonl', 'a.jsonl'), ['a.jsonl written: 2 rows × 2 columns, 42 B.']);
  assert.equal(readFileSync(path('a.jsonl'), 'utf8'), '{"id":1,"zip":"007"}\n{"id":2,"zip":"010"}\n');
  assert.deepEqual(await convert('a.csv', 'arrow', 'a.arrow').then(([said]) => said?.slice(0, 37)), 'a.arrow written: 2 rows × 2 columns, ');
  await assert.rejects(convert('a.csv', 'jsonl', 'a.csv'), /a\.csv is the dataset itself: name another file for the result\./);
  await assert.rejects(convert('bad.parquet', 'jsonl', 'bad.jsonl'), /bad\.parquet ends in the middle/);
  await assert.rejects(convert('a.csv', 'jsonl', 'nowhere/a.jsonl'), /there is no folder/);
  assert.equal(existsSync(path('bad.jsonl')), false);
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.tmp')), []);
});
