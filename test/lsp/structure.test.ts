// Rows that are too long or too short, and quotes gone wrong, in an open file: told with the keystroke, as the check of
// the whole table tells it shortly after.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublishDiagnosticsParams, Range } from 'vscode-languageserver-protocol';
import { startServer } from '../support/lsp-server.ts';

const ROWS = Array.from({ length: 60 }, (_, i) => `${150 + (i % 40)},"Oslo ${i % 7}",${i % 2 === 0 ? 'yes' : 'no'}`);
const TABLE = `height,city,member\n${ROWS.join('\n')}\n`;
const STRUCTURAL = new Set<unknown>(['ragged-row', 'unclosed-quote', 'stray-quote', 'mixed-newlines', 'wrong-encoding']);

const at = (line: number, character: number, end = character, endLine = line): Range => ({ start: { line, character }, end: { line: endLine, character: end } });

/** Each goes on from the text that the one before left. */
const EDITS: readonly (readonly [what: string, place: Range, text: string, expected: readonly string[]])[] = [
  ['a cell too many', at(20, 3), ',', ['ragged-row 20']],
  ['a cell too few, further up', at(5, 3, 4), '', ['ragged-row 5', 'ragged-row 20']],
  ['a row put in above moves them', at(3, 0), '170,"Bergen",no\n', ['ragged-row 6', 'ragged-row 21']],
  ['text after a closing quote', at(30, 12), 'x', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30']],
  ['white space before a quote', at(31, 4), ' ', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30', 'stray-quote 31']],
  ['a quote that never closes', at(40, 11, 12), '', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30', 'stray-quote 31', 'unclosed-quote 40']],
  ['and closes again', at(40, 11), '"', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30', 'stray-quote 31']],
  ['a column more in the header', at(0, 0), 'id,', ['ragged-row 0', 'stray-quote 30', 'stray-quote 31']],
  ['and no more', at(0, 0, 3), '', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30', 'stray-quote 31']],
  ['a character that was lost', at(50, 5), '\ufffd', ['ragged-row 6', 'ragged-row 21', 'stray-quote 30', 'stray-quote 31', 'wrong-encoding 50']],
  ['rows taken out', at(30, 0, 0, 32), '', ['ragged-row 6', 'ragged-row 21', 'wrong-encoding 48']],
];

test('structure is told at once, and as the whole check tells it', { timeout: 60_000 }, async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE });
  const published: PublishDiagnosticsParams[] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', (one: PublishDiagnosticsParams) => void published.push(one));
  const uri = await client.open(path('table.csv'), 'csv');
  const of = async (version: number, nth: number): Promise<PublishDiagnosticsParams> => {
    const those = published.filter((one) => one.version === version);
    if (those[nth] !== undefined) return those[nth];
    await new Promise((resolve) => setTimeout(resolve, 10));
    return of(version, nth);
  };
  await of(1, 0);
  for (const [i, [what, place, text, expected]] of EDITS.entries()) {
    await client.edit(uri, place, text);
    const [atOnce, settled] = [await of(i + 2, 0), await of(i + 2, 1)].map(structural);
    assert.deepEqual(atOnce, settled, what);
    assert.deepEqual(atOnce?.map((line) => line.split(':')[0]), expected.toSorted(), what);
  }
});

function structural({ diagnostics }: PublishDiagnosticsParams): readonly string[] {
  return diagnostics.filter(({ code }) => STRUCTURAL.has(code)).map(({ code, severity, message, range, data }) => `${code} ${range.start.line}:${range.start.character}-${range.end.character} ${severity} ${message} ${JSON.stringify(data)}`).toSorted();
}

test('a text pasted over another is judged by the whole check first: it may be written in another dialect', async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE });
  const uri = await client.open(path('table.csv'), 'csv');
  const seen: unknown[] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics, version }: PublishDiagnosticsParams) => void (version === 2 && seen.push(...diagnostics.map(({ code }) => code))));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await client.edit(uri, undefined, `height;city\n${Array.from({ length: 60 }, (_, i) => `1,${i % 7};Oslo`).join('\n')}\n`);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.ok(!seen.includes('ragged-row'), String(seen));
});
