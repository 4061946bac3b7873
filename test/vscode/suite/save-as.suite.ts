// Reports and conversions from the palette: a file is written, and shown.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, uriOf } from './editor.ts';
import { test } from './runner.ts';

test('a report is saved as one HTML file, and a second takes its place', async () => {
  const file = uriOf('people-report.html');
  for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('assay.report', uriOf('people.csv'), file);
  const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  assert.match(page, /^<!DOCTYPE html>/);
  assert.match(page, /people\.csv/);
  await vscode.workspace.fs.delete(file);
});

test('a dataset is converted, and the new file opened', async () => {
  const file = uriOf('people.jsonl');
  await vscode.commands.executeCommand('assay.convert', uriOf('people.csv'), 'jsonl', file);
  await eventually('the new file is open', () => (vscode.window.activeTextEditor?.document.uri.path.endsWith('/people.jsonl') === true ? true : undefined));
  assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), /^\{".+\}\n/);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(file);
});
