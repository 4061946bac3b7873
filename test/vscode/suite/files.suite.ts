// Data files that are more than an open text: too large for VS Code to hand over, not text at all, not saved.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, eventually, finding, findings, open, uriOf } from './editor.ts';
import { test } from './runner.ts';

/** VS Code hands over 50 MB at most. */
const LARGE_ROWS = 2_200_000;

test('a file that VS Code hands to no extension is checked on disk, and followed', async () => {
  const rows = Array.from({ length: LARGE_ROWS }, (_, i) => `${i},${i === 77 ? 'soon' : '2024-05-01'},abc`);
  await vscode.workspace.fs.writeFile(uriOf('large.csv'), Buffer.from(`id,when,what\n${rows.join('\n')}\n`));
  await vscode.commands.executeCommand('vscode.open', uriOf('large.csv'));
  await finding('large.csv', 'type-mismatch', 78);
  await vscode.workspace.fs.writeFile(uriOf('large.csv'), Buffer.from('id,when,what\n1,2024-05-01,abc\n2,2024-05-02,abd\n'));
  await eventually('its findings follow the file', () => (findings('large.csv').some((found) => codeOf(found) === 'type-mismatch') ? undefined : true));
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(uriOf('large.csv'));
});

test('a link to what is no text leads to its profile', async () => {
  await vscode.workspace.fs.writeFile(uriOf('part.csv.gz'), await gzip('a,b\n1,x\n2,y\n'));
  await vscode.workspace.fs.writeFile(uriOf('read.py'), Buffer.from('import pandas as pd\ndf = pd.read_csv("part.csv.gz")\n'));
  await open('read.py');
  const target = await eventually('a link in read.py', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uriOf('read.py'), 10);
    return links.find(({ target: to }) => to?.scheme === 'command')?.target;
  });
  assert.match(target.path, /^assay\.openDataset/);
});

test('a text that was never saved is checked, and its fixes apply', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i === 7 ? 'tall' : 150 + i}`);
  const document = await vscode.workspace.openTextDocument({ language: 'csv', content: `id,height\n${rows.join('\n')}\n` });
  await vscode.window.showTextDocument(document);
  const found = await eventually('a finding in the unsaved text', () => vscode.languages.getDiagnostics(document.uri).find((diagnostic) => codeOf(diagnostic) === 'type-mismatch'));
  assert.equal(document.getText(found.range), 'tall');
});

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
