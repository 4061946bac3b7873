// The language server's entry: over stdio with --stdio, else over the channel that the client opened.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/server.ts';
import { machine } from './node/machine.ts';

/** Starts the server on this process's own channel. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all), machine);
}

const isEntry = /main\.ts$|server\.js$/.test(process.argv[1] ?? '');
if (isEntry) startServer();
