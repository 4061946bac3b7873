// The language server for editors that can do little: raw messages over its input and output, as any editor may send them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { about, startEditor } from '../support/bare-editor.ts';
import { startAssay } from '../support/cli.ts';
import { uriOf } from '../support/lsp-client.ts';
import { folderWith } from '../support/temp.ts';

const TABLE = `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${i * 2}`).join('\n')}\ntall,1\n`;

test('an editor without any capability gets findings, and nothing it did not ask for', { timeout: 30_000 }, async () => {
  const folder = folderWith({ 'a.csv': TABLE, 't.py': 'import pandas as pd\npd.read_csv("a.csv")\npd.read_csv("b.csv")\n' });
  const { done, send, raw, until, heard } = startEditor(startAssay(['lsp', '--stdio'], { cwd: folder }));
  const [py, csv] = [uriOf(`${folder}/t.py`), uriOf(`${folder}/a.csv`)];
  send({ id: 1, method: 'initialize', params: { processId: process.pid, rootPath: folder, rootUri: null, capabilities: {} } });
  send({ method: 'initialized', params: {} });
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri: py, languageId: 'python', version: 1, text: 'import pandas as pd\npd.read_csv("a.csv")\npd.read_csv("b.csv")\n' } } });
  await until(about(py, 'dataset-not-found'));
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri: csv, languageId: 'csv', version: 1, text: TABLE } } });
  await until(about(csv, 'type-mismatch'));
  // The whole text in place of an edit, a request nobody knows, one that is cancelled, and what is not JSON.
  send({ method: 'textDocument/didChange', params: { textDocument: { uri: csv, version: 2 }, contentChanges: [{ text: TABLE.replace('tall', '7') }] } });
  send({ id: 2, method: 'textDocument/nonsense', params: {} });
  send({ method: '$/cancelRequest', params: { id: 99 } });
  raw('{ this is not JSON');
  send({ method: 'textDocument/didChange', params: { textDocument: { uri: uriOf(`${folder}/never-opened.csv`), version: 2 }, contentChanges: [{ text: 'a' }] } });
  assert.equal((await until(({ id }) => id === 2)).error?.code, -32601);
  await until(({ params }) => params?.uri === csv && params.diagnostics?.every(({ code }) => code !== 'type-mismatch') === true);
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { assay: { findings: { 'dataset-not-found': 'error' } } } } });
  await until(({ params }) => params?.uri === py && params.diagnostics?.some(({ code, severity }) => code === 'dataset-not-found' && severity === 1) === true);
  send({ id: 3, method: 'shutdown' });
  await until(({ id }) => id === 3);
  send({ method: 'exit' });
  assert.equal((await done).code, 0);
  const methods = new Set(heard.flatMap(({ method }) => method ?? []));
  assert.deepEqual([...methods].filter((method) => !/^(textDocument\/publishDiagnostics|window\/logMessage)$/.test(method)), []);
});

test('an editor that can watch files is asked to', { timeout: 30_000 }, async () => {
  const { done, send, until } = startEditor(startAssay(['lsp', '--stdio'], { cwd: folderWith({}) }));
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } } });
  send({ method: 'initialized', params: {} });
  const { id, params } = await until(({ method }) => method === 'client/registerCapability');
  assert.match(JSON.stringify(params), /workspace\/didChangeWatchedFiles/);
  send({ id, result: null });
  send({ method: 'exit' });
  assert.equal((await done).code, 1); // the editor did not ask it to shut down
});
