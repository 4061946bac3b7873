// The VS Code side: starts the language server soon after activation, and wires commands and the status bar to it.

import * as vscode from 'vscode';
import type { Server } from './client.ts';
import { registerCommands } from './commands.ts';
import { registerDatasetPanels } from './dataset-panel.ts';
import { DatasetsView } from './datasets-view.ts';
import { checkLargeFiles } from './large-files.ts';
import { registerPages } from './pages.ts';
import { SELECTOR } from './selector.ts';
import { createStatus } from './status.ts';

/** What other parts get the running server from. */
export interface Running {
  readonly server: () => Promise<Server>;
  readonly restart: () => Promise<void>;
  /** Another server runs. */
  readonly onRestart: vscode.Event<void>;
  readonly log: vscode.LogOutputChannel;
  /** Where the extension is installed. */
  readonly home: vscode.Uri;
}

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Assay', { log: true });
  const status = createStatus();
  const restarted = new vscode.EventEmitter<void>();
  let server: Promise<Server> | undefined;
  // The protocol library is loaded after activation has returned: VS Code starts no slower for it.
  const start = async () => {
    const { startServer } = await import('./client.ts');
    return startServer(context, log, status);
  };
  // One that never started, or that is gone already, needs no stopping.
  const stopNow = () => server?.then((started) => started.stop()).catch((error: unknown) => log.warn(String(error)));
  const running: Running = {
    server: () => (server ??= start()),
    restart: async () => {
      await stopNow();
      server = start();
      await server;
      restarted.fire();
    },
    onRestart: restarted.event,
    log,
    home: context.extensionUri,
  };
  const datasets = new DatasetsView(running, context.workspaceState);
  context.subscriptions.push(log, status, restarted, datasets, registerPages(running), ...registerCommands({ ...running, datasets }), registerDatasetPanels(running, context.extensionUri), checkLargeFiles(running));
  context.subscriptions.push(whenNeeded(() => void running.server().catch((error: unknown) => log.error(String(error)))));
  stop = async () => stopNow();
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}

/** Calls once there is a document that Assay has something to say about; never within activation itself. */
function whenNeeded(begin: () => void): vscode.Disposable {
  const isOurs = (document: vscode.TextDocument) => vscode.languages.match(SELECTOR, document) > 0;
  const opening = vscode.workspace.onDidOpenTextDocument((document) => isOurs(document) && beginOnce());
  const beginOnce = () => {
    opening.dispose();
    begin();
  };
  setTimeout(() => vscode.workspace.textDocuments.some(isOurs) && beginOnce(), 0);
  return opening;
}
