// The language server: keeps the state together and hands each request to its handler.

import { relative } from 'node:path';
import { NotebookDocuments, TextDocuments, TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult, type NotebookCell } from 'vscode-languageserver';
import type { Assay } from '../core/assay.ts';
import { findReferences, findReferencesInCells, mayNameDatasets } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import { readingFor, settingsFor } from '../core/config/config.ts';
import { ChunkedDocument } from '../core/table/document.ts';
import { formatOf } from '../core/table/dataset.ts';
import type { Log, Walk } from '../core/ports.ts';
import { describe } from '../features/code-lens.ts';
import { COLUMN_TOKENS } from '../features/semantic-tokens.ts';
import { LookNotification, StatusNotification, type InitializationOptions } from '../protocol/protocol.ts';
import { Configs } from './configs.ts';
import type { Context, Followed } from './context.ts';
import { DatasetStore } from './dataset-store.ts';
import { registerHandlers } from './handlers.ts';
import { follow } from './follow.ts';
import { LiveDataset } from './live-dataset.ts';
import { LiveRecords } from './live-records.ts';
import { OnDisk } from './on-disk.ts';
import { Publisher } from './publisher.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';
import { toPath, toUri } from './uris.ts';
import { WorkspaceFiles } from './workspace-files.ts';

const DATA_LANGUAGES = /^(csv|tsv|psv|ssv|csv \(.*\)|dynamic csv|tsv \(.*\))$/;

/** What the server gets from its machine. */
export interface Outside {
  readonly createAssay: (options: { readonly log: Log; readonly memory: string }) => Assay;
  readonly walk: Walk;
}

export function serve(connection: Connection, outside: Outside): void {
  const server = new Server(connection, outside);
  connection.onInitialize((params) => server.initialize(params));
  connection.onInitialized(() => server.start());
  connection.onShutdown(() => server.stop());
  connection.listen();
}

class Server {
  readonly #connection: Connection;
  readonly #outside: Outside;
  readonly #documents = new TextDocuments({ create: ChunkedDocument.create, update: ChunkedDocument.update });
  readonly #notebooks: NotebookDocuments<ChunkedDocument>;
  readonly #live = new Map<string, LiveDataset>();
  readonly #records = new Map<string, LiveRecords>();
  /** Settles when a document has been looked at for the first time. */
  readonly #opening = new Map<string, Promise<void>>();
  readonly #references = new Map<string, { version: number; followed: Promise<readonly Followed[]> }>();
  #roots: readonly string[] = [];
  #settings: Settings = DEFAULT_SETTINGS;
  #assay: Assay | undefined;
  #canConfigure = false;
  #seen: InitializationOptions = {};
  #tellsFolders = false;
  #resolvesEdits = false;
  readonly #work = new Map<string, number>();
  #said: string | undefined;
  #ready: (context: Context) => void = () => {};

