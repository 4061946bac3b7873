// The language server over the real protocol: a data file, the code that reads it, and edits to both.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CodeAction, CodeLens, Diagnostic, DocumentLink, DocumentSymbol, Hover, SemanticTokens, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startServer, type Workspace } from '../support/lsp-server.ts';
import { randomOf, SEED, timesAsMany } from '../support/property.ts';

const people = ['name,age,city', ...Array.from({ length: 60 }, (_, i) => `P${i},${20 + (i % 40)},${i % 2 === 0 ? 'Oslo' : 'Bergen'}`)];
people[5] = 'Eva,tall,Oslo';
people[9] = 'Ida,,Bergen';
people[12] = 'Jon,31, Oslo';
people[20] = 'Lea,33,Oslo,extra';
const PEOPLE = `${people.join('\n')}\n`;

const TRAIN = `import pandas as pd

df = pd.read_csv("data/people.csv")
old = pd.read_csv("data/poeple.csv")
df.to_csv("out/made.csv")
made = pd.read_csv("out/made.csv")
`;

async function opened(): Promise<{ workspace: Workspace; csv: string; py: string }> {
  const workspace = await startServer({ 'data/people.csv': PEOPLE, 'train.py': TRAIN });
  const csv = await workspace.client.open(workspace.path('data/people.csv'), 'csv');
  const py = await workspace.client.open(workspace.path('train.py'), 'python');
  await workspace.client.until(csv, (diagnostics) => diagnostics.length >= 4);
  return { workspace, csv, py };
}

const { workspace, csv, py } = await opened();
const { client } = workspace;

function marked(diagnostics: readonly Diagnostic[], code: string): readonly string[] {
  return diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ range: { start, end } }) => `${start.line}:${start.character}-${end.character}`);
}

test('each finding stands on its own cell', () => {
  const diagnostics = client.diagnostics(csv);
  assert.deepEqual(marked(diagnostics, 'type-mismatch'), ['5:4-8']);
  assert.deepEqual(marked(diagnostics, 'missing-value'), ['9:4-4']);
  assert.deepEqual(marked(diagnostics, 'whitespace'), ['12:7-12']);
  assert.deepEqual(marked(diagnostics, 'ragged-row'), ['20:0-17']);
  assert.ok(diagnostics.every(({ source, codeDescription }) => source === 'assay' && codeDescription !== undefined));
});

test('hovering over a header, a cell and a reference', async () => {
  const at = (uri: string, line: number, character: number) => client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  const text = (hover: Hover | null) => (hover?.contents as { value: string } | undefined)?.value ?? '';
  assert.match(text(await at(csv, 0, 6)), /^\*\*age\*\* — whole numbers, column 2 of 3/);
  assert.match(text(await at(csv, 9, 4)), /\*\*row 9\*\*/);
  await client.until(py, (diagnostics) => diagnostics.length >= 2);
  assert.match(text(await at(py, 2, 22)), /people\.csv.*60 rows × 3 columns/s);
  assert.equal(await at(py, 0, 2), null);
});

test('lens, link and diagnostics where code names data', async () => {
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: py } });
  assert.deepEqual(lenses.map(({ command }) => command?.title), ['60 rows × 3 columns · 0.6 % missing · 3 findings']);
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: py } });
  assert.deepEqual(links.map(({ target, range }) => [target?.endsWith('/data/people.csv'), range.start.line]), [[true, 2]]);
  const diagnostics = client.diagnostics(py);
  const missing = diagnostics.filter(({ code }) => code === 'dataset-not-found');
  assert.deepEqual(missing.map(({ message, range }) => [message, range.start.line]), [['No file "data/poeple.csv". Did you mean "data/people.csv"?', 3]]);
  assert.ok(diagnostics.some(({ message, range }) => range.start.line === 2 && String(message).startsWith('people.csv has 1 error')));
});

test('columns are in the outline, and coloured', async () => {
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: csv } });
  assert.deepEqual(symbols.map(({ name, detail }) => `${name} ${detail}`), ['name text', 'age integer', 'city text']);
  const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: csv } });
  assert.deepEqual(tokens.data.slice(0, 15), [0, 0, 4, 0, 0, 0, 5, 3, 1, 0, 0, 4, 4, 2, 0]);
});

test('colours are left to another extension while there is one, and cards follow the theme', async () => {
  const { client: other, path } = await startServer({ 'a.csv': PEOPLE, 'b.psv': PEOPLE.replaceAll(',', '|') });
  const [commas, pipes] = [await other.open(path('a.csv'), 'csv'), await other.open(path('b.psv'), 'psv')];
  await other.until(commas, (found) => found.length > 0);
  const coloured = async (uri: string) => (await other.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } })).data.length > 0;
  assert.deepEqual([await coloured(commas), await coloured(pipes)], [true, true]);
  await other.connection.sendNotification('assay/look', { coloursBySomebodyElse: true, theme: 'light' });
  assert.deepEqual([await coloured(commas), await coloured(pipes)], [false, true]);
  const card = await other.request<Hover>('textDocument/hover', { textDocument: { uri: commas }, position: { line: 0, character: 6 } });
  assert.match((card.contents as { value: string }).value, /data:image\/svg/);
  await other.connection.sendNotification('assay/look', {});
  assert.equal(await coloured(commas), true);
});

