// The table of requests: one line a feature.

import { CodeActionKind, ResponseError, type CancellationToken, type CodeAction, type CodeLens, type Connection, type Diagnostic, type DocumentLink, type Hover, type Position, type Range } from 'vscode-languageserver';
import { relative } from 'node:path';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { addSilence, CONFIG_NAME } from '../core/config/config.ts';
import { lensFor } from '../features/code-lens.ts';
import { editsFor, fixesFor, silencesFor, type AllOfKind, type FixInput } from '../features/code-actions.ts';
import type { Known } from '../core/findings/known.ts';
import { countOf, type DiagnosticData } from '../features/diagnostics.ts';
import { cellCard, columnCard, datasetCard, escape } from '../features/hover.ts';
import { columnTokens, MOST_LINES } from '../features/semantic-tokens.ts';
import { columnSymbols } from '../features/symbols.ts';
import { datasetPage, reasonPage } from '../features/page.ts';
import { CheckFileRequest, CheckingNotification, CheckWorkspaceRequest, ProfileRequest, type WorkspaceChecked } from '../protocol/protocol.ts';
import type { Context, Followed } from './context.ts';
import type { LiveDataset } from './live-dataset.ts';
import { toPath, toUri } from './uris.ts';

/** `ready`: settles once the settings are known; requests that come earlier wait for it. */
export function registerHandlers(connection: Connection, ready: Promise<Context>): void {
  const answer = <T>(work: (context: Context) => T | Promise<T>) => safely(async () => work(await ready));
  connection.onHover(({ textDocument, position }) => answer((context) => hover(context, textDocument.uri, position)));
  connection.onCodeLens(({ textDocument }) => answer((context) => lenses(context, textDocument.uri)));
  connection.onDocumentLinks(({ textDocument }) => answer((context) => links(context, textDocument.uri)));
  connection.onDocumentSymbol(({ textDocument }) => answer((context) => symbols(context, textDocument.uri)));
  connection.onCodeAction(({ textDocument, context: { diagnostics } }) => answer((context) => actions(context, textDocument.uri, diagnostics)));
  connection.onCodeActionResolve((action) => answer((context) => resolved(context, action)));
  connection.languages.semanticTokens.on(({ textDocument }) => answer((context) => tokens(context, textDocument.uri)));
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => answer((context) => tokens(context, textDocument.uri, range)));
  connection.onRequest(CheckWorkspaceRequest, (token) => answer((context) => checkWorkspace(context, token)));
  connection.onRequest(CheckFileRequest, ({ uri }) => answer(async (context) => void (await context.onDisk.show(toPath(uri)))));
  connection.onRequest(ProfileRequest, ({ uri }) => answer((context) => page(context, uri)));
}

/** A handler that fails tells the log, and the user nothing. */
async function safely<T>(work: () => Promise<T>): Promise<T | ResponseError<void>> {
  try {
    return await work();
  } catch (error) {
    return new ResponseError<void>(-32803, error instanceof Error ? error.message : String(error));
  }
}

async function hover(context: Context, uri: string, position: Position): Promise<Hover | null> {
  const live = context.live(uri);
  if (live === undefined) return referenceHover(await context.references(uri), position, context);
  const cell = live.index.lookup(position);
  const profile = live.result?.profile;
  const column = cell === undefined ? undefined : profile?.columns[cell.column];
  if (cell === undefined || column === undefined || profile === undefined) return null;
  const cards = { profile, look: context.look() };
  const value = cell.row < 0 ? columnCard(column, cards) : cellCard(cell, column, cards);
  return { contents: { kind: 'markdown', value }, range: cell.range };
}

function referenceHover(followed: readonly Followed[], position: Position, context: Context): Hover | null {
  const here = followed.find(({ reference }) => isWithin(position, reference.range));
  if (here?.path === undefined) return null;
  const known = context.datasets.peek(here.path);
  const name = here.path.split('/').at(-1) ?? here.path;
  if (known.state === 'done') return { contents: { kind: 'markdown', value: datasetCard(name, known.result, context.look()) }, range: here.reference.range };
  // The editor itself shows why one cannot be read: that is a diagnostic.
  return known.state === 'working' ? { contents: { kind: 'markdown', value: `Profiling ${escape(name)}…` }, range: here.reference.range } : null;
}

function isWithin({ line, character }: Position, { start, end }: Range): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

async function lenses(context: Context, uri: string): Promise<CodeLens[]> {
  if (!context.settings().codeLens) return [];
  const followed = await context.references(uri);
  return followed.flatMap(({ reference, path }) => (path === undefined || reference.writes ? [] : (lensFor(reference, context.datasets.peek(path), toUri(path)) ?? [])));
}

async function links(context: Context, uri: string): Promise<DocumentLink[]> {
  const followed = await context.references(uri);
  const files = await Promise.all(followed.map(async ({ path }) => path !== undefined && (await context.assay.files.stat(path))?.kind === 'file'));
  return followed.flatMap(({ reference, path }, i) => (path === undefined || !files[i] ? [] : [{ range: reference.range, target: toUri(path), tooltip: 'Open dataset' }]));
}

/** An editor asks once after opening: the types of the columns are worth a short wait. */
const WAIT = 1500;

