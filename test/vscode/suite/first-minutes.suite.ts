// What a user meets first: the page of a finding's code, and the example.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION, eventually, finding, open } from './editor.ts';
import { test } from './runner.ts';

const LINE_OF_TYPE = 5;

test('the code of a finding leads to its page, inside the extension', async () => {
  await open('people.csv');
  const { code } = await finding('people.csv', 'type-mismatch', LINE_OF_TYPE);
  assert.ok(typeof code === 'object');
  const [, command = '', args = '[]'] = /^command:([\w.]+)\?(.*)$/.exec(decodeURIComponent(code.target.toString())) ?? [];
  await vscode.commands.executeCommand(command, ...(JSON.parse(args) as unknown[]));
  const tab = await eventually('a page', () => vscode.window.tabGroups.activeTabGroup.tabs.find(({ input, label }) => input instanceof vscode.TabInputWebview && /type-mismatch/.test(label)));
  await vscode.window.tabGroups.close(tab);
});

test('every code that a setting names has a page', async () => {
  const extension = vscode.extensions.getExtension(EXTENSION);
  assert.ok(extension);
  const { configuration } = (extension.packageJSON as { contributes: { configuration: { properties: { 'assay.findings': { properties: object } } } } }).contributes;
  for (const name of Object.keys(configuration.properties['assay.findings'].properties)) {
    const text = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'docs/codes', `${name}.md`));
    assert.match(Buffer.from(text).toString(), /^# /);
  }
});
