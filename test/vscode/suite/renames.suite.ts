// A dataset that is renamed in the explorer is renamed in the code that names it.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, open, uriOf } from './editor.ts';
import { test } from './runner.ts';

const write = (path: string, text: string) => vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));

test('renaming a dataset renames it in R, SQL and Python, and lists who names it', async () => {
  await write('moved/wares.csv', 'name,price\ntea,3\n');
  await write('moved/load.R', 'wares <- read.csv("wares.csv")\n');
  await write('moved/query.sql', "SELECT * FROM 'moved/wares.csv';\n");
  const editor = await open('moved/query.sql');
  try {
    const places = await eventually('the places that name it', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uriOf('moved/query.sql'), new vscode.Position(0, 20));
      return found.length > 1 ? found.map(({ uri }) => uri.path.split('/').at(-1)).toSorted() : undefined;
    });
    assert.deepEqual(places, ['load.R', 'query.sql']);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uriOf('moved/wares.csv'), uriOf('moved/goods.csv'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(editor.document.getText(), "SELECT * FROM 'moved/goods.csv';\n");
    const other = await vscode.workspace.openTextDocument(uriOf('moved/load.R'));
    assert.equal(other.getText(), 'wares <- read.csv("goods.csv")\n');
  } finally {
    for (const document of vscode.workspace.textDocuments) if (document.uri.path.includes('/moved/')) await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uriOf('moved'), { recursive: true });
  }
});
