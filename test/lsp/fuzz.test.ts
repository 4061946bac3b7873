// Random edits and random places: the live findings end as those of a fresh start, and no request fails.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { CodeAction, Diagnostic, DocumentSymbol, Position, SemanticTokens } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startServer, type Workspace } from '../support/lsp-server.ts';
import { randomOf, SEED, timesAsMany } from '../support/property.ts';

const EDITS = timesAsMany(40);
const PIECES = ['', '', 'x', ',', ';', '\n', '\r\n', ' ', '7', '"', '""', 'NA', '-999', 'é', '\n1;2;3\n', '\u00a0', '😀'];

const rows = Array.from({ length: 50 }, (_, i) => `${i};${150 + i},5;"${i % 3 === 0 ? 'Oslo; north' : 'Bergen'}"`);
const SEMICOLONS = ['id;height;city', ...rows].join('\r\n');
const TABS = ['name\tborn\tmail', ...rows.map((_, i) => `P${i}\t${1950 + i}-01-02\tp${i}@example.org`), rows.length].join('\n');
const TEXTS: Readonly<Record<string, string>> = { 'semicolons.csv': SEMICOLONS, 'tabs.tsv': TABS, 'empty.csv': '', 'header.csv': 'a,b,c' };

for (const [i, [name, start]] of Object.entries(TEXTS).entries()) {
  test(`${name} after ${EDITS} random edits, seed ${SEED}`, async () => {
    const random = randomOf(SEED + i);
    const workspace = await startServer({ [name]: start });
    const uri = await workspace.client.open(workspace.path(name), 'csv');
    let document = TextDocument.create(uri, 'csv', 1, start);
    for (let n = 0; n < EDITS; n++) {
      const range = rangeIn(document, random);
      const newText = PIECES[random(PIECES.length)] ?? '';
      await workspace.client.edit(uri, range, newText);
      document = TextDocument.create(uri, 'csv', 1, TextDocument.applyEdits(document, [{ range, newText }]));
      if (n % 8 === 0) await askAbout(workspace, uri, document.positionAt(random(document.getText().length + 1)));
      if (n % 10 === 0) await pause(120); // some whole checks come to their end
    }
    const text = document.getText();
    const fresh = await startServer({ [name]: text });
    const other = await fresh.client.open(fresh.path(name), 'csv');
    const [live, expected] = await settledAlike([workspace, uri], [fresh, other]);
    assert.deepEqual(live, expected, JSON.stringify(text));
    assert.deepEqual(await coloursOf(workspace, uri), await coloursOf(fresh, other), JSON.stringify(text));
  });
}

test('every place of a text with everything wrong can be asked about', async () => {
  const text = 'a,a,,"d""d"\n1,NA,x\n2,-999," y "\n3,4,"z\nz",5,6\n\n7,"open\n8,9';
  const workspace = await startServer({ 'all.csv': text });
  const uri = await workspace.client.open(workspace.path('all.csv'), 'csv');
  await workspace.client.until(uri, (now) => now.length > 0);
  const document = TextDocument.create(uri, 'csv', 1, text);
  for (let offset = 0; offset <= text.length; offset++) await askAbout(workspace, uri, document.positionAt(offset));
});

/** Each request must be answered; a failed one rejects. */
async function askAbout({ client }: Workspace, uri: string, position: Position): Promise<void> {
  const textDocument = { uri };
  const range = { start: position, end: { line: position.line + 2, character: 0 } };
  await client.request('textDocument/hover', { textDocument, position });
  await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  await client.request('textDocument/semanticTokens/range', { textDocument, range });
  await client.request<CodeAction[]>('textDocument/codeAction', { textDocument, range, context: { diagnostics: client.diagnostics(uri).slice(0, 5) } });
}

async function coloursOf({ client }: Workspace, uri: string): Promise<readonly number[]> {
  return (await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } })).data;
}

function rangeIn(document: TextDocument, random: (n: number) => number) {
  const { length } = document.getText();
  const whole = (offset: number) => (/[\udc00-\udfff]/.test(document.getText()[offset] ?? '') ? offset + 1 : offset); // no character is cut in two
  const from = random(length + 1);
  return { start: document.positionAt(whole(from)), end: document.positionAt(whole(Math.min(length, from + random(random(6) === 0 ? 60 : 3)))) };
}

function shown(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, range, message, severity }) => `${code} ${severity} ${JSON.stringify(range)} ${message}`).toSorted();
}

/** Diagnostics once they have not changed for 0.8 s. */
async function settled({ client }: Workspace, uri: string): Promise<readonly Diagnostic[]> {
  let last = client.diagnostics(uri);
  for (let quiet = 0; quiet < 8; ) {
    await pause(100);
    const now = client.diagnostics(uri);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
  return last;
}

/** What both show at rest; on a busy machine a check may take longer than the rest that shows its end. */
async function settledAlike(live: [Workspace, string], fresh: [Workspace, string]): Promise<readonly (readonly string[])[]> {
  for (let tries = 1; ; tries++) {
    const both = [shown(await settled(...live)), shown(await settled(...fresh))];
    if (isDeepStrictEqual(both[0], both[1]) || tries === 10) return both;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
