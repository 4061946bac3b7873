// Tables with more to say than an editor shows of one file: the rest is counted, open or not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-types';
import { CheckWorkspaceRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

const MOST = 950;
const COLUMNS = 520;
const rows = Array.from({ length: 30 }, (_, row) => Array.from({ length: COLUMNS }, (_, column) => (row === column % 30 ? '' : row === (column + 1) % 30 ? ' x' : `v${(row * 7 + column) % 11}`)));
const CSV = [Array.from({ length: COLUMNS }, (_, i) => `c${i}`), ...rows].map((cells) => cells.join(',')).join('\n') + '\n';
const JSONL = rows.map((cells) => JSON.stringify(Object.fromEntries(cells.map((cell, i) => [`c${i}`, cell])))).join('\n') + '\n';

/** What is left out is counted, at the top. */
function check(diagnostics: readonly Diagnostic[]): void {
  assert.ok(diagnostics.length <= MOST, `${diagnostics.length}`);
  const rest = diagnostics.filter(({ message }) => / more findings in [\d,]+ columns are not marked: /.test(String(message)));
  assert.equal(rest.length, 1);
  assert.equal(rest[0]?.range.start.line, 0);
}

test('an open table of many columns', { timeout: 60_000 }, async () => {
  const { client, path } = await startServer({ 'wide.csv': CSV });
  const uri = await client.open(path('wide.csv'), 'csv');
  check(await client.until(uri, (found) => found.length > 0, 50_000));
});

test('one on disk, and records', { timeout: 60_000 }, async () => {
  const { client, path } = await startServer({ 'wide.csv': CSV, 'wide.jsonl': JSONL });
  await client.connection.sendRequest(CheckWorkspaceRequest);
  const onDisk = await client.until(uriOf(path('wide.csv')), (found) => found.length > 0);
  check(onDisk);
  assert.ok(new Set(onDisk.map(({ range }) => range.start.character)).size > 100, 'each stands at its own place');
  check(await client.until(uriOf(path('wide.jsonl')), (found) => found.length > 0));
});
