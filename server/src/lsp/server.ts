// The language server: what the editor tells goes to the nouns that it concerns.

import { DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver';
import { z } from 'zod';
import { mayNameDatasets } from '../core/code/index.ts';
import { formatOf } from '../core/table/dataset.ts';
import { WATCHED } from '../protocol/protocol.ts';
import { FileShape } from '../protocol/shapes.ts';
import { CAPABILITIES } from './capabilities.ts';
import { Changes } from './changes.ts';
import { createContext, readAsInCode, type Beginnings, type Context, type Machine } from './context.ts';
import { CurrentSettings } from './current-settings.ts';
import { Editor } from './editor.ts';
import { registerHandlers } from './handlers/index.ts';
import { received, receivedParts } from './received.ts';
import { Roots } from './roots.ts';
import { kindOf, Texts } from './texts.ts';
import { toPath } from './uris.ts';

const InitializeShape = z.object({
  capabilities: z.looseObject({}),
  workspaceFolders: z.array(FileShape).nullish(),
  rootUri: z.string().nullish(),
  rootPath: z.string().nullish(),
});

const ConfigurationShape = z.object({ settings: z.object({ assay: z.unknown() }).partial().optional().catch(undefined) });

export function serve(connection: Connection, machine: Machine): void {
  const editor = new Editor(connection);
  const settings = new CurrentSettings(editor, (message) => connection.window.showWarningMessage(message));
  const beginnings = { connection, editor, settings, roots: new Roots(), texts: new Texts(connection) };
  let context: Context | undefined;
  let begin: (begun: Context) => void = () => {};
  registerHandlers(connection, new Promise((resolve) => (begin = resolve)));
  connection.onInitialize((params) => {
    received(InitializeShape, params);
    editor.initialize(params);
    beginnings.roots.initialize(params);
    return { serverInfo: { name: 'Assay' }, capabilities: CAPABILITIES };
  });
  connection.onInitialized(async () => {
    await settings.read();
    context = start(beginnings, machine);
    begin(context);
  });
  connection.onShutdown(async () => {
    context?.tables.closeAll();
    await context?.assay.close();
  });
  connection.listen();
}

function start(beginnings: Beginnings, machine: Machine): Context {
  const { connection, editor, roots } = beginnings;
  const context = createContext(beginnings, machine);
  connection.console.info(`Ready. ${roots.paths.length === 0 ? 'No folder is open.' : `Folders: ${roots.paths.join(', ')}`}`);
  followTexts(context);
  followFiles(context);
  followSettings(context);
  editor.listen();
  return context;
}

function followTexts(context: Context): void {
  const { texts, tables, code, references, publisher, onDisk, codeOnDisk, catalogue } = context;
  texts.listen({
    opened: (document) => {
      const kind = kindOf(document);
      if (kind === 'code') codeOpened(document.uri, context);
      else if (kind !== 'other') tables.open(document);
    },
    changed: (document) => {
      const { uri } = document;
      const kind = kindOf(document); // of JSON it may have changed with the text
      if (kind === 'code') {
        tables.close(uri);
        code.edited(uri);
        catalogue.changed(uri);
      } else if (tables.has(uri)) tables.edited(uri);
      else if (kind !== 'other') tables.open(document);
    },
    closed: (uri) => {
      tables.close(uri);
      references.forget(uri);
      publisher.clear(uri);
      const changes = new Changes([toPath(uri)]);
      onDisk.again(changes);
      void codeOnDisk.again(changes);
      if (mayNameDatasets(toPath(uri))) catalogue.changed(uri);
    },
    // Not every editor watches files; what it saves itself it tells.
    saved: (uri) => filesChanged([toPath(uri)], context),
    regrouped: (uri) => {
      code.regrouped(uri);
      catalogue.changed(uri);
    },
    notebookOpened: (uri) => publisher.clear(uri), // its cells show what is wrong with them
    notebookClosed: (uri) => void codeOnDisk.again(new Changes([toPath(uri)])),
  });
}

function codeOpened(uri: string, { code, catalogue }: Context): void {
  void code.check(uri);
  catalogue.changed(uri);
}

function followFiles(context: Context): void {
  const { connection, editor } = context;
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => toPath(uri)), context));
  connection.workspace.onDidRenameFiles(({ files }) => filesChanged(files.flatMap(({ oldUri, newUri }) => [toPath(oldUri), toPath(newUri)]), context));
  connection.workspace.onDidDeleteFiles(({ files }) => filesChanged(files.map(({ uri }) => toPath(uri)), context));
  if (editor.wantsWatchers) connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] }).catch(() => {});
}

/** `paths`: of files, and of folders with all that is in them. */
function filesChanged(paths: readonly string[], context: Context): void {
  const { datasets, workspace, references, onDisk, code, codeOnDisk, views, catalogue } = context;
  if (paths.some((path) => context.configs.has(path))) settingsChanged(context);
  const changes = new Changes(paths);
  datasets.forget(changes);
  const isCodeSame = paths.every(isOnlyData);
  workspace.forget(isCodeSame);
  references.forget();
  if (!isCodeSame) readAsInCode(context);
  onDisk.again(changes);
  void codeOnDisk.again(changes);
  views.again(changes);
  catalogue.changed();
  void code.refresh();
}

/** A folder may hold code. */
function isOnlyData(path: string): boolean {
  return formatOf(path) !== undefined && !mayNameDatasets(path);
}

function followSettings(context: Context): void {
  const { connection, editor, settings, roots, onDisk, codeOnDisk } = context;
  connection.onDidChangeConfiguration(async (sent: unknown) => {
    await settings.read(receivedParts(ConfigurationShape, sent).parts.settings?.assay);
    settingsChanged(context);
  });
  if (!editor.changesFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders((change) => {
    roots.change(change);
    for (const shown of [onDisk, codeOnDisk]) shown.drop((path) => roots.of(path) === undefined);
    settingsChanged(context);
  });
}

/** Everything is checked anew under the new settings. */
function settingsChanged({ configs, datasets, workspace, references, tables, onDisk, code, codeOnDisk, views, catalogue }: Context): void {
  configs.forget();
  datasets.forget();
  workspace.forget();
  references.forget();
  tables.again();
  views.again();
  onDisk.again();
  void codeOnDisk.again();
  catalogue.changed();
  void code.refresh();
}
