// The connection to the language server.

import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { CheckFileRequest, CheckingNotification, CheckWorkspaceRequest, ConvertRequest, LookNotification, ProfileRequest, ReportRequest, StatusNotification, WATCHED, type ConvertTarget, type InitializationOptions, type ReportParams, type WorkspaceChecked } from '../../server/src/protocol/protocol.ts';
import { CompareRequest, DatasetCardRequest, DatasetsChangedNotification, DatasetsRequest, DatasetsShownNotification, RefreshDatasetsNotification, type DatasetList, type DatasetsChange } from '../../server/src/protocol/datasets.ts';
import { AskViewRequest, CellAtRequest, CloseViewRequest, OpenViewRequest, ViewNewsNotification } from '../../server/src/protocol/view.ts';
import type { News } from '../../webviews/contract/dataset.ts';
import { pageLink } from './code-page.ts';
import { look, onLook } from './look.ts';
import { BINARY_DATA, SELECTOR } from './selector.ts';
import type { StatusItem } from './status.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface ViewNews {
  readonly view: number;
  readonly news: News;
}

/** The running server, as the rest of the client knows it. */
export interface Server {
  /** `onProgress`: the dataset that is looked at, and the share of one dataset in all. */
  checkWorkspace(onProgress: (name: string, share: number) => void, token: vscode.CancellationToken): Promise<WorkspaceChecked>;
  /** Findings of a file as it is on disk. */
  checkFile(uri: string): Promise<void>;
  /** As Markdown. */
  profile(uri: string): Promise<string>;
  /** A view of the dataset for a panel; rejects with a sentence for the user. */
  openView(uri: string): Promise<unknown>;
  askView(question: { readonly view: number; readonly ask: string; readonly params?: unknown }, token?: vscode.CancellationToken): Promise<unknown>;
  closeView(view: number): Promise<void>;
  /** The cell at a place in an open text; `row` -1 is the header. */
  cellAt(uri: string, position: vscode.Position): Promise<Cell | null>;
  onViewNews(listener: (news: ViewNews) => void): vscode.Disposable;
  /** The text of a report; `onProgress` as above. */
  report(params: Omit<ReportParams, 'version'>, onProgress: (name: string, share: number) => void, token: vscode.CancellationToken): Promise<string>;
  /** Writes a file of another format; what came of it, in sentences. */
  convert(uri: string, to: { readonly target: ConvertTarget; readonly output: string }, token: vscode.CancellationToken): Promise<readonly string[]>;
  /** The datasets of the workspace; of changes is told from the first time on. */
  datasets(): Promise<DatasetList>;
  onDatasetsChanged(listener: (change: DatasetsChange) => void): vscode.Disposable;
  /** Whether the list is on the screen. */
  showDatasets(isShown: boolean): Promise<void>;
  refreshDatasets(): Promise<void>;
  /** As Markdown; empty where nothing is known yet. */
  datasetCard(uri: string): Promise<string>;
  /** As Markdown. */
  compare(first: string, second: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, status: StatusItem): Promise<Server> {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: log,
    synchronize: { configurationSection: 'assay', fileEvents: vscode.workspace.createFileSystemWatcher(WATCHED) },
    diagnosticCollectionName: 'assay',
    initializationOptions: { ...look(), watchesFiles: true, showsStatus: true } satisfies InitializationOptions,
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(pageLink)),
      provideDocumentLinks: async (document, token, next) => (await next(document, token))?.map(toProfile),
    },
  };
  const client = new LanguageClient('assay', 'Assay', server, options);
  client.onNotification(StatusNotification, (now) => status.show(now));
  const newsEvent = new vscode.EventEmitter<ViewNews>();
  client.onNotification(ViewNewsNotification, ({ view, news }) => newsEvent.fire({ view, news: news as News }));
  const datasetsEvent = new vscode.EventEmitter<DatasetsChange>();
  client.onNotification(DatasetsChangedNotification, (change) => datasetsEvent.fire(change));
  const version = String((context.extension.packageJSON as { version: unknown }).version);
  log.info(`Assay ${version}`);
  await client.start();
  // Not before the start: a notification would start a second time.
  const changes = onLook((now) => void client.sendNotification(LookNotification, now));
  client.onDidChangeState(({ newState }) => newState === State.Stopped && changes.dispose());
  const followed = <T>(onProgress: (name: string, share: number) => void, work: () => Promise<T>): Promise<T> => {
    const following = client.onNotification(CheckingNotification, ({ name, of }) => onProgress(name, 1 / of));
    return work().finally(() => following.dispose());
  };
  return {
    checkWorkspace: (onProgress, token) => followed(onProgress, () => client.sendRequest(CheckWorkspaceRequest, token)),
    report: (params, onProgress, token) => followed(onProgress, () => client.sendRequest(ReportRequest, { ...params, version }, token)),
    convert: (uri, to, token) => client.sendRequest(ConvertRequest, { uri, ...to }, token),
    checkFile: (uri) => client.sendRequest(CheckFileRequest, { uri }),
    profile: (uri) => client.sendRequest(ProfileRequest, { uri }),
    openView: (uri) => client.sendRequest(OpenViewRequest, { uri }),
    askView: (question, token) => client.sendRequest(AskViewRequest, question, token),
    closeView: (view) => client.sendRequest(CloseViewRequest, { view }),
    cellAt: (uri, { line, character }) => client.sendRequest(CellAtRequest, { textDocument: { uri }, position: { line, character } }),
    onViewNews: newsEvent.event,
    datasets: () => client.sendRequest(DatasetsRequest),
    onDatasetsChanged: datasetsEvent.event,
    showDatasets: (isShown) => client.sendNotification(DatasetsShownNotification, { isShown }),
    refreshDatasets: () => client.sendNotification(RefreshDatasetsNotification, {}),
    datasetCard: (uri) => client.sendRequest(DatasetCardRequest, { uri }),
    compare: (first, second) => client.sendRequest(CompareRequest, { first, second }),
    stop: () => client.stop(),
  };
}

/** VS Code cannot show what is no text: such a link leads to the profile. */
function toProfile(link: vscode.DocumentLink): vscode.DocumentLink {
  if (link.target === undefined || !BINARY_DATA.test(link.target.path)) return link;
  const profile = new vscode.DocumentLink(link.range, vscode.Uri.parse(`command:assay.openDataset?${encodeURIComponent(JSON.stringify([link.target.toString()]))}`));
  profile.tooltip = 'Show profile';
  return profile;
}