  constructor(connection: Connection, outside: Outside) {
    this.#connection = connection;
    this.#outside = outside;
    registerHandlers(connection, new Promise((resolve) => (this.#ready = resolve)));
    this.#documents.listen(connection);
    // Python cells of notebooks join the documents, each under an address of its own.
    this.#notebooks = new NotebookDocuments(this.#documents);
    this.#notebooks.listen(connection);
  }

  initialize(params: InitializeParams): InitializeResult {
    const folders = params.workspaceFolders ?? (params.rootUri == null ? [] : [{ uri: params.rootUri, name: '' }]);
    this.#roots = folders.map(({ uri }) => toPath(uri));
    this.#seen = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    this.#canConfigure = params.capabilities.workspace?.configuration === true;
    this.#resolvesEdits = params.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
    this.#tellsFolders = params.capabilities.workspace?.workspaceFolders === true;
    return {
      serverInfo: { name: 'Assay' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        hoverProvider: true,
        codeLensProvider: {},
        documentLinkProvider: {},
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true },
        semanticTokensProvider: { legend: { tokenTypes: [...COLUMN_TOKENS], tokenModifiers: [] }, full: true, range: true },
        notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'python' }] }] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async start(): Promise<void> {
    await this.#readSettings();
    const { console: log } = this.#connection;
    const assay = this.#outside.createAssay({ log: { info: (m) => log.info(m), warn: (m) => log.warn(m), error: (m) => log.error(m) }, memory: this.#settings.engine.memory });
    this.#assay = assay;
    const configs = new Configs({ roots: () => this.#roots, settings: () => this.#settings, warn: (message) => this.#connection.window.showWarningMessage(message) });
    const publisher = new Publisher(this.#connection);
    const datasets: DatasetStore = new DatasetStore({ assay, config: (path) => configs.for(path), log: (line) => log.info(line), onChange: (path) => this.#datasetChanged(path, context) });
    const workspace = new WorkspaceFiles(() => this.#roots, async () => (await configs.for(this.#roots[0] ?? '/')).config.exclude, this.#outside.walk);
    const onDisk = new OnDisk({ datasets, publisher, config: (path) => configs.for(path), isOpen: (uri) => this.#live.has(uri) || this.#records.has(uri) });
    const context: Context = {
      connection: this.#connection,
      assay,
      datasets,
      onDisk,
      workspace,
      publisher,
      document: (uri) => this.#documents.get(uri),
      live: (uri) => this.#live.get(uri),
      opened: (uri) => this.#opening.get(uri) ?? Promise.resolve(),
      references: (uri) => this.#followed(uri, context),
      settings: () => this.#settings,
      resolvesEdits: () => this.#resolvesEdits,
      look: () => this.#seen.theme ?? 'text',
      hasOtherColours: () => this.#seen.coloursBySomebodyElse === true,
      config: (path) => configs.for(path),
      roots: () => this.#roots,
    };
    this.#ready(context);
    log.info(`Ready. ${this.#roots.length === 0 ? 'No folder is open.' : `Folders: ${this.#roots.join(', ')}`}`);
    this.#documents.onDidOpen(({ document }) => void this.#opened(document, context));
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document, context));
    this.#documents.onDidClose(({ document }) => this.#closed(document.uri, context));
    // Only now is it known which cells belong together: each was looked at alone when its text arrived.
    this.#notebooks.onDidOpen(({ cells }) => this.#cellsCame(cells, context));
    this.#notebooks.onDidChange(({ notebookDocument, cells }) => {
      if (cells !== undefined && cells.added.length + cells.removed.length > 0) this.#cellsCame(notebookDocument.cells, context);
    });
    for (const document of this.#documents.all()) void this.#opened(document, context);
    this.#connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) {
        const path = toPath(uri);
        if (path.endsWith('/assay.json')) {
          configs.forget();
          this.#settingsChanged(context);
        }
        datasets.forget(path);
      }
      workspace.forget();
      this.#references.clear();
      onDisk.again(changes.map(({ uri }) => toPath(uri)));
      void this.#refreshCode(context);
    });
    this.#connection.onDidChangeConfiguration(async () => {
      await this.#readSettings();
      configs.forget();
      this.#settingsChanged(context);
    });
    this.#connection.onNotification(LookNotification, (now) => this.#looksDifferent(now));
    if (!this.#tellsFolders) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => toPath(uri)));
      this.#roots = [...this.#roots.filter((root) => !gone.has(root)), ...added.map(({ uri }) => toPath(uri))];
      workspace.forget();
      this.#references.clear();
    });
  }

  /** Cards take the new look when they are next shown; colours on the screen have to be asked for again. */
  #looksDifferent(now: InitializationOptions): void {
    const hadOtherColours = this.#seen.coloursBySomebodyElse;
    this.#seen = now;
    if (now.coloursBySomebodyElse !== hadOtherColours) this.#refreshColours();
  }

  #refreshColours(): void {
    this.#connection.languages.semanticTokens.refresh().catch(() => {}); // an editor that cannot asks again by itself
  }

