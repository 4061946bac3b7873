// Notebook cells over the protocol: each is a document of its own, and knows what earlier cells define.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer, type Workspace } from '../support/lsp-server.ts';

const CELLS = ['import pandas as pd\nDATA = "data"', '%matplotlib inline\ndf = pd.read_csv(f"{DATA}/people.csv")', 'old = pd.read_csv(DATA + "/poeple.csv")'];

async function openNotebook({ client }: Workspace, uri: string): Promise<readonly string[]> {
  const cells = CELLS.map((_, i) => `${uri.replace('file:', 'vscode-notebook-cell:')}#c${i}`);
  await client.connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: cells.map((document) => ({ kind: 2, document })) },
    cellTextDocuments: cells.map((cell, i) => ({ uri: cell, languageId: 'python', version: 1, text: CELLS[i] })),
  });
  return cells;
}

const workspace = await startServer({ 'data/people.csv': 'a,b\n1,2\n3,4\n', 'explore.ipynb': '{}' });
const { client, path } = workspace;

test('constants and imports of earlier cells are known in later ones', async () => {
  const [, second = '', third = ''] = await openNotebook(workspace, `file://${path('explore.ipynb')}`);
  const [missing] = await client.until(third, (diagnostics) => diagnostics.some(({ code }) => code === 'dataset-not-found'));
  assert.deepEqual(missing?.range, { start: { line: 0, character: 18 }, end: { line: 0, character: 38 } });
  const links = await client.request<{ target: string }[]>('textDocument/documentLink', { textDocument: { uri: second } });
  assert.deepEqual(links.map(({ target }) => target.endsWith('/data/people.csv')), [true]);
});

test('a change in an earlier cell reaches the later ones', async () => {
  const uri = `file://${path('explore.ipynb')}`;
  const [first = '', , third = ''] = CELLS.map((_, i) => `${uri.replace('file:', 'vscode-notebook-cell:')}#c${i}`);
  await client.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri, version: 2 },
    change: { cells: { textContent: [{ document: { uri: first, version: 2 }, changes: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 13 } }, text: '' }] }] } },
  });
  await client.until(third, (diagnostics) => diagnostics.length === 0);
});

test('a notebook that is opened later, and a cell that is put in, know the cells before them too', async () => {
  const uri = `file://${path('later.ipynb')}`;
  const cell = (name: string) => `${uri.replace('file:', 'vscode-notebook-cell:')}#${name}`;
  const text = (name: string, content: string) => ({ uri: cell(name), languageId: 'python', version: 1, text: content });
  const cells = ['a', 'b'].map((name) => ({ kind: 2, document: cell(name) }));
  await client.connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells },
    cellTextDocuments: [text('a', 'import pyarrow.dataset as arrows'), text('b', 'one = arrows.dataset("data/peple.csv")')],
  });
  await client.until(cell('b'), (found) => found.length === 1);
  await client.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri, version: 2 },
    change: { cells: { structure: { array: { start: 2, deleteCount: 0, cells: [{ kind: 2, document: cell('c') }] }, didOpen: [text('c', 'two = arrows.dataset("data/peple.csv")')] } } },
  });
  await client.until(cell('c'), (found) => found.length === 1);
});
