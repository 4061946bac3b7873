// A language client for tests and benches, speaking the real protocol to the real server.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, type Diagnostic, type MessageReader, type MessageWriter, type ProtocolConnection, type PublishDiagnosticsParams, type Range } from 'vscode-languageserver-protocol';

type Check = (diagnostics: readonly Diagnostic[], version: number) => boolean;

export class LspClient {
  readonly connection: ProtocolConnection;
  readonly #published = new Map<string, readonly Diagnostic[]>();
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** Versions of the texts that diagnostics were about, in the order of their coming. */
  readonly versions: number[] = [];
  /** What the server wrote into the log. */
  readonly logged: string[] = [];

  constructor(reader: MessageReader, writer: MessageWriter, settings: unknown = {}) {
    this.connection = createProtocolConnection(reader, writer, { error: () => {}, warn: () => {}, info: () => {}, log: () => {} });
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics, version }: PublishDiagnosticsParams) => {
      if (version !== undefined) this.versions.push(version);
      this.#published.set(uri, diagnostics);
      for (const look of this.#waiting) look();
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings));
    for (const accepted of ['client/registerCapability', 'window/workDoneProgress/create', 'workspace/codeLens/refresh', 'workspace/semanticTokens/refresh']) this.connection.onRequest(accepted, () => null);
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.logged.push(message));
    this.connection.listen();
  }

  async initialize(folders: readonly string[], initializationOptions?: unknown): Promise<void> {
    const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: folder }));
    const capabilities = { workspace: { configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } }, window: { workDoneProgress: true } };
    await this.connection.sendRequest('initialize', { processId: null, rootUri: workspaceFolders[0]?.uri ?? null, workspaceFolders, capabilities, initializationOptions });
    await this.connection.sendNotification('initialized', {});
  }

  /** Opens a file, or another text in its place. */
  async open(path: string, languageId: string, text = readFileSync(path, 'utf8')): Promise<string> {
    const uri = uriOf(path);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  async edit(uri: string, range: Range | undefined, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [range === undefined ? { text } : { range, text }] });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  diagnostics(uri: string): readonly Diagnostic[] {
    return this.#published.get(uri) ?? [];
  }

  /** Resolves with the diagnostics of a file as soon as they are as wanted. */
  until(uri: string, isWanted: Check, milliseconds = 20_000): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`not within ${milliseconds} ms: ${this.diagnostics(uri).map(({ message }) => message).join('; ')}`))), milliseconds);
      const look = () => {
        const now = this.#published.get(uri);
        if (now !== undefined && isWanted(now, this.#versions.get(uri) ?? 1)) finish(() => resolve(now));
      };
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      this.#waiting.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).toString();
}
