// What is shown belongs to what is there now: files that change under the server, documents that close and open, roots
// that come and go, and editors that can do little.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { uriOf } from '../support/lsp-client.ts';
import { CheckWorkspaceRequest } from '../../server/src/protocol/protocol.ts';
import { startServer, type Workspace } from '../support/lsp-server.ts';

const TABLE = ['height,city', ...Array.from({ length: 40 }, (_, i) => `${150 + i},Oslo${i % 7}`), 'tall,Bergen'].join('\n') + '\n';
const FINE = TABLE.replace('tall', '199');
const CODE = 'import pandas as pd\npd.read_csv("table.csv")\n';

const hasMismatch = (now: readonly { readonly code?: unknown }[]) => now.some(({ code }) => code === 'type-mismatch');
const hasMissing = (now: readonly { readonly code?: unknown }[]) => now.some(({ code }) => code === 'dataset-not-found');

function tell({ client, path }: Workspace, name: string, type: 1 | 2 | 3): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path(name)), type }] });
}

test('diagnostics carry the version of their text', async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE, 'train.py': CODE });
  const all: PublishDiagnosticsParams[] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', (one: PublishDiagnosticsParams) => void all.push(one));
  const csv = await client.open(path('table.csv'), 'csv');
  await client.open(path('train.py'), 'python');
  await client.edit(csv, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, '1');
  await setTimeout(1500);
  assert.equal(all.findLast(({ uri }) => uri === csv)?.version, 2);
  assert.equal(all.findLast(({ uri }) => uri.endsWith('train.py'))?.version, 1);
});

test('a closed document opened anew with another text is that other text', async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE });
  const uri = await client.open(path('table.csv'), 'csv');
  void client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.open(path('table.csv'), 'csv', FINE.replace('150', 'short'));
  const found = await client.until(uri, hasMismatch);
  await setTimeout(500);
  assert.deepEqual(found.filter(({ code }) => code === 'type-mismatch').map(({ range }) => range.start.line), [1]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await setTimeout(300);
  assert.deepEqual(client.diagnostics(uri), []);
});

test('what a check of the workspace said of a file follows the file', async () => {
  const workspace = await startServer({ 'table.csv': TABLE, 'gone.csv': TABLE });
  const { client, path } = workspace;
  const [uri, gone] = [uriOf(path('table.csv')), uriOf(path('gone.csv'))];
  await client.connection.sendRequest(CheckWorkspaceRequest);
  await client.until(uri, hasMismatch);
  await client.until(gone, hasMismatch);
  rmSync(path('gone.csv'));
  await tell(workspace, 'gone.csv', 3);
  await client.until(gone, (now) => now.length === 0);
  writeFileSync(path('table.csv'), FINE);
  await tell(workspace, 'table.csv', 2);
  await client.until(uri, (now) => !hasMismatch(now));
});

test('a save is a change, whether or not the editor watches files', async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE, 'train.py': CODE });
  const py = await client.open(path('train.py'), 'python');
  await client.until(py, (now) => now.length > 0);
  const csv = await client.open(path('table.csv'), 'csv', FINE);
  writeFileSync(path('table.csv'), FINE);
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: csv } });
  await client.until(py, (now) => now.length === 0);
});

test('what an open text writes counts before it is saved', async () => {
  const { client, path } = await startServer({ 'train.py': 'import pandas as pd\n' });
  const py = await client.open(path('train.py'), 'python');
  await client.edit(py, undefined, 'import pandas as pd\npd.read_csv("not-there.csv")\ndf.to_csv("made.csv")\npd.read_csv("made.csv")\n');
  const found = await client.until(py, hasMissing);
  assert.deepEqual(found.map(({ range }) => range.start.line), [1]);
});

test('roots come and go, one within another', async () => {
  const { client, path } = await startServer({ 'code/train.py': 'import pandas as pd\npd.read_csv("only-there.csv")\n', 'other/data.csv': FINE, 'code/inner/assay.json': '{"findings": {"type-mismatch": "off"}}', 'code/inner/table.csv': TABLE });
  mkdirSync(path('elsewhere'));
  writeFileSync(path('elsewhere/only-there.csv'), FINE);
  const event = (added: readonly string[], removed: readonly string[]) => {
    const folders = (names: readonly string[]) => names.map((name) => ({ uri: uriOf(path(name)), name }));
    return client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: folders(added), removed: folders(removed) } });
  };
  const py = await client.open(path('code/train.py'), 'python');
  await client.until(py, hasMissing);
  await event(['elsewhere'], []);
  await client.until(py, (now) => !hasMissing(now));
  await event([], ['elsewhere']);
  await client.until(py, hasMissing);
  const csv = await client.open(path('code/inner/table.csv'), 'csv');
  await client.until(csv, hasMismatch);
  await event(['code/inner'], []);
  await client.until(csv, (now) => !hasMismatch(now));
});

test('assay.json above the root holds, as for the command line', async () => {
  const outer = await startServer({ 'assay.json': '{"findings": {"dataset-not-found": "error"}}', 'sub/train.py': CODE });
  const inner = await startServer({});
  await inner.client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: uriOf(outer.path('sub')), name: 'sub' }], removed: [] } });
  const py = await inner.client.open(outer.path('sub/train.py'), 'python');
  assert.deepEqual((await inner.client.until(py, hasMissing)).map(({ severity }) => severity), [1]);
});
