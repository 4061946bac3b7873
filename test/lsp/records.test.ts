// JSON Lines and JSON over the protocol: findings on the values, live on unsaved text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../support/lsp-server.ts';

const records = Array.from({ length: 40 }, (_, i) => JSON.stringify({ id: i, height: 150 + (i % 30), city: i % 2 === 0 ? 'Oslo' : 'Bergen' }));
records[7] = '{"id": 7, "height": "tall", "city": "Oslo"}';
records[9] = '{"id": 9, "height": null, "city": "Oslo"}';
const LINES = `${records.join('\n')}\n`;
const ARRAY = `[\n${records.map((record) => `  ${record}`).join(',\n')}\n]\n`;

const { client, path } = await startServer({ 'people.jsonl': LINES, 'people.json': ARRAY });

for (const [name, language, indent, first] of [['people.jsonl', 'jsonl', 0, 0], ['people.json', 'json', 2, 1]] as const) {
  test(`values of ${name}, before and after an edit`, async () => {
    const uri = await client.open(path(name), language);
    const diagnostics = await client.until(uri, (now) => now.some(({ code }) => code === 'type-mismatch'));
    const typed = diagnostics.find(({ code }) => code === 'type-mismatch');
    const start = indent + '{"id": 7, "height": '.length;
    assert.deepEqual(typed?.range, { start: { line: first + 7, character: start }, end: { line: first + 7, character: start + '"tall"'.length } });
    assert.equal(diagnostics.find(({ code }) => code === 'missing-value')?.range.start.line, first + 9);
    await client.edit(uri, typed?.range, '171');
    await client.until(uri, (now) => now.length > 0 && !now.some(({ code }) => code === 'type-mismatch'));
  });
}

test('a line that is no JSON is an error on that line, and the rest is checked', async () => {
  const uri = await client.open(path('broken.jsonl'), 'jsonl', LINES.replace(records[3] ?? '', '{"id": 3, '));
  const diagnostics = await client.until(uri, (now) => now.length > 1);
  assert.deepEqual(diagnostics.filter(({ severity }) => severity === 1).map(({ code, range }) => [code, range.start.line]), [['dataset-unreadable', 3]]);
  assert.ok(diagnostics.some(({ code }) => code === 'type-mismatch'));
});

test('an empty document is named as the user knows it', async () => {
  const uri = await client.open(path('empty.jsonl'), 'jsonl', '\n');
  const [only] = await client.until(uri, (diagnostics) => diagnostics.length === 1);
  assert.match(String(only?.message), /^empty\.jsonl /);
});

test('a JSON text becomes a table when records are typed or pasted into it, and settings again without them', async () => {
  const uri = await client.open(path('new.json'), 'json', '{"path": "peopel.json"}\n');
  await client.until(uri, (now) => now.length === 0);
  await client.edit(uri, undefined, ARRAY);
  await client.until(uri, (now) => now.some(({ code }) => code === 'type-mismatch'));
  await client.edit(uri, undefined, '{"path": "people.json"}\n');
  await client.until(uri, (now) => now.length === 0);
});
