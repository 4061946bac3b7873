// What a command is about: a file in the explorer, a dataset in the Datasets view, or what the active tab shows.

import * as vscode from 'vscode';

/** The address of what was pointed at; undefined where a command came without. */
export function pointedAt(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  const uri = typeof target === 'object' && target !== null && 'uri' in target ? target.uri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}

export function activeTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}

export async function revealInExplorer(target: unknown): Promise<void> {
  const uri = pointedAt(target);
  if (uri !== undefined) await vscode.commands.executeCommand('revealInExplorer', uri);
}
