// The connection to the language server.

import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { LookNotification, StatusNotification } from '../../server/src/protocol/protocol.ts';
import { look, onLook } from './look.ts';
import type { StatusItem } from './status.ts';

/** Rainbow CSV and others have language ids of their own for the same files. */
const SELECTOR = [
  ...['csv', 'tsv', 'jsonl', 'dynamic csv', 'csv (semicolon)', 'csv (pipe)', 'csv (whitespace)'].map((language) => ({ language })),
  { pattern: '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson}' },
  { scheme: 'file', language: 'json' },
  { language: 'python' },
  { notebook: 'jupyter-notebook', language: 'python' },
  { scheme: 'file', language: 'yaml' },
  { scheme: 'file', language: 'toml' },
  { scheme: 'file', pattern: '**/*.{toml,ipynb}' },
];

const WATCHED = '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson,json,parquet,pq,arrow,feather,gz,zst}';

export async function startClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, status: StatusItem): Promise<LanguageClient> {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: log,
    synchronize: { configurationSection: 'assay', fileEvents: vscode.workspace.createFileSystemWatcher(WATCHED) },
    diagnosticCollectionName: 'assay',
    initializationOptions: look(),
  };
  const client = new LanguageClient('assay', 'Assay', server, options);
  client.onNotification(StatusNotification, (now) => status.show(now));
  log.info(`Assay ${String((context.extension.packageJSON as { version: unknown }).version)}`);
  await client.start();
  // Not before the start: a notification would start a second time.
  const changes = onLook((now) => void client.sendNotification(LookNotification, now));
  client.onDidChangeState(({ newState }) => newState === State.Stopped && changes.dispose());
  return client;
}
