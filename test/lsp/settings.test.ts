// What a user sets is what is shown: severities, silences and settings that are wrong, over the protocol.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CodeAction, CodeLens } from 'vscode-languageserver-types';
import { DEFAULT_SETTINGS, parseSettings } from '../../server/src/lsp/settings.ts';
import { startServer } from '../support/lsp-server.ts';
import { uriOf } from '../support/lsp-client.ts';

const TABLE = ['height,city', ...Array.from({ length: 40 }, (_, i) => `${150 + i},${i === 30 ? ' Oslo' : 'Oslo'}`), 'tall,Bergen'].join('\n') + '\n';
const CODE = 'import pandas as pd\na = pd.read_csv("table.csv")\nb = pd.read_csv("tabel.csv")\nc = pd.read_csv("broken.parquet")\n';
const FILES = { 'table.csv': TABLE, 'broken.parquet': 'PAR1 and no more', 'train.py': CODE };

async function codesOf(files: Readonly<Record<string, string>>, settings: unknown): Promise<readonly string[]> {
  const { client, path } = await startServer(files, settings);
  const uri = await client.open(path('train.py'), 'python');
  const diagnostics = await client.until(uri, (now) => now.some(({ message }) => String(message).startsWith('table.csv has')));
  return diagnostics.map(({ code, severity, range }) => `${range.start.line} ${code ?? 'summary'} ${severity}`).toSorted();
}

test('findings at the code are as loud as the settings say', async () => {
  assert.deepEqual(await codesOf(FILES, {}), ['1 summary 3', '2 dataset-not-found 2', '3 dataset-unreadable 1']);
  assert.deepEqual(await codesOf(FILES, { findings: { 'dataset-not-found': 'off', 'dataset-unreadable': 'hint' } }), ['1 summary 3', '3 dataset-unreadable 4']);
});

test('assay.json silences a dead reference', async () => {
  const silence = [{ code: 'dataset-not-found', dataset: 'train.py', value: 'tabel.csv' }];
  assert.deepEqual(await codesOf({ ...FILES, 'assay.json': JSON.stringify({ silence }) }, {}), ['1 summary 3', '3 dataset-unreadable 1']);
});

test('a reference that leads nowhere is fine as soon as the file is there', async () => {
  const { client, path } = await startServer(FILES);
  const uri = await client.open(path('train.py'), 'python');
  await client.until(uri, (now) => now.some(({ code }) => code === 'dataset-not-found'));
  writeFileSync(path('tabel.csv'), 'a,b\n1,2\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path('tabel.csv')), type: 1 }] });
  await client.until(uri, (now) => !now.some(({ code }) => code === 'dataset-not-found'));
});

test('a wrong setting is named and left out; the others hold', () => {
  const { settings, problem } = parseSettings({ codeLens: false, engine: { memory: 'a lot' }, colourColumns: 'on' });
  assert.deepEqual([settings.codeLens, settings.colourColumns, settings.engine], [false, 'on', DEFAULT_SETTINGS.engine]);
  assert.match(problem ?? '', /^Setting "assay\.engine\.memory" is not used: .+\.$/);
  assert.equal(parseSettings('nonsense').problem?.startsWith('Setting "assay" is not used: '), true);
  assert.deepEqual(parseSettings(undefined), { settings: DEFAULT_SETTINGS });
});

test('no lenses where the user wants none', async () => {
  const { client, path } = await startServer(FILES, { codeLens: false });
  const uri = await client.open(path('train.py'), 'python');
  assert.deepEqual(await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } }), []);
});

test('a fix made for another text changes nothing', async () => {
  const { client, path } = await startServer(FILES);
  const uri = await client.open(path('table.csv'), 'csv');
  const stale = (await client.until(uri, (now) => now.some(({ code }) => code === 'whitespace'))).filter(({ code }) => code === 'whitespace');
  await client.edit(uri, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, '149,Oslo\n');
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: stale[0]?.range, context: { diagnostics: stale } });
  assert.ok(!actions.some(({ title }) => title === 'Trim white space'));
  assert.ok(actions.some(({ title }) => title === 'Ignore whitespace in city'));
});

test('a file without records says so until it has some; the old side of a comparison says nothing', async () => {
  const { client, path } = await startServer({ 'new.csv': '', 'old.csv': 'a,b\n1,2\n3\n' });
  const uri = await client.open(path('new.csv'), 'csv');
  const [only] = await client.until(uri, (found) => found.length === 1);
  assert.equal(only?.message, 'new.csv is empty (0 bytes).');
  await client.edit(uri, undefined, 'a,b\n1,2\n');
  await client.until(uri, (found) => found.length === 0);
  const old = `git:${path('old.csv')}`;
  await client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: old, languageId: 'csv', version: 1, text: 'a,b\n1,2\n3\n' } });
  await client.until(await client.open(path('old.csv'), 'csv'), (found) => found.length > 0);
  assert.deepEqual(client.diagnostics(old), []);
});

test('an unsaved text is checked like a file', async () => {
  const { client } = await startServer({});
  const uri = 'untitled:Untitled-1';
  await client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'csv', version: 1, text: TABLE } });
  const found = await client.until(uri, (now) => now.some(({ code }) => code === 'type-mismatch'));
  assert.equal(found.find(({ code }) => code === 'type-mismatch')?.range.start.line, 41);
});
