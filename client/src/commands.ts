// The commands in the palette: one line each in the table, one function each below.

import * as vscode from 'vscode';
import type { WorkspaceChecked } from '../../server/src/protocol/protocol.ts';
import { showCodePage } from './code-page.ts';
import { openAsTable, openAsText } from './dataset-panel.ts';
import { openExample } from './example.ts';
import type { Running } from './extension.ts';
import { convertDataset, saveReport } from './save-as.ts';
import { TEXT_DATA } from './selector.ts';

type Command = (running: Running, ...args: unknown[]) => unknown;

const COMMANDS: { readonly [id: string]: Command } = {
  'assay.profile': profile,
  'assay.report': saveReport,
  'assay.convert': convertDataset,
  'assay.checkWorkspace': checkWorkspace,
  'assay.nextFinding': () => goToFinding(1),
  'assay.previousFinding': () => goToFinding(-1),
  'assay.openDataset': openDataset,
  'assay.openAsTable': (_running, target) => openAsTable(target),
  'assay.openAsText': (_running, target) => openAsText(target),
  'assay.showCodePage': showCodePage,
  'assay.openExample': openExample,
  'assay.restart': ({ restart }) => restart(),
  'assay.showLog': ({ log }) => log.show(),
  'assay.showCommands': () => vscode.commands.executeCommand('workbench.action.quickOpen', '>Assay: '),
};

const PAGE_SCHEME = 'assay-profile';

export function registerCommands(running: Running): vscode.Disposable[] {
  const commands = Object.entries(COMMANDS).map(([id, run]) => vscode.commands.registerCommand(id, (...args: unknown[]) => run(running, ...args)));
  const pages = vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, { provideTextDocumentContent: (uri) => pageOf(running, uri) });
  return [...commands, pages];
}

/** The profile of the dataset in the active editor, or of one that is picked. */
async function profile(_running: Running, target: unknown): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : (vscode.window.activeTextEditor?.document.uri ?? (await pick()));
  if (uri === undefined) return;
  const page = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `${uri.path}: profile`, query: uri.toString() });
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

async function pick(): Promise<vscode.Uri | undefined> {
  const [picked] = (await vscode.window.showOpenDialog({ title: 'Profile a dataset', canSelectMany: false })) ?? [];
  return picked;
}

async function pageOf({ server, log }: Running, uri: vscode.Uri): Promise<string> {
  const { query } = uri;
  const name = query.split('/').at(-1) ?? query;
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Profiling ${name}` }, async () => {
    return (await server()).profile(query).catch((error: unknown) => {
      log.error(String(error));
      return 'The profile could not be made. Nothing was changed; "Assay: Show Log" says why.\n'; // what data say is never written unescaped
    });
  });
}

async function checkWorkspace({ server }: Running): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Checking the workspace', cancellable: true };
  const checked = await vscode.window.withProgress(options, async (progress, token) =>
    (await server()).checkWorkspace((message, share) => progress.report({ message, increment: share * 100 }), token),
  );
  const isClean = checked.errors + checked.warnings === 0;
  const answer = await vscode.window.showInformationMessage(describeChecked(checked), ...(isClean ? [] : ['Show Problems']));
  if (answer !== undefined) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function describeChecked({ datasets, of, errors, warnings }: WorkspaceChecked): string {
  if (of === 0 && vscode.workspace.workspaceFolders === undefined) return 'No folder is open: there is nothing to check.';
  if (of === 0 && errors + warnings === 0) return 'This workspace holds no dataset that Assay can read.';
  const how = datasets < of ? `Stopped after ${datasets} of ${plural(of, 'dataset')}` : `${plural(of, 'dataset')} checked`;
  return `${how}: ${errors === 0 ? 'no errors' : plural(errors, 'error')}, ${warnings === 0 ? 'no warnings' : plural(warnings, 'warning')}.`;
}

function plural(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : `${noun}s`}`;
}

/** From the cursor on, round the end of the file. Hints count too. What was found is shown, for who has no mouse at hand. */
async function goToFinding(step: 1 | -1): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const places = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source }) => source === 'assay')
    .map(({ range }) => range.start)
    .sort((a, b) => a.compareTo(b));
  const { active } = editor.selection;
  const ahead = step === 1 ? places.find((place) => place.isAfter(active)) : places.findLast((place) => place.isBefore(active));
  const target = ahead ?? (step === 1 ? places[0] : places.at(-1));
  if (target === undefined) {
    void vscode.window.setStatusBarMessage('No findings in this file.', 3000);
    return;
  }
  editor.selection = new vscode.Selection(target, target);
  editor.revealRange(new vscode.Range(target, target), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
}

/** Text formats open as text; of the others the profile is shown. */
async function openDataset(running: Running, address: unknown): Promise<void> {
  if (typeof address !== 'string') return;
  const uri = vscode.Uri.parse(address);
  if (TEXT_DATA.test(uri.path) || uri.path.endsWith('.json')) await vscode.window.showTextDocument(uri);
  else await profile(running, uri);
}
