// Files that are renamed and deleted while they are open, folders that go with all that is in them, and editors without
// a folder.

import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-types';
import { CheckWorkspaceRequest, ProfileRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { connect, startServer, type Workspace } from '../support/lsp-server.ts';

const RAGGED = 'a,b\n1,2\n3\n4,5\n';
const READS = 'import pandas as pd\npd.read_csv("table.csv")\n';

const isRagged = (found: readonly Diagnostic[]) => found.some(({ code }) => code === 'ragged-row');
const misses = (found: readonly Diagnostic[]) => found.some(({ code }) => code === 'dataset-not-found');
const isClear = (found: readonly Diagnostic[]) => found.length === 0;

function tell({ client, path }: Workspace, ...changes: readonly (readonly [name: string, type: 1 | 2 | 3])[]): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: changes.map(([name, type]) => ({ uri: uriOf(path(name)), type })) });
}

function close({ client }: Workspace, uri: string): Promise<void> {
  return client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
}

test('an open file that is renamed takes its findings along', async () => {
  const workspace = await startServer({ 'table.csv': RAGGED, 'train.py': READS });
  const { client, path } = workspace;
  await client.connection.sendRequest(CheckWorkspaceRequest);
  const code = await client.open(path('train.py'), 'python');
  const before = await client.open(path('table.csv'), 'csv');
  await client.until(before, isRagged);
  await client.until(code, (found) => found.length > 0 && !misses(found));

  renameSync(path('table.csv'), path('tables.csv'));
  await close(workspace, before);
  const after = await client.open(path('tables.csv'), 'csv');
  await tell(workspace, ['table.csv', 3], ['tables.csv', 1]);
  await client.until(after, isRagged);
  await client.until(before, isClear);
  const [missing] = (await client.until(code, misses)).filter(({ code: what }) => what === 'dataset-not-found');
  assert.equal(missing?.message, 'No file "table.csv". Did you mean "tables.csv"?');
});

test('a file that is deleted while it is open is checked until it is closed, and missed by code at once', async () => {
  const workspace = await startServer({ 'table.csv': RAGGED, 'train.py': READS });
  const { client, path } = workspace;
  const code = await client.open(path('train.py'), 'python');
  const uri = await client.open(path('table.csv'), 'csv');
  await client.until(uri, isRagged);
  rmSync(path('table.csv'));
  await tell(workspace, ['table.csv', 3]);
  await client.until(code, misses);
  await client.edit(uri, { start: { line: 2, character: 1 }, end: { line: 2, character: 1 } }, ',9');
  await client.until(uri, (found) => !isRagged(found));
  await client.edit(uri, { start: { line: 1, character: 1 }, end: { line: 1, character: 3 } }, '');
  await client.until(uri, isRagged);
  await close(workspace, uri);
  await client.until(uri, isClear);
});

test('a folder that is renamed or deleted takes along what a check said of the files in it', async () => {
  const workspace = await startServer({ 'data/in/table.csv': RAGGED, 'code/train.py': READS.replace('table', '../data/in/table'), 'code/lost.py': READS });
  const { client, path } = workspace;
  await client.connection.sendRequest(CheckWorkspaceRequest);
  const [table, train, lost] = ['data/in/table.csv', 'code/train.py', 'code/lost.py'].map((name) => uriOf(path(name))) as [string, string, string];
  await client.until(table, isRagged);
  await client.until(lost, misses);
  renameSync(path('data'), path('moved'));
  await client.connection.sendNotification('workspace/didRenameFiles', { files: [{ oldUri: uriOf(path('data')), newUri: uriOf(path('moved')) }] });
  await client.until(table, isClear);
  await client.until(train, misses);
  rmSync(path('code'), { recursive: true });
  await client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: uriOf(path('code')) }] });
  for (const uri of [train, lost]) await client.until(uri, isClear);
});

test('an editor without a folder, or with an empty one, is served', async () => {
  const nothing = { datasets: 0, of: 0, errors: 0, warnings: 0 };
  const empty = await startServer({});
  assert.deepEqual(await empty.client.connection.sendRequest(CheckWorkspaceRequest), nothing);
  const client = connect();
  await client.initialize([]);
  assert.deepEqual(await client.connection.sendRequest(CheckWorkspaceRequest), nothing);
  const elsewhere = await startServer({ 'table.csv': RAGGED, 'train.py': READS });
  await client.until(await client.open(elsewhere.path('table.csv'), 'csv'), isRagged);
  await client.until(await client.open(elsewhere.path('train.py'), 'python'), (found) => found.length > 0 && !misses(found));
  assert.match(await client.connection.sendRequest(ProfileRequest, { uri: uriOf(elsewhere.path('table.csv')) }), /^# table\.csv/);
});
