// Where else datasets are named and shown: notebooks, config files, the outline, colours, the command palette.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, EXTENSION, eventually, finding, findings, open, uriOf } from './editor.ts';
import { test } from './runner.ts';

const LINE_OF_TYPE = 5;

test('a notebook cell that names a missing dataset is told the nearest one, in its place', async () => {
  const notebook = await vscode.workspace.openNotebookDocument(uriOf('explore.ipynb'));
  await vscode.window.showNotebookDocument(notebook);
  const cell = notebook.cellAt(2).document;
  const found = await eventually('a finding in the cell', () =>
    vscode.languages.getDiagnostics(cell.uri).find(diagnostic => diagnostic.source === 'assay' && codeOf(diagnostic) === 'dataset-not-found'),
  );
  assert.equal(cell.getText(found.range), 'poeple.csv');
  assert.match(found.message, /"people\.csv"/);
});

test('a dataset in a config file is a link', async () => {
  await open('config.yaml');
  const target = await eventually('a link in config.yaml', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uriOf('config.yaml'), 10);
    return links.find(link => link.range.start.line === 1)?.target;
  });
  assert.ok(target.path.endsWith('/people.csv'));
});

test('the outline of a data file has its columns', async () => {
  await open('people.csv');
  const names = await eventually('an outline', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uriOf('people.csv'));
    return symbols?.length === 3 ? symbols.map(({ name }) => name) : undefined;
  });
  assert.deepEqual(names, ['name', 'age', 'city']);
});

test('the columns of a data file have colours', async () => {
  await open('people.csv');
  const tokens = await eventually('colours', async () =>
    vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uriOf('people.csv')),
  );
  // Five numbers a token; the header alone has three.
  assert.ok(tokens.data.length >= 3 * 5);
});

test('every command of the palette exists', async () => {
  const extension = vscode.extensions.getExtension(EXTENSION);
  const { commands } = (extension?.packageJSON as { contributes: { commands: { command: string }[] } }).contributes;
  const registered = await vscode.commands.getCommands(true);
  assert.deepEqual(commands.filter(({ command }) => !registered.includes(command)), []);
});

test('the next finding is one command away', async () => {
  const editor = await open('people.csv');
  await finding('people.csv', 'type-mismatch', LINE_OF_TYPE);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  await vscode.commands.executeCommand('assay.nextFinding');
  const { active } = editor.selection;
  const first = findings('people.csv').map(({ range }) => range.start.line).filter(line => line > 0).sort((a, b) => a - b)[0];
  assert.equal(active.line, first);
});

test('after a restart the findings come back', async () => {
  await open('people.csv');
  await finding('people.csv', 'type-mismatch', LINE_OF_TYPE);
  await vscode.commands.executeCommand('assay.restart');
  await finding('people.csv', 'type-mismatch', LINE_OF_TYPE);
});
