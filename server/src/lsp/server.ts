// The language server: keeps the state together and hands each request to its handler.

import { relative } from 'node:path';
import { DidChangeWatchedFilesNotification, FileChangeType, NotebookDocuments, TextDocuments, TextDocumentSyncKind, type ClientCapabilities, type Connection, type FileEvent, type InitializeParams, type InitializeResult, type NotebookCell } from 'vscode-languageserver';
import type { Assay } from '../core/assay.ts';
import { mayNameDatasets } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import { readingFor, settingsFor } from '../core/config/config.ts';
import { ChunkedDocument } from '../core/table/document.ts';
import { formatOf } from '../core/table/dataset.ts';
import type { Log, Walk } from '../core/ports.ts';
import { describe } from '../features/code-lens.ts';
import { COLUMN_TOKENS } from '../features/semantic-tokens.ts';
import { LookNotification, StatusNotification, type InitializationOptions, type Look } from '../protocol/protocol.ts';
import { Configs } from './configs.ts';
import type { Context, Followed } from './context.ts';
import { DatasetStore } from './dataset-store.ts';
import { registerHandlers } from './handlers.ts';
import { FoundReferences } from './found-references.ts';
import { follow } from './follow.ts';
import { LiveDataset } from './live-dataset.ts';
import { LiveRecords } from './live-records.ts';
import { OnDisk } from './on-disk.ts';
import { Publisher } from './publisher.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';
import { toPath, toUri } from './uris.ts';
import { WorkspaceFiles } from './workspace-files.ts';