  async stop(): Promise<void> {
    for (const live of [...this.#live.values(), ...this.#records.values()]) live.close();
    await this.#assay?.close();
  }

  async #readSettings(): Promise<void> {
    if (!this.#canConfigure) return;
    const { settings, problem } = parseSettings(await this.#connection.workspace.getConfiguration('assay').catch(() => undefined));
    this.#settings = settings;
    if (problem !== undefined && problem !== this.#said) this.#connection.window.showWarningMessage(problem);
    this.#said = problem;
  }

  /** Everything is checked anew under the new settings. */
  #settingsChanged(context: Context): void {
    context.datasets.forgetAll();
    for (const uri of [...this.#live.keys()]) {
      const document = this.#documents.get(uri);
      this.#live.get(uri)?.close();
      this.#live.delete(uri);
      if (document !== undefined) void this.#opened(document, context);
    }
    for (const uri of this.#records.keys()) {
      const document = this.#documents.get(uri);
      if (document !== undefined) void this.#openRecords(document, context);
    }
    this.#refreshColours();
    context.onDisk.again();
    void this.#refreshCode(context);
  }

  #opened(document: ChunkedDocument, context: Context): Promise<void> {
    const opening = this.#firstLook(document, context);
    this.#opening.set(document.uri, opening);
    return opening;
  }

  async #firstLook(document: ChunkedDocument, context: Context): Promise<void> {
    if (isDelimited(document)) return this.#openData(document, context);
    if (isRecords(document)) return this.#openRecords(document, context);
    if (mayNameDatasets(toPath(document.uri)) || document.languageId === 'python') await this.#checkCode(document.uri, context);
  }

  async #openRecords(document: ChunkedDocument, context: Context): Promise<void> {
    const path = toPath(document.uri);
    const { config, folder } = await context.config(path);
    if (this.#documents.get(document.uri) === undefined) return;
    this.#records.get(document.uri)?.close();
    const relativePath = relative(folder, path).replaceAll('\\', '/');
    const records = new LiveRecords(document, {
      assay: context.assay,
      path,
      config,
      relativePath,
      onKnown: (known) => context.publisher.known(document.uri, known, settingsFor(config, relativePath)),
    });
    this.#records.set(document.uri, records);
    await records.check();
  }

  async #openData(document: ChunkedDocument, context: Context): Promise<void> {
    const path = toPath(document.uri);
    const { config, folder } = await context.config(path);
    const relativePath = relative(folder, path).replaceAll('\\', '/');
    if (this.#live.has(document.uri) || this.#documents.get(document.uri) === undefined) return;
    const live = new LiveDataset(document, {
      assay: context.assay,
      path,
      config,
      relativePath,
      reading: readingFor(config, relativePath),
      onFindings: (changed) => context.publisher.live(document.uri, changed),
      onProgress: (share) => this.#progress(path, share, context),
    });
    this.#live.set(document.uri, live);
    this.#refreshColours(); // the editor may have asked already
    await live.open();
    if (live.result !== undefined) context.connection.console.info(`${path}: ${describe(live.result)}`);
  }

  #changed(document: ChunkedDocument, context: Context): void {
    const live = this.#live.get(document.uri);
    const records = this.#records.get(document.uri);
    if (live !== undefined) live.edited();
    else if (records !== undefined) records.edited();
    else if (!isDelimited(document)) for (const uri of this.#cellsWith(document.uri)) void this.#checkCode(uri, context);
  }

  #cellsCame([first]: readonly NotebookCell[], context: Context): void {
    if (first === undefined) return;
    for (const uri of this.#cellsWith(first.document)) void this.#checkCode(uri, context);
    this.#refreshLenses();
  }

  /** The cells of the notebook that a cell belongs to, in order: later ones use what it defines. Any other document alone. */
  #cellsWith(uri: string): readonly string[] {
    const cells = this.#notebooks.findNotebookDocumentForCell(uri)?.cells.map(({ document }) => document) ?? [];
    const known = cells.filter((cell) => this.#documents.get(cell) !== undefined);
    for (const cell of known) this.#references.delete(cell);
    return known.length === 0 ? [uri] : known;
  }

  /** References of one document; of a notebook's cell, with the names of the cells before it. */
  #find(document: ChunkedDocument): readonly Reference[] {
    const cells = this.#notebooks.findNotebookDocumentForCell(document.uri)?.cells.map((cell) => this.#documents.get(cell.document)) ?? [];
    const at = cells.indexOf(document);
    if (at >= 0) return findReferencesInCells(cells.map((cell) => cell?.getText() ?? ''))[at] ?? [];
    const path = toPath(document.uri);
    return findReferences(document.languageId === 'python' && !path.endsWith('.py') ? `${path}.py` : path, document.getText());
  }

  #closed(uri: string, context: Context): void {
    this.#live.get(uri)?.close();
    this.#live.delete(uri);
    this.#records.get(uri)?.close();
    this.#records.delete(uri);
    this.#references.delete(uri);
    this.#opening.delete(uri);
    context.publisher.clear(uri);
    context.onDisk.again([toPath(uri)]);
  }

