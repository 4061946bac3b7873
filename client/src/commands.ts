// The commands in the palette: one line each in the table, one function each below.

import * as vscode from 'vscode';
import type { WorkspaceChecked } from '../../server/src/protocol/protocol.ts';
import { showCodePage } from './code-page.ts';
import { openAsTable, openAsText } from './dataset-panel.ts';
import type { DatasetsView } from './datasets-view.ts';
import { openExample } from './example.ts';
import type { Running } from './extension.ts';
import { compareSelected, showProfile } from './pages.ts';
import { convertDataset, saveReport } from './save-as.ts';
import { TEXT_DATA } from './selector.ts';
import { pointedAt, revealInExplorer } from './target.ts';
import { plural } from './words.ts';

interface Commanded extends Running {
  readonly datasets: DatasetsView;
}

type Command = (running: Commanded, ...args: unknown[]) => unknown;

const COMMANDS: { readonly [id: string]: Command } = {
  'assay.profile': profile,
  'assay.report': saveReport,
  'assay.convert': convertDataset,
  'assay.checkWorkspace': checkWorkspace,
  'assay.nextFinding': () => goToFinding(1),
  'assay.previousFinding': () => goToFinding(-1),
  'assay.openDataset': openDataset,
  'assay.openAsTable': openAsTable,
  'assay.openAsText': (_running, target) => openAsText(target),
  'assay.showCodePage': showCodePage,
  'assay.openExample': openExample,
  'assay.compare': ({ datasets }, target) => datasets.compare(target),
  'assay.compareSelected': (_running, _target, selected) => compareSelected(selected),
  'assay.checkDataset': ({ datasets }, target) => datasets.check(target),
  'assay.revealInExplorer': (_running, target) => revealInExplorer(target),
  'assay.datasets.filter': ({ datasets }) => datasets.filter(),
  'assay.datasets.clearFilter': ({ datasets }) => datasets.clearFilter(),
  'assay.datasets.show': ({ datasets }) => datasets.chooseShown(),
  'assay.datasets.sort': ({ datasets }) => datasets.chooseOrder(),
  'assay.datasets.refresh': ({ datasets }) => datasets.refresh(),
  'assay.datasets.reveal': ({ datasets }, target) => datasets.reveal(target),
  'assay.restart': ({ restart }) => restart(),
  'assay.showLog': ({ log }) => log.show(),
  'assay.showCommands': () => vscode.commands.executeCommand('workbench.action.quickOpen', '>Assay: '),
};

export function registerCommands(running: Commanded): vscode.Disposable[] {
  return Object.entries(COMMANDS).map(([id, run]) => vscode.commands.registerCommand(id, (...args: unknown[]) => run(running, ...args)));
}

/** The profile of the dataset in the active editor, or of one that is picked. */
async function profile(_running: Running, target: unknown): Promise<void> {
  const uri = pointedAt(target) ?? vscode.window.activeTextEditor?.document.uri ?? (await pick());
  if (uri !== undefined) await showProfile(uri);
}

async function pick(): Promise<vscode.Uri | undefined> {
  const [picked] = (await vscode.window.showOpenDialog({ title: 'Profile a dataset', canSelectMany: false })) ?? [];
  return picked;
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
