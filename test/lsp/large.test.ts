// A large text that is edited while it is read and while it is checked: the check starts anew, and nobody waits for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Diagnostic, Range } from 'vscode-languageserver-protocol';
import { startServer } from '../support/lsp-server.ts';

const MEGABYTES = 40;
const LINE = (i: number) => `${100_000 + i},${(i % 977) / 10},station ${i % 50},2024-01-${10 + (i % 20)},"some text, with a comma",${i % 2 === 0}\n`;

const count = Math.round((MEGABYTES * 1024 * 1024) / LINE(1).length);
const text = `id,height,station,day,note,flag\n${Array.from({ length: count }, (_, i) => LINE(i)).join('')}`;

/** Puts text in place of the height of a row. */
const height = (row: number): Range => ({ start: { line: row + 1, character: 7 }, end: { line: row + 1, character: 7 } });

test('edits cancel the check of a large text, and the last one counts', { timeout: 120_000 }, async () => {
  const { client, path } = await startServer({}, {}, { showsStatus: true });
  let isWorking = false;
  client.connection.onNotification('assay/status', ({ work }: { work?: string }) => void (isWorking = work !== undefined));
  const working = async () => {
    for (let i = 0; i < 4000 && !isWorking; i++) await setTimeout(5);
    isWorking = false;
  };
  const uri = await client.open(path('large.csv'), 'csv', text);
  await client.edit(uri, height(1000), 'x'); // while it is being indexed
  await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 3 } });
  for (let i = 0; i < 3; i++) {
    await working(); // while it is being checked
    await client.edit(uri, height(2000 + i * 100_000), 'y');
    await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 3 } });
  }
  const mismatches = (now: readonly Diagnostic[]) => now.filter(({ code }) => code === 'type-mismatch').map(({ range }) => range.start.line);
  const found = await client.until(uri, (now) => mismatches(now).length === 4, 60_000);
  assert.deepEqual(mismatches(found), [1001, 2001, 102_001, 202_001]);
  assert.deepEqual(client.versions, client.versions.toSorted((a, b) => a - b));
  assert.equal(client.versions.at(-1), 5);

  await client.edit(uri, undefined, text.replaceAll('station', 'place').replace('place 7,', 'place 7,,')); // all of it is new
  await client.edit(uri, height(5), 'z');
  await client.until(uri, (now) => now.some(({ code, range }) => code === 'ragged-row' && range.start.line === 8) && mismatches(now).join() === '6,8', 60_000);
});
