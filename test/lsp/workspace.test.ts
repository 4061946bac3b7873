// A check of the whole workspace: what it comes to, that it can be stopped, and that its findings follow the files.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { CheckWorkspaceRequest, ProfileRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

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
