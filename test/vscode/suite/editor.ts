// What the suites do in the editor, and how they wait for it.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const EXTENSION = 'assay.assay';

const STEP_MS = 50;
const LIMIT_MS = 20_000;

/** Asks again until there is an answer; fails with `what` when there is none in time. */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const until = Date.now() + LIMIT_MS;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, STEP_MS));
  }
  return assert.fail(`not within ${LIMIT_MS / 1000} s: ${what}`);
}

export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(path)));
}

/** Our findings of a file, as the Problems panel has them. */
export function findings(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(({ source }) => source === 'assay');
}

export function codeOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** The finding with this code that begins in this 0-based line, once it is there. */
export function finding(path: string, code: string, line: number): Promise<vscode.Diagnostic> {
  const all = () => findings(path).map(found => `${codeOf(found)}@${found.range.start.line}`).join(' ');
  return eventually(`${code} in line ${line} of ${path}`, () => findings(path).find(found => codeOf(found) === code && found.range.start.line === line)).catch(
    error => assert.fail(`${String(error)}; there are: ${all()}`),
  );
}

export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap(({ contents }) => contents).map(part => (typeof part === 'string' ? part : part.value)).join('\n');
}

/** Milliseconds that VS Code itself measured: loading the code, `activate`, and what it waited for. */
export async function activationTime(): Promise<number> {
  await vscode.commands.executeCommand('perfview.show');
  const row = await eventually('the extension in VS Code\'s startup report', () => {
    const report = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    return report?.getText().split('\n').find(line => line.startsWith(`| ${EXTENSION} `));
  });
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  const [, , , load, call, finish] = row.split('|').map(cell => Number(cell));
  return (load ?? NaN) + (call ?? NaN) + (finish ?? NaN);
}
