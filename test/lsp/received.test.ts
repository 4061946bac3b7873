// What an editor sends that is not as it should be: an answer that says so, and a server that goes on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

const { client, path } = await startServer({ 'a.csv': 'a,b\n1,2\n3\n', 'a.py': 'open("a.csv")\n' });
const uri = await client.open(path('a.csv'), 'csv');
const [finding] = await client.until(uri, (found) => found.length > 0);
const textDocument = { uri };
const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

const INVALID_PARAMS = -32602;
const WRONG: readonly (readonly [method: string, params: unknown, message: RegExp])[] = [
  ['assay/profile', {}, /^"uri" is not as it should be: expected string, received undefined\.$/],
  ['assay/checkFile', { uri: 7 }, /^"uri" is not as it should be/],
  ['textDocument/hover', { textDocument }, /^"position" is not/],
  ['textDocument/hover', { textDocument, position: { line: -1, character: 0 } }, /^"position\.line" is not/],
  ['textDocument/codeLens', { textDocument: null }, /^"textDocument" is not/],
  ['textDocument/semanticTokens/range', { textDocument, range: { start: { line: 0 } } }, /^"range\.start\.character" is not/],
  ['textDocument/codeAction', { textDocument, range: at, context: {} }, /^"context\.diagnostics" is not/],
  ['textDocument/codeAction', { textDocument, range: at, context: { diagnostics: [{ ...finding, data: 'mine' }] } }, /^What was sent is not as it should be: expected object, received string\.$/],
  ['textDocument/codeAction', { textDocument, range: at, context: { diagnostics: [{ ...finding, data: { code: 'no-such' } }] } }, /^"code" is not/],
  ['textDocument/codeAction', { textDocument, range: at, context: { diagnostics: [{ ...finding, data: { code: 'whitespace', fix: { kind: 'burn' } } }] } }, /^"fix\.kind" is not/],
  ['codeAction/resolve', { title: 'x', data: { uri, code: 1 } }, /^"code" is not/],
];

for (const [i, [method, params, message]] of WRONG.entries()) {
  test(`${method} that is not as it should be (${i})`, async () => {
    await assert.rejects(client.request(method, params), (error: { code?: number; message: string }) => {
      assert.equal(error.code, INVALID_PARAMS, error.message);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n|\bat .*:\d/);
      return true;
    });
  });
}

test('notifications that are not as they should be are passed over', async () => {
  await client.connection.sendNotification('assay/look', { theme: 'pink', coloursBySomebodyElse: 3 });
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: 'all' });
  assert.match(await client.request<string>('assay/profile', { uri: uriOf(path('a.csv')) }), /^# a\.csv/);
});

test('an option at the start that cannot be used is named in the log, and the others hold', async () => {
  const other = await startServer({ 'a.csv': 'a,b\n1,2\n3\n' }, {}, { theme: 'pink', showsStatus: true });
  const shown = new Promise((resolve) => other.client.connection.onNotification('assay/status', resolve));
  await other.client.open(other.path('a.csv'), 'csv');
  await shown;
  assert.ok(other.client.logged.some((line) => /^Initialization option "theme" is not used: .+\.$/.test(line)), other.client.logged.join('\n'));
});
