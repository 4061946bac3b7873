// The table of requests: one line a feature.

import { ResponseError, type Connection } from 'vscode-languageserver';
import { CheckFileRequest, CheckWorkspaceRequest, ProfileRequest } from '../../protocol/protocol.ts';
import type { Context } from '../context.ts';
import { checkFile, checkWorkspace } from './check.ts';
import { actions, resolved } from './code-actions.ts';
import { symbols, tokens } from './columns.ts';
import { hover } from './hover.ts';
import { profilePage } from './profile-page.ts';
import { lenses, links } from './references.ts';

/** `ready`: settles once the settings are known; requests that come earlier wait for it. */
export function registerHandlers(connection: Connection, ready: Promise<Context>): void {
  const answer = <T>(work: (context: Context) => T | Promise<T>) => safely(async () => work(await ready));
  connection.onHover(({ textDocument, position }) => answer((context) => hover(context, textDocument.uri, position)));
  connection.onCodeLens(({ textDocument }) => answer((context) => lenses(context, textDocument.uri)));
  connection.onDocumentLinks(({ textDocument }) => answer((context) => links(context, textDocument.uri)));
  connection.onDocumentSymbol(({ textDocument }) => answer((context) => symbols(context, textDocument.uri)));
  connection.onCodeAction(({ textDocument, context: { diagnostics } }) => answer((context) => actions(context, textDocument.uri, diagnostics)));
  connection.onCodeActionResolve((action) => answer((context) => resolved(context, action)));
  connection.languages.semanticTokens.on(({ textDocument }) => answer((context) => tokens(context, textDocument.uri)));
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => answer((context) => tokens(context, textDocument.uri, range)));
  connection.onRequest(CheckWorkspaceRequest, (token) => answer((context) => checkWorkspace(context, token)));
  connection.onRequest(CheckFileRequest, ({ uri }) => answer((context) => checkFile(context, uri)));
  connection.onRequest(ProfileRequest, ({ uri }) => answer((context) => profilePage(context, uri)));
}

/** A handler that fails tells the log, and the user nothing. */
async function safely<T>(work: () => Promise<T>): Promise<T | ResponseError<void>> {
  try {
    return await work();
  } catch (error) {
    return new ResponseError<void>(-32803, error instanceof Error ? error.message : String(error));
  }
}