async function symbols(context: Context, uri: string) {
  await Promise.race([context.opened(uri), setTimeout(WAIT, undefined, { ref: false })]);
  const live = context.live(uri);
  return live === undefined ? [] : columnSymbols(live.index, live.result?.profile);
}

/** Those that nobody else colours. */
const OWN_LANGUAGES = /^(psv|ssv)$/;

function tokens(context: Context, uri: string, range?: Range) {
  const live = context.live(uri);
  const { colourColumns } = context.settings();
  const isLeft = context.hasOtherColours() && !OWN_LANGUAGES.test(context.document(uri)?.languageId ?? '');
  const isOn = colourColumns === 'on' || (colourColumns === 'auto' && !isLeft);
  if (live === undefined || !isOn) return { data: [] };
  const lines = live.index.document.lineCount;
  if (range === undefined && lines > MOST_LINES) return { data: [] };
  return columnTokens(live.index, range?.start.line ?? 0, range?.end.line ?? lines);
}

async function actions(context: Context, uri: string, diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
  const ours = diagnostics.filter(({ source, data }) => source === 'assay' && data !== undefined);
  const found = ours.map(async (diagnostic) => {
    const data = diagnostic.data as DiagnosticData;
    const live = context.live(uri);
    const fixes = live === undefined ? codeFixes(uri, diagnostic) : fixesFor({ uri, index: live.index, diagnostic, alike: alikeIn(live, data) });
    return [...fixes, ...(await silenceActions(context, uri, data))];
  });
  const all = (await Promise.all(found)).flat();
  return context.resolvesEdits() ? all : Promise.all(all.map((action) => (action.data === undefined ? action : resolved(context, action))));
}

function alikeIn(live: LiveDataset, { code, columnName }: DiagnosticData): FixInput['alike'] {
  const { total, marked } = live.kind(code, columnName);
  return { total, reached: live.canFindAll(code, columnName) ? total : marked.length };
}

/** All of a kind may be many: they are looked for when they are wanted, not with every move of the cursor. */
async function resolved(context: Context, action: CodeAction): Promise<CodeAction> {
  const kind = action.data as AllOfKind | undefined;
  const live = kind === undefined ? undefined : context.live(kind.uri);
  if (kind === undefined || live === undefined) return action;
  const { version } = live;
  const edits = editsFor(await live.all(kind.code, kind.columnName), live.index);
  if (live.version !== version) throw new Error('The text was changed meanwhile. Nothing was done.');
  return { ...action, edit: { documentChanges: [{ textDocument: { uri: kind.uri, version }, edits }] } };
}

/** In code a fix replaces the diagnostic's own range. */
function codeFixes(uri: string, diagnostic: Diagnostic): CodeAction[] {
  const { fix } = diagnostic.data as DiagnosticData;
  if (fix?.kind !== 'replace-text') return [];
  return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit: { changes: { [uri]: [{ range: diagnostic.range, newText: fix.text }] } } }];
}

/** Writes into assay.json, as an edit that can be undone. */
async function silenceActions(context: Context, uri: string, data: DiagnosticData): Promise<CodeAction[]> {
  const path = toPath(uri);
  const { folder } = await context.config(path);
  const config = `${folder}/${CONFIG_NAME}`;
  const target = toUri(config);
  const open = context.document(target)?.getText();
  const text = open ?? (await readFile(config, 'utf8').catch(() => undefined));
  const dataset = relative(folder, path).replaceAll('\\', '/');
  return silencesFor(data, dataset).map(({ title, silence }) => {
    const newText = addSilence(text ?? '', silence);
    const lines = (text ?? '').split('\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
    const create = text === undefined ? [{ kind: 'create' as const, uri: target, options: { ignoreIfExists: true } }] : [];
    const edit = { textDocument: { uri: target, version: null }, edits: [{ range: whole, newText }] };
    return { title, kind: CodeActionKind.QuickFix, edit: { documentChanges: [...create, edit] } };
  });
}

async function checkWorkspace(context: Context, token: CancellationToken): Promise<WorkspaceChecked> {
  const paths = await context.workspace.datasets();
  let [datasets, errors, warnings] = [0, 0, 0];
  for (const path of paths) {
    if (token.isCancellationRequested) break;
    void context.connection.sendNotification(CheckingNotification, { name: path.split('/').at(-1) ?? path, done: datasets, of: paths.length });
    const known = await outcome(context, { path, token });
    if (known === undefined) break;
    errors += known.state === 'done' ? countOf(known.result, 'error') : Number(known.state === 'unreadable');
    warnings += known.state === 'done' ? countOf(known.result, 'warning') : 0;
    datasets++;
  }
  return { datasets, of: paths.length, errors, warnings };
}

/** undefined where the user stops it meanwhile; what was begun goes on for the code that names the dataset. */
function outcome(context: Context, { path, token }: { path: string; token: CancellationToken }): Promise<Known | undefined> {
  const stopped = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
  return Promise.race([context.onDisk.show(path), stopped]);
}

async function page(context: Context, uri: string): Promise<string> {
  const path = toPath(uri);
  const name = path.split('/').at(-1) ?? path;
  const open = context.live(uri)?.result;
  if (open !== undefined) return datasetPage(name, open, context.look());
  const known = await context.datasets.check(path);
  if (known.state === 'done') return datasetPage(name, known.result, context.look());
  return reasonPage(name, known.state === 'unreadable' ? known.reason : 'This is no dataset that Assay can read.');
}
