// The example workspace: public tables and code that reads them, written into a folder that the user picks.

import * as vscode from 'vscode';
import type { Running } from './extension.ts';

const NAME = 'assay-example';
const OPEN = 'Open Example';

export async function openExample({ home }: Pick<Running, 'home'>): Promise<void> {
  const [parent] = (await vscode.window.showOpenDialog({ title: 'Folder for the Example', openLabel: 'Write Example Here', canSelectFiles: false, canSelectFolders: true, canSelectMany: false })) ?? [];
  if (parent === undefined) return;
  const target = vscode.Uri.joinPath(parent, NAME);
  if (await writeExample(home, target)) await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: vscode.workspace.workspaceFolders !== undefined });
}

/** Resolves to whether there is one to open. What is there already is left as it is. */
export async function writeExample(home: vscode.Uri, target: vscode.Uri): Promise<boolean> {
  const isThere = await vscode.workspace.fs.stat(target).then(() => true, () => false);
  if (isThere) return (await vscode.window.showInformationMessage(`That folder holds "${NAME}" already. It is left as it is.`, OPEN)) === OPEN;
  try {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(home, 'dist/example'), target);
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(`The example could not be written to ${target.fsPath}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
