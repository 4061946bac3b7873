// Data files that VS Code hands to no extension: those over 50 MB, and those it takes for binary. They are checked as
// they are on disk.

import * as vscode from 'vscode';
import type { Running } from './extension.ts';
import { TEXT_DATA } from './selector.ts';

const LIMIT = 50 * 1024 * 1024;
/** Past the moment in which VS Code hands over the document of a new tab. */
const WAIT_MS = 1000;

/** Follows the tabs. */
export function checkLargeFiles({ server, log }: Pick<Running, 'server' | 'log'>): vscode.Disposable {
  const told = new Set<string>();
  const look = (tabs: readonly vscode.Tab[]) => {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file' || !TEXT_DATA.test(input.uri.path) || told.has(input.uri.toString())) continue;
      setTimeout(() => void checkIfNotHandedOver(input.uri).catch((error: unknown) => log.warn(String(error))), WAIT_MS);
    }
  };
  const checkIfNotHandedOver = async (uri: vscode.Uri) => {
    const key = uri.toString();
    const isHandedOver = vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
    if (isHandedOver || told.has(key) || !isOpen(key)) return;
    told.add(key);
    await (await server()).checkFile(key);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= LIMIT) return; // VS Code shows it as binary
    const name = uri.path.split('/').at(-1) ?? uri.path;
    const answer = await vscode.window.showInformationMessage(
      `VS Code hands files over 50 MB to no extension. Assay checks ${name} as it is on disk: findings follow each save, hovers and fixes are left out.`,
      'Show Profile',
    );
    if (answer !== undefined) await vscode.commands.executeCommand('assay.profile', uri);
  };
  look(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  return vscode.window.tabGroups.onDidChangeTabs(({ opened }) => look(opened));
}

function isOpen(key: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key));
}
