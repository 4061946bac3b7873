// The language server's entry: over stdio with --stdio, else over the channel that the client opened.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/server.ts';
import { createAssay } from './node/assay.ts';
import { walk } from './node/workspace.ts';

/** Starts the server on this process's own channel. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all), { createAssay, walk });
}

const isEntry = /main\.ts$|server\.js$/.test(process.argv[1] ?? '');
if (isEntry) startServer();
