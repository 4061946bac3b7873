// A dataset that is renamed in the explorer or in code takes its references with it, and tells who names it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Location, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { uriOf } from '../support/lsp-client.ts';
import { startServer, type Workspace } from '../support/lsp-server.ts';

const FILES = {
  'data/people.csv': 'name,age\nAda,36\n',
  'data/other.csv': 'a\n1\n',
  'src/load.py': 'import pandas as pd\nPATH = "data/people.csv"\na = pd.read_csv(PATH)\nb = pd.read_csv("data/other.csv")\n',
  'clean.R': 'x <- read.csv("data/people.csv")\nfolder <- "data"\ny <- read.csv(file.path(folder, "people.csv"))\n',
  'config.yaml': 'train: data/people.csv\n',
  'query.sql': "SELECT * FROM 'data/people.csv';\n",
  'notes.md': 'No code.\n',
};

function saying({ client }: Workspace): readonly string[] {
  const said: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => void said.push(message));
  return said;
}

async function willRename({ client, path }: Workspace, from: string, to: string): Promise<WorkspaceEdit | null> {
  return client.request('workspace/willRenameFiles', { files: [{ oldUri: uriOf(path(from)), newUri: uriOf(path(to)) }] });
}

/** The edits by file: line, text. */
function changesIn({ folder }: Workspace, edit: WorkspaceEdit | null): Readonly<Record<string, readonly string[]>> {
  const name = (uri: string) => decodeURIComponent(uri).replace(`${uriOf(folder)}/`, '');
  return Object.fromEntries(Object.entries(edit?.changes ?? {}).map(([uri, edits]) => [name(uri), edits.map(({ range, newText }) => `${range.start.line}: ${newText}`)]));
}

test('a file that is renamed in the explorer is renamed in all code that names it, as that is written', async () => {
  const workspace = await startServer(FILES);
  const said = saying(workspace);
  const edit = await willRename(workspace, 'data/people.csv', 'data/persons.csv');
  assert.deepEqual(changesIn(workspace, edit), {
    'clean.R': ['0: data/persons.csv'],
    'config.yaml': ['0: data/persons.csv'],
    'query.sql': ['0: data/persons.csv'],
    'src/load.py': ['1: data/persons.csv'],
  });
  assert.deepEqual(said, ['1 place where code puts the path of people.csv together stays as it is: clean.R line 3.']);
});

test('a folder that is renamed, and one that holds no data', async () => {
  const workspace = await startServer(FILES);
  assert.deepEqual(changesIn(workspace, await willRename(workspace, 'data', 'raw'))['src/load.py'], ['1: raw/people.csv', '3: raw/other.csv']);
  assert.equal(await willRename(workspace, 'src', 'lib'), null);
  assert.equal(await willRename(workspace, 'notes.md', 'more.md'), null);
});

test('what is written in the editor counts, saved or not', async () => {
  const workspace = await startServer(FILES);
  await workspace.client.open(workspace.path('config.yaml'), 'yaml', '# new\nvalid: data/people.csv\n');
  const edit = await willRename(workspace, 'data/people.csv', 'p.csv');
  assert.deepEqual(changesIn(workspace, edit)['config.yaml'], ['1: p.csv']);
});

test('who names a dataset is told from code and from the dataset', async () => {
  const workspace = await startServer(FILES);
  const { client, path } = workspace;
  const code = await client.open(path('src/load.py'), 'python');
  const data = await client.open(path('data/people.csv'), 'csv');
  const places = async (uri: string, line: number, character: number) => {
    const found = await client.request<Location[]>('textDocument/references', { textDocument: { uri }, position: { line, character }, context: { includeDeclaration: true } });
    return found.map((one) => `${one.uri.split('/').at(-1)}:${one.range.start.line}`).toSorted();
  };
  const all = ['clean.R:0', 'clean.R:2', 'config.yaml:0', 'load.py:2', 'query.sql:0'];
  assert.deepEqual(await places(code, 2, 17), all); // PATH where it is read
  assert.deepEqual(await places(code, 1, 12), all); // the literal
  assert.deepEqual(await places(data, 1, 1), all);
  assert.deepEqual(await places(code, 0, 3), []);
});

test('a path that is renamed in code renames the file', async () => {
  const workspace = await startServer(FILES);
  const { client, path } = workspace;
  const uri = await client.open(path('src/load.py'), 'python');
  const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
  assert.deepEqual(await client.request('textDocument/prepareRename', at(1, 12)), { range: { start: { line: 1, character: 8 }, end: { line: 1, character: 23 } }, placeholder: 'data/people.csv' });
  assert.equal(await client.request('textDocument/prepareRename', at(2, 17)), null); // the name PATH is another's to rename
  assert.equal(await client.request('textDocument/prepareRename', at(0, 8)), null);
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at(1, 12), newName: 'data/persons.csv' });
  assert.deepEqual(edit.documentChanges?.at(-1), { kind: 'rename', oldUri: uriOf(path('data/people.csv')), newUri: uriOf(path('data/persons.csv')) });
  const texts = edit.documentChanges?.slice(0, -1) as TextDocumentEdit[];
  assert.deepEqual(texts.map(({ textDocument }) => textDocument.uri.split('/').at(-1)).toSorted(), ['clean.R', 'config.yaml', 'load.py', 'query.sql']);
  assert.ok(texts.every(({ edits }) => edits.every((one) => 'newText' in one && one.newText === 'data/persons.csv')));
});

test('a path that cannot be had is refused in a sentence', async () => {
  const workspace = await startServer(FILES);
  const { client, path } = workspace;
  const uri = await client.open(path('src/load.py'), 'python');
  const rename = (newName: string) => client.request('textDocument/rename', { textDocument: { uri }, position: { line: 1, character: 12 }, newName });
  await assert.rejects(rename('data/other.csv'), /There is already a file "data\/other\.csv"\./);
  await assert.rejects(rename('data/*.csv'), /is no path of a file/);
  await assert.rejects(rename('data/a"b.csv'), /cannot be written here/);
  assert.equal(await rename('data/people.csv'), null);
});
