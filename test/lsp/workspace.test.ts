// A check of the whole workspace: what it comes to, that it can be stopped, and that its findings follow the files.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { CheckWorkspaceRequest, ProfileRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer, type Workspace } from '../support/lsp-server.ts';

const RAGGED = 'a,b\n1,2\n3\n4,5\n';

test('a check of the workspace counts errors and warnings, and shows them where no file is open', async () => {
  const { client, path } = await startServer({ 'x/bad.csv': RAGGED, 'good.csv': 'a,b\n1,2\n3,4\n', 'empty.csv': '' });
  const checked = await client.connection.sendRequest(CheckWorkspaceRequest);
  assert.deepEqual(checked, { datasets: 3, of: 3, errors: 2, warnings: 0 });
  const bad = uriOf(path('x/bad.csv'));
  const shown = await client.until(bad, (found) => found.length > 0);
  assert.deepEqual(shown.filter(({ code }) => code !== 'missing-value').map(({ code, range }) => `${code}@${range.start.line}`), ['ragged-row@2']);

  await client.open(path('x/bad.csv'), 'csv');
  await client.edit(bad, undefined, 'a,b\n1,2\n');
  await client.until(bad, (found) => found.length === 0);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: bad } });
  await client.until(bad, (found) => found.length > 0); // closed without saving: what is on disk counts

  rmSync(path('x/bad.csv'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: bad, type: 3 }] });
  await client.until(bad, (found) => found.length === 0);

  writeFileSync(path('empty.csv'), 'a,b\n1,2\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path('empty.csv')), type: 2 }] });
  await client.until(uriOf(path('empty.csv')), (found) => found.length === 0);
});

test('a check that is stopped tells how far it came', async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`t${i}.csv`, RAGGED]));
  const { client } = await startServer(files);
  const source = new CancellationTokenSource();
  client.connection.onNotification('assay/checking', ({ done }: { done: number }) => {
    if (done === 3) source.cancel();
  });
  const checked = await client.connection.sendRequest(CheckWorkspaceRequest, source.token);
  assert.equal(checked.of, 60);
  assert.ok(checked.datasets >= 3 && checked.datasets < 60, `${checked.datasets} were checked`);
});

test('where there is no profile the page says why, and what data are called loads nothing', async () => {
  const { client, path } = await startServer({ '![x](http:a.png).csv': '', 'a.csv': 'a\n1\n' });
  const empty = await client.connection.sendRequest(ProfileRequest, { uri: uriOf(path('![x](http:a.png).csv')) });
  assert.match(empty, /is empty \(0 bytes\)/);
  assert.doesNotMatch(empty, /[^\\]\[x\]\(/);
  assert.match(await client.connection.sendRequest(ProfileRequest, { uri: uriOf(path('none.csv')) }), /^# none\.csv\n\n[A-Z].*\.\n$/);
  assert.match(await client.connection.sendRequest(ProfileRequest, { uri: uriOf(path('a.csv')) }), /^# a\.csv/);
});

const READS = 'import pandas as pd\npd.read_csv("lost.csv")\n';
const NOTEBOOK = JSON.stringify({ cells: [{ cell_type: 'code', source: READS }], metadata: {}, nbformat: 4 });

function tell({ client, path }: Workspace, name: string, type: 1 | 2 | 3): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path(name)), type }] });
}

test('code that is not open is told what it misses, until it is there or named no more', { timeout: 60_000 }, async () => {
  const workspace = await startServer({ 'a.py': READS, 'b.py': READS, 'there.csv': 'a,b\n1,2\n', 'c.py': 'open("there.csv")\n', 'd.ipynb': NOTEBOOK });
  const { client, path } = workspace;
  const [a, b, c, d] = ['a.py', 'b.py', 'c.py', 'd.ipynb'].map((name) => uriOf(path(name))) as [string, string, string, string];
  const misses = (found: readonly { readonly code?: unknown }[]) => found.some(({ code }) => code === 'dataset-not-found');
  assert.deepEqual(await client.connection.sendRequest(CheckWorkspaceRequest), { datasets: 1, of: 1, errors: 0, warnings: 3 });
  for (const uri of [a, b, d]) await client.until(uri, misses);

  writeFileSync(path('b.py'), 'print(1)\n');
  await tell(workspace, 'b.py', 2);
  await client.until(b, (found) => found.length === 0);

  // What is open speaks for itself; closed again, what is on disk counts.
  await client.open(path('a.py'), 'python', 'print(1)\n');
  await client.until(a, (found) => found.length === 0);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: a } });
  await client.until(a, misses);

  const cell = d.replace('file:', 'vscode-notebook-cell:') + '#1';
  await client.connection.sendNotification('notebookDocument/didOpen', { notebookDocument: { uri: d, notebookType: 'jupyter-notebook', version: 1, cells: [{ kind: 2, document: cell }] }, cellTextDocuments: [{ uri: cell, languageId: 'python', version: 1, text: READS }] });
  await client.until(cell, misses);
  await client.until(d, (found) => found.length === 0);
  await client.connection.sendNotification('notebookDocument/didClose', { notebookDocument: { uri: d }, cellTextDocuments: [{ uri: cell }] });
  await client.until(d, misses);

  rmSync(path('there.csv'));
  await tell(workspace, 'there.csv', 3);
  await client.until(c, misses);

  for (const name of ['lost.csv', 'there.csv']) writeFileSync(path(name), 'a,b\n1,2\n');
  for (const name of ['lost.csv', 'there.csv']) await tell(workspace, name, 1);
  for (const uri of [a, c, d]) await client.until(uri, (found) => found.length === 0);

  rmSync(path('lost.csv'));
  rmSync(path('a.py'));
  await tell(workspace, 'lost.csv', 3);
  await client.until(d, misses);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: uriOf(workspace.folder), name: 'w' }] } });
  await client.until(d, (found) => found.length === 0);
});