async function actionsOn(uri: string, code: string): Promise<CodeAction[]> {
  const diagnostics = client.diagnostics(uri).filter((diagnostic) => diagnostic.code === code);
  return client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: diagnostics[0]?.range, context: { diagnostics: diagnostics.slice(0, 1) } });
}

function apply(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///x', 'csv', 1, text), [...edits]);
}

test('a fix changes its cell only, and can be silenced instead', async () => {
  const actions = await actionsOn(csv, 'whitespace');
  const trim = actions.find(({ title }) => title === 'Trim white space');
  assert.equal(apply(PEOPLE, trim?.edit?.changes?.[csv] ?? []), PEOPLE.replace('31, Oslo', '31,Oslo'));
  const ignore = actions.find(({ title }) => title === 'Ignore whitespace in city');
  const [create, edit] = ignore?.edit?.documentChanges ?? [];
  assert.equal((create as { kind: string }).kind, 'create');
  const config = JSON.parse(((edit as TextDocumentEdit).edits[0] as TextEdit).newText) as { silence: unknown };
  assert.deepEqual(config.silence, [{ code: 'whitespace', dataset: 'data/people.csv', column: 'city' }]);
});

test('all of a kind are fixed, those that are not marked too', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${i},${['Oslo', 'Bergen', 'Hamar'][i % 3]}${i % 7 === 0 ? ' ' : ''}`);
  const text = `id,city\n${rows.join('\n')}\n`;
  const { client: other, path } = await startServer({ 'many.csv': text });
  const uri = await other.open(path('many.csv'), 'csv');
  const diagnostics = await other.until(uri, (found) => found.some(({ message }) => String(message).includes('more cells like this are not marked')));
  for (const line of [0, 1]) {
    const here = diagnostics.filter(({ range, code }) => code === 'whitespace' && range.start.line === line);
    const actions = await other.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: here[0]?.range, context: { diagnostics: here } });
    const all = actions.find(({ title }) => title === 'Trim all 429 like this in city');
    const [change] = (all?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(apply(text, (change?.edits ?? []) as TextEdit[]), text.replaceAll(' \n', '\n'), actions.map(({ title }) => title).join());
  }
});

test('a dead reference is corrected in place', async () => {
  const [fix] = await actionsOn(py, 'dataset-not-found');
  assert.equal(fix?.title, 'Replace with "data/people.csv"');
  assert.equal(apply(TRAIN, fix?.edit?.changes?.[py] ?? []), TRAIN.replace('poeple', 'people'));
});

test('no request fails, wherever the cursor is', async () => {
  for (const uri of [csv, py]) {
    for (const position of [{ line: 0, character: 0 }, { line: 3, character: 500 }, { line: 9999, character: 3 }]) await client.request('textDocument/hover', { textDocument: { uri }, position });
  }
  await client.request('textDocument/hover', { textDocument: { uri: 'file:///nowhere.csv' }, position: { line: 0, character: 0 } });
});

test('after many edits the findings are those of a fresh start', async () => {
  let text = PEOPLE;
  const random = randomOf(SEED);
  for (let i = 0; i < timesAsMany(40); i++) {
    const document = TextDocument.create('file:///x', 'csv', 1, text);
    const from = random(text.length);
    const range = { start: document.positionAt(from), end: document.positionAt(from + random(4)) };
    const insert = ['', 'x', ',', '\n', ' ', '7', '"', 'NA', '-999'][random(9)] ?? '';
    await client.edit(csv, range, insert);
    text = TextDocument.applyEdits(document, [{ range, newText: insert }]);
  }
  const fresh = await startServer({ 'people.csv': text });
  const other = await fresh.client.open(fresh.path('people.csv'), 'csv');
  const shown = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, range, message }) => `${code} ${JSON.stringify(range)} ${message}`).toSorted();
  const expected = shown(await settled(fresh, other));
  assert.deepEqual(shown(await settled(workspace, csv)), expected, JSON.stringify(text));
});

/** Diagnostics once they have not changed for a second. */
async function settled(of: Workspace, uri: string): Promise<readonly Diagnostic[]> {
  let last = of.client.diagnostics(uri);
  for (let quiet = 0; quiet < 10; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = of.client.diagnostics(uri);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
  return last;
}

test('the data on disk are as they were', () => {
  assert.equal(readFileSync(workspace.path('data/people.csv'), 'utf8'), PEOPLE);
  assert.ok(!existsSync(workspace.path('assay.json')));
});
