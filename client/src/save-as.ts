// Reports and conversions: what to save, where, and opening it afterwards.

import * as vscode from 'vscode';
import type { ConvertTarget } from '../../server/src/protocol/protocol.ts';
import type { Running } from './extension.ts';
import { BINARY_DATA, TEXT_DATA } from './selector.ts';

const FORMATS: readonly { readonly target: ConvertTarget; readonly label: string; readonly detail: string }[] = [
  { target: 'parquet', label: 'Parquet', detail: 'Typed columns, compressed' },
  { target: 'csv', label: 'CSV', detail: 'Comma-separated text' },
  { target: 'tsv', label: 'TSV', detail: 'Tab-separated text' },
  { target: 'jsonl', label: 'JSON Lines', detail: 'One object a line' },
  { target: 'arrow', label: 'Arrow', detail: 'Arrow IPC file, also called Feather' },
];

/** `target`, `output`: from a menu or another command; else the user is asked. */
export async function saveReport({ server, log }: Running, target: unknown, output: unknown): Promise<void> {
  const dataset = target instanceof vscode.Uri ? target : await reported();
  if (dataset === undefined) return;
  const name = dataset === 'workspace' ? 'datasets' : nameOf(dataset);
  const file = output instanceof vscode.Uri ? output : await vscode.window.showSaveDialog({ title: `Save Report of ${name}`, defaultUri: besides(dataset, `${name.replace(/\.[^.]*$/, '')}-report.html`), filters: { HTML: ['html'], Markdown: ['md'] } });
  if (file === undefined) return;
  const format = /\.(md|markdown)$/i.test(file.path) ? 'markdown' : 'html';
  const uri = dataset === 'workspace' ? undefined : dataset.toString();
  const text = await working(`Reporting ${name}`, log, async (progress, token) => (await server()).report({ uri, format, made: today() }, progress, token));
  if (text === undefined || !(await write(file, text, log))) return;
  if (format === 'markdown') await vscode.commands.executeCommand('markdown.showPreview', file);
  else if (!(output instanceof vscode.Uri)) await openPage(file);
}

export async function convertDataset(running: Running, target: unknown, format: unknown, output: unknown): Promise<void> {
  const dataset = target instanceof vscode.Uri ? target : await chosen();
  if (dataset === undefined) return;
  const name = nameOf(dataset);
  const picked = FORMATS.find((one) => one.target === format) ?? (await vscode.window.showQuickPick(FORMATS, { title: `Convert ${name}`, placeHolder: 'Format of the new file' }));
  if (picked === undefined) return;
  const named = besides(dataset, `${name.replace(/(\.[^.]*?)(\.(gz|zst))?$/i, '')}.${picked.target}`);
  const file = output instanceof vscode.Uri ? output : await vscode.window.showSaveDialog({ title: `Convert ${name} to ${picked.label}`, defaultUri: named, filters: { [picked.label]: [picked.target] } });
  if (file === undefined) return;
  const said = await working(`Converting ${name}`, running.log, async (_, token) => (await running.server()).convert(dataset.toString(), { target: picked.target, output: file.toString() }, token));
  if (said === undefined) return;
  void vscode.window.showInformationMessage(said.join(' '));
  await vscode.commands.executeCommand('assay.openDataset', file.toString());
}

/** Runs with a notification that can cancel it; what went wrong is said. undefined where nothing came of it. */
async function working<T>(title: string, log: vscode.LogOutputChannel, work: (progress: (name: string, share: number) => void, token: vscode.CancellationToken) => Promise<T>): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    try {
      return await work((message, share) => progress.report({ message, increment: share * 100 }), token);
    } catch (error) {
      if (!token.isCancellationRequested) say(error, log);
      return undefined;
    }
  });
}

function say(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(String(error));
  void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
}

/** Into a file beside it first: the old one stays whole until the new one is. */
async function write(file: vscode.Uri, text: string, log: vscode.LogOutputChannel): Promise<boolean> {
  const unfinished = file.with({ path: `${file.path}.tmp` });
  try {
    await vscode.workspace.fs.writeFile(unfinished, new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(unfinished, file, { overwrite: true });
    return true;
  } catch (error) {
    await vscode.workspace.fs.delete(unfinished).then(undefined, () => {});
    log.error(String(error));
    const { code } = error as { code?: string };
    const reason = code === 'NoPermissions' ? 'you have no permission to write there' : code === 'FileNotFound' ? 'there is no such folder' : 'the disk refused it; "Assay: Show Log" says more';
    void vscode.window.showErrorMessage(`${nameOf(file)} was not saved: ${reason}. Nothing was changed.`);
    return false;
  }
}

/** In the browser; where there is none at hand, as text. */
async function openPage(file: vscode.Uri): Promise<void> {
  const isShown = await vscode.env.openExternal(file).then((shown) => shown, () => false);
  if (!isShown) await vscode.window.showTextDocument(file);
}

/** The dataset in the active editor or the whole workspace: asked where both are there. */
async function reported(): Promise<vscode.Uri | 'workspace' | undefined> {
  const active = activeDataset();
  if (active === undefined) return vscode.workspace.workspaceFolders === undefined ? pick('Report of a Dataset') : 'workspace';
  if (vscode.workspace.workspaceFolders === undefined) return active;
  const choices = [{ label: nameOf(active), of: active }, { label: 'All datasets of the workspace', of: 'workspace' as const }];
  return (await vscode.window.showQuickPick(choices, { title: 'Save Report', placeHolder: 'What the report is of' }))?.of;
}

async function chosen(): Promise<vscode.Uri | undefined> {
  return activeDataset() ?? pick('Convert a Dataset');
}

function activeDataset(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const isData = uri?.scheme === 'file' && (TEXT_DATA.test(uri.path) || BINARY_DATA.test(uri.path) || uri.path.endsWith('.json'));
  return isData ? uri : undefined;
}

async function pick(title: string): Promise<vscode.Uri | undefined> {
  const [picked] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return picked;
}

function besides(dataset: vscode.Uri | 'workspace', name: string): vscode.Uri | undefined {
  if (dataset !== 'workspace') return vscode.Uri.joinPath(dataset, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, name);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path;
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
