// The page of a finding's code: part of the extension, shown as a page and not as the text that it is written in.

import * as vscode from 'vscode';
import type { Running } from './extension.ts';

const COMMAND = 'assay.showCodePage';

/** The finding with its code leading to the page. Other editors have the file's address. */
export function pageLink(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code === 'object') diagnostic.code = { value: code.value, target: vscode.Uri.parse(`command:${COMMAND}?${encodeURIComponent(JSON.stringify([code.value]))}`) };
  return diagnostic;
}

export async function showCodePage({ home }: Running, code: unknown): Promise<void> {
  if (typeof code !== 'string' || !/^[a-z-]+$/.test(code)) return;
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(home, 'docs/codes', `${code}.md`));
}
