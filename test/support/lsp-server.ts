// The real language server in this process, over a pair of streams, on a workspace of its own on disk.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after } from 'node:test';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '../../server/src/lsp/server.ts';
import { machine } from '../../server/src/node/machine.ts';
import { LspClient } from './lsp-client.ts';

export interface Workspace {
  readonly folder: string;
  readonly client: LspClient;
  /** The absolute path of a file of the workspace. */
  readonly path: (name: string) => string;
}

/** Starts a server on the given files, with the given settings and initialization options; it is stopped, and the files removed, when the tests of this file are over. */
export async function startServer(files: Readonly<Record<string, string | Uint8Array>>, settings: unknown = {}, options?: unknown): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-lsp-'));
  const path = (name: string) => join(folder, name);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  }
  after(() => rmSync(folder, { recursive: true, force: true }));
  const client = connect(settings);
  await client.initialize([folder], options);
  return { folder, client, path };
}

/** A server that has not been told of any folder yet; it is stopped when the tests of this file are over. */
export function connect(settings: unknown = {}): LspClient {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), machine);
  const client = new LspClient(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), settings);
  after(async () => {
    await client.request('shutdown', undefined);
    client.connection.dispose();
  });
  return client;
}
