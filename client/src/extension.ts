// The VS Code side: starts the language server soon after activation, and wires commands and the status bar to it.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { createStatus } from './status.ts';

/** What other parts get the running server from. */
export interface Running {
  readonly client: () => Promise<LanguageClient>;
  readonly restart: () => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Assay', { log: true });
  const status = createStatus();
  let client: Promise<LanguageClient> | undefined;
  // The protocol library is loaded after activation has returned: VS Code starts no slower for it.
  const start = async () => {
    const { startClient } = await import('./client.ts');
    return startClient(context, log, status);
  };
  // One that never started, or that is gone already, needs no stopping.
  const stopNow = () => client?.then((started) => started.stop()).catch((error: unknown) => log.warn(String(error)));
  const running: Running = {
    client: () => (client ??= start()),
    restart: async () => {
      await stopNow();
      client = start();
      await client;
    },
    log,
  };
  context.subscriptions.push(log, status, ...registerCommands(running));
  setTimeout(() => running.client().catch((error: unknown) => log.error(String(error))), 0);
  stop = async () => stopNow();
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