  #followed(uri: string, context: Context): Promise<readonly Followed[]> {
    const document = this.#documents.get(uri);
    if (document === undefined) return Promise.resolve([]);
    const known = this.#references.get(uri);
    if (known?.version === document.version) return known.followed;
    const followed = follow({ document, references: this.#find(document) }, context);
    this.#references.set(uri, { version: document.version, followed });
    return followed;
  }

  async #checkCode(uri: string, context: Context): Promise<void> {
    const version = this.#documents.get(uri)?.version;
    const followed = await context.references(uri);
    const path = toPath(uri);
    const { config, folder } = await context.config(path);
    // Closed or edited meanwhile: what was found belongs to another text.
    if (version === undefined || this.#documents.get(uri)?.version !== version) return;
    const settings = settingsFor(config, relative(folder, path).replaceAll('\\', '/'));
    context.publisher.code(uri, followed, { settings, peek: (target) => context.datasets.peek(target) });
  }

  /** A dataset's state changed: the code that names it shows it. */
  #datasetChanged(path: string, context: Context): void {
    const working = context.datasets.working.find((work) => work.path === path);
    this.#progress(path, working?.share, context);
    if (working !== undefined) return;
    void this.#refreshCode(context);
  }

  async #refreshCode(context: Context): Promise<void> {
    for (const document of this.#documents.all()) if (!isDelimited(document) && !this.#records.has(document.uri)) await this.#checkCode(document.uri, context);
    this.#refreshLenses();
  }

  #refreshLenses(): void {
    this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
  }

  #progress(path: string, share: number | undefined, context: Context): void {
    if (share === undefined) this.#work.delete(path);
    else this.#work.set(path, share);
    const [first] = this.#work;
    const work = first === undefined ? undefined : `${first[0].split('/').at(-1)} ${Math.round(first[1] * 100)} %`;
    void this.#connection.sendNotification(StatusNotification, { datasets: new Set([...this.#live.keys(), ...this.#records.keys(), ...context.datasets.paths.map(toUri)]).size, work });
  }
}

function isDelimited(document: ChunkedDocument): boolean {
  return formatOf(toPath(document.uri)) === 'delimited' || DATA_LANGUAGES.test(document.languageId);
}

/** JSON Lines; a JSON file is looked at when it holds records. */
function isRecords(document: ChunkedDocument): boolean {
  const format = formatOf(toPath(document.uri));
  return format === 'jsonl' || (format === 'json' && /^\ufeff?\s*\[\s*\{/.test(document.slice(0, 512)));
}