/** What the server asks an editor to watch that does not do so by itself. */
const WATCHED = '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson,json,parquet,pq,arrow,feather,ipc,gz,zst,py,ipynb}';

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
  #client: ClientCapabilities = {};
  #told: InitializationOptions = {};
  readonly #found = new FoundReferences();
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
    this.#roots = rootsOf(params);
    this.#client = params.capabilities;
    const told: unknown = params.initializationOptions;
    this.#told = typeof told === 'object' && told !== null ? told : {};
    return {
      serverInfo: { name: 'Assay' },
      capabilities: {
        positionEncoding: 'utf-16',
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
    await this.#readSettings(this.#told.assay);
    const { console: log } = this.#connection;
    const assay = this.#outside.createAssay({ log: { info: (m) => log.info(m), warn: (m) => log.warn(m), error: (m) => log.error(m) }, memory: this.#settings.engine.memory });
    this.#assay = assay;
    const configs = new Configs({ roots: () => this.#roots, settings: () => this.#settings, warn: (message) => this.#connection.window.showWarningMessage(message) });
    const publisher = new Publisher(this.#connection);
    const datasets: DatasetStore = new DatasetStore({ assay, config: (path) => configs.for(path), inCode: (path) => workspace.reading(path), log: (line) => log.info(line), onChange: (path) => this.#datasetChanged(path, context) });
    const workspace = new WorkspaceFiles({ roots: () => this.#roots, config: (path) => configs.for(path), open: () => this.#openReferences(), walk: this.#outside.walk, files: assay.files, onReadings: () => this.#readAsInCode(context) });
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
      resolvesEdits: () => this.#client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
      look: () => this.#told.theme ?? 'text',
      hasOtherColours: () => this.#told.coloursBySomebodyElse === true,
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
    const filesChanged = (changes: readonly FileEvent[]) => {
      if (changes.some(({ uri }) => toPath(uri).endsWith('/assay.json'))) {
        configs.forget();
        this.#settingsChanged(context);
      }
      for (const { uri } of changes) datasets.forget(toPath(uri));
      const isCodeSame = !changes.some(({ uri }) => mayNameDatasets(toPath(uri)));
      workspace.forget(isCodeSame);
      this.#references.clear();
      if (!isCodeSame) this.#readAsInCode(context);
      onDisk.again(changes.map(({ uri }) => toPath(uri)));
      void this.#refreshCode(context);
    };
    this.#connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes));
    // Not every editor watches files; what it saves itself it tells.
    this.#documents.onDidSave(({ document: { uri } }) => filesChanged([{ uri, type: FileChangeType.Changed }]));
    this.#connection.onDidChangeConfiguration(async ({ settings }: { settings?: { assay?: unknown } | null }) => {
      await this.#readSettings(settings?.assay ?? this.#told.assay);
      configs.forget();
      this.#settingsChanged(context);
    });
    this.#connection.onNotification(LookNotification, (now) => this.#looksDifferent(now));
    if (this.#client.workspace?.workspaceFolders === true) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => toPath(uri)));
        const kept = this.#roots.filter((root) => !gone.has(root));
        this.#roots = [...kept, ...added.map(({ uri }) => toPath(uri)).filter((root) => !kept.includes(root))];
        configs.forget();
        onDisk.drop((path) => !this.#isInRoots(path));
        this.#settingsChanged(context);
      });
    }
    const canWatch = this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    if (canWatch && this.#told.watchesFiles !== true) await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] }).catch(() => {});
  }

  /** Code changed: it may say otherwise how datasets are read. */
  #readAsInCode({ datasets, workspace }: Context): void {
    datasets.review();
    for (const [uri, live] of this.#live) void workspace.reading(toPath(uri)).then((inCode) => live.readAs(inCode));
  }

  #isInRoots(path: string): boolean {
    return this.#roots.some((root) => path.startsWith(`${root}/`));
  }

  /** What the open texts name, as they are now. */
  #openReferences(): readonly { readonly path: string; readonly references: readonly Reference[] }[] {
    return this.#documents.all().filter((document) => !isDelimited(document) && !isRecords(document)).map((document) => ({ path: toPath(document.uri), references: this.#find(document) }));
  }

  /** Cards take the new look when they are next shown; colours on the screen have to be asked for again. */
  #looksDifferent(now: Look): void {
    const hadOtherColours = this.#told.coloursBySomebodyElse;
    this.#told = { ...this.#told, coloursBySomebodyElse: now.coloursBySomebodyElse, theme: now.theme };
    if (now.coloursBySomebodyElse !== hadOtherColours) this.#refreshColours();
  }

  #refreshColours(): void {
    if (this.#client.workspace?.semanticTokens?.refreshSupport === true) this.#connection.languages.semanticTokens.refresh().catch(() => {});
  }

  async stop(): Promise<void> {
    for (const live of [...this.#live.values(), ...this.#records.values()]) live.close();
    await this.#assay?.close();
  }

  /** From the editor where it can be asked; else `told`: what it said by itself. */
  async #readSettings(told: unknown): Promise<void> {
    const canAsk = this.#client.workspace?.configuration === true;
    const { settings, problem } = parseSettings(canAsk ? await this.#connection.workspace.getConfiguration('assay').catch(() => undefined) : told);
    this.#settings = settings;
    if (problem !== undefined && problem !== this.#said) this.#connection.window.showWarningMessage(problem);
    this.#said = problem;
  }

  /** Everything is checked anew under the new settings. */
  #settingsChanged(context: Context): void {
    context.datasets.forgetAll();
    context.workspace.forget();
    this.#references.clear();
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
    if (this.#documents.get(document.uri) !== document) return; // closed meanwhile, perhaps opened anew
    this.#records.get(document.uri)?.close();
    const relativePath = relative(folder, path).replaceAll('\\', '/');
    const records = new LiveRecords(document, {
      assay: context.assay,
      path,
      config,
      relativePath,
      onKnown: (known) => context.publisher.known(document.uri, known, { settings: settingsFor(config, relativePath), version: document.version }),
    });
    this.#records.set(document.uri, records);
    await records.check();
  }

  async #openData(document: ChunkedDocument, context: Context): Promise<void> {
    const path = toPath(document.uri);
    const { config, folder } = await context.config(path);
    const relativePath = relative(folder, path).replaceAll('\\', '/');
    if (this.#live.has(document.uri) || this.#documents.get(document.uri) !== document) return;
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
    const inCode = context.workspace.reading(path);
    const { dialect } = live.index;
    await live.open();
    await live.readAs(await inCode);
    if (live.index.dialect !== dialect) this.#refreshColours();
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
    return at < 0 ? this.#found.of(document) : this.#found.ofCell(cells, at);
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
    const document = this.#documents.get(uri);
    const version = document?.version;
    const followed = await context.references(uri);
    const path = toPath(uri);
    const { config, folder } = await context.config(path);
    // Closed or edited meanwhile: what was found belongs to another text.
    if (version === undefined || this.#documents.get(uri) !== document || document?.version !== version) return;
    const settings = settingsFor(config, relative(folder, path).replaceAll('\\', '/'));
    context.publisher.code(uri, followed, { settings, version, peek: (target) => context.datasets.peek(target) });
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
    if (this.#client.workspace?.codeLens?.refreshSupport === true) this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
  }

  #progress(path: string, share: number | undefined, context: Context): void {
    if (this.#told.showsStatus !== true) return;
    if (share === undefined) this.#work.delete(path);
    else this.#work.set(path, share);
    const [first] = this.#work;
    const work = first === undefined ? undefined : `${first[0].split('/').at(-1)} ${Math.round(first[1] * 100)} %`;
    void this.#connection.sendNotification(StatusNotification, { datasets: new Set([...this.#live.keys(), ...this.#records.keys(), ...context.datasets.paths.map(toUri)]).size, work });
  }
}

/** An old editor has one root, as an address or a path; one that opened a single file has none. */
function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders != null) return [...new Set(workspaceFolders.map(({ uri }) => toPath(uri)))];
  if (rootUri != null) return [toPath(rootUri)];
  return rootPath == null || rootPath === '' ? [] : [rootPath.replaceAll('\\', '/').replace(/\/$/, '')];
}

function isDelimited(document: ChunkedDocument): boolean {
  return formatOf(toPath(document.uri)) === 'delimited' || DATA_LANGUAGES.test(document.languageId);
}

/** JSON Lines; a JSON file is looked at when it holds records. */
function isRecords(document: ChunkedDocument): boolean {
  const format = formatOf(toPath(document.uri));
  return format === 'jsonl' || (format === 'json' && /^\ufeff?\s*\[\s*\{/.test(document.slice(0, 512)));
}
