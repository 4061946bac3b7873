// The editor at the other end: what it can do, what it told when it started, and what it is asked to draw again.

import type { ClientCapabilities, Connection, InitializeParams } from 'vscode-languageserver';
import type { Look as ChartLook } from '../features/chart.ts';
import { LookNotification, type InitializationOptions } from '../protocol/protocol.ts';
import { InitializationOptionsShape, LookShape } from '../protocol/shapes.ts';
import { receivedParts } from './received.ts';

export class Editor {
  readonly #connection: Connection;
  #can: ClientCapabilities = {};
  #told: InitializationOptions = {};

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#can = capabilities;
    const { parts, fault } = receivedParts(InitializationOptionsShape, initializationOptions);
    this.#told = parts;
    if (fault !== undefined) this.#connection.console.warn(`Initialization option "${fault.name}" is not used: ${fault.reason}.`);
  }

  /** Cards take a new look when they are next shown; colours on the screen have to be asked for again. */
  listen(): void {
    this.#connection.onNotification(LookNotification, (sent: unknown) => {
      const now = receivedParts(LookShape, sent).parts;
      const hadOtherColours = this.hasOtherColours;
      this.#told = { ...this.#told, coloursBySomebodyElse: now.coloursBySomebodyElse, theme: now.theme };
      if (this.hasOtherColours !== hadOtherColours) this.refreshColours();
    });
  }

  /** How charts are drawn. */
  get look(): ChartLook {
    return this.#told.theme ?? 'text';
  }

  /** Whether another extension colours the columns of delimited files. */
  get hasOtherColours(): boolean {
    return this.#told.coloursBySomebodyElse === true;
  }

  /** Whether it asks for the edits of an action once that is chosen. */
  get resolvesEdits(): boolean {
    return this.#can.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
  }

  /** Whether it renames a file as a part of an edit. */
  get renamesFiles(): boolean {
    return this.#can.workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true;
  }

  get showsStatus(): boolean {
    return this.#told.showsStatus === true;
  }

  get changesFolders(): boolean {
    return this.#can.workspace?.workspaceFolders === true;
  }

  /** Whether it watches files only if it is asked to. */
  get wantsWatchers(): boolean {
    return this.#can.workspace?.didChangeWatchedFiles?.dynamicRegistration === true && this.#told.watchesFiles !== true;
  }

  /** The settings it has for us; from one that cannot be asked, what it said by itself. */
  async settings(said?: unknown): Promise<unknown> {
    if (this.#can.workspace?.configuration !== true) return said ?? this.#told.assay;
    return this.#connection.workspace.getConfiguration('assay').catch(() => undefined);
  }

  refreshColours(): void {
    if (this.#can.workspace?.semanticTokens?.refreshSupport === true) this.#connection.languages.semanticTokens.refresh().catch(() => {});
  }

  refreshLenses(): void {
    if (this.#can.workspace?.codeLens?.refreshSupport === true) this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
  }
}
