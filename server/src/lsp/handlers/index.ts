// The table of requests: one line a feature.

import { LSPErrorCodes, ResponseError, WillRenameFilesRequest, type CancellationToken, type CodeAction, type Connection, type Diagnostic } from 'vscode-languageserver';
import { z } from 'zod';
import { CheckFileRequest, CheckWorkspaceRequest, ConvertRequest, ProfileRequest, ReportRequest } from '../../protocol/protocol.ts';
import { CompareRequest, DatasetCardRequest, DatasetsRequest, DatasetsShownNotification, RefreshDatasetsNotification } from '../../protocol/datasets.ts';
import { ConvertShape, FileShape, RangeShape, ReportShape, TextPositionShape, TextRangeShape, TextShape } from '../../protocol/shapes.ts';
import { AskViewRequest, CellAtRequest, CloseViewRequest, OpenViewRequest } from '../../protocol/view.ts';
import type { Context } from '../context.ts';
import { received } from '../received.ts';
import { checkFile, checkWorkspace } from './check.ts';
import { actions, resolved } from './code-actions.ts';
import { symbols, tokens } from './columns.ts';
import { convert } from './convert.ts';
import { compare, CompareShape, datasetCardFor, refreshDatasets, ShownShape } from './datasets.ts';
import { hover } from './hover.ts';
import { profilePage } from './profile-page.ts';
import { lenses, links } from './references.ts';
import { prepared, references, rename, RenameShape, RenamesShape, willRename } from './renames.ts';
import { AskShape, askView, cellAt, CloseShape, openView } from './views.ts';
import { report } from './report.ts';

const ActionsShape = z.object({
  textDocument: FileShape,
  context: z.object({ diagnostics: z.array(z.custom<Diagnostic>((sent) => z.object({ range: RangeShape }).safeParse(sent).success, 'a diagnostic with a range is expected')) }),
});
const ActionShape = z.custom<CodeAction>((sent) => z.object({ title: z.string() }).safeParse(sent).success, 'an action with a title is expected');

/** `ready`: settles once the settings are known; requests that come earlier wait for it. */
export function registerHandlers(connection: Connection, ready: Promise<Context>): void {
  /** A handler that fails tells the log, and the user nothing. */
  const answer = <Params, Answer>(shape: z.ZodType<Params>, work: (context: Context, params: Params, token: CancellationToken) => Answer | Promise<Answer>) => {
    return (sent: unknown, token: CancellationToken) => safely(async () => work(await ready, received(shape, sent), token));
  };
  connection.onHover(answer(TextPositionShape, (context, { textDocument, position }) => hover(context, textDocument.uri, position)));
  connection.onCodeLens(answer(TextShape, (context, { textDocument }) => lenses(context, textDocument.uri)));
  connection.onDocumentLinks(answer(TextShape, (context, { textDocument }) => links(context, textDocument.uri)));
  connection.onDocumentSymbol(answer(TextShape, (context, { textDocument }) => symbols(context, textDocument.uri)));
  connection.onReferences(answer(TextPositionShape, references));
  connection.onPrepareRename(answer(TextPositionShape, prepared));
  connection.onRenameRequest(answer(RenameShape, rename));
  connection.onRequest(WillRenameFilesRequest.type, answer(RenamesShape, willRename));
  connection.onCodeAction(answer(ActionsShape, (context, { textDocument, context: { diagnostics } }) => actions(context, textDocument.uri, diagnostics)));
  connection.onCodeActionResolve(answer(ActionShape, resolved));
  connection.languages.semanticTokens.on(answer(TextShape, (context, { textDocument }) => tokens(context, textDocument.uri)));
  connection.languages.semanticTokens.onRange(answer(TextRangeShape, (context, { textDocument, range }) => tokens(context, textDocument.uri, range)));
  connection.onRequest(CheckWorkspaceRequest, (token) => safely(async () => checkWorkspace(await ready, token)));
  connection.onRequest(CheckFileRequest, answer(FileShape, (context, { uri }) => checkFile(context, uri)));
  connection.onRequest(OpenViewRequest, answer(FileShape, (context, { uri }) => openView(context, uri)));
  connection.onRequest(CellAtRequest, answer(TextPositionShape, cellAt));
  connection.onRequest(AskViewRequest, answer(AskShape, askView));
  connection.onRequest(CloseViewRequest, answer(CloseShape, ({ views }, { view }) => views.close(view)));
  connection.onRequest(ReportRequest, answer(ReportShape, report));
  connection.onRequest(ConvertRequest, answer(ConvertShape, convert));
  connection.onRequest(ProfileRequest, answer(FileShape, (context, { uri }) => profilePage(context, uri)));
  connection.onRequest(DatasetsRequest, () => safely(async () => (await ready).catalogue.list()));
  connection.onRequest(DatasetCardRequest, answer(FileShape, (context, { uri }) => datasetCardFor(context, uri)));
  connection.onRequest(CompareRequest, answer(CompareShape, compare));
  const told = <Params>(shape: z.ZodType<Params>, work: (context: Context, params: Params) => void) => async (sent: unknown) => {
    const { success, data } = shape.safeParse(sent);
    if (success) work(await ready, data);
  };
  connection.onNotification(DatasetsShownNotification, told(ShownShape, ({ catalogue }, { isShown }) => catalogue.show(isShown)));
  connection.onNotification(RefreshDatasetsNotification, told(z.unknown(), refreshDatasets));
}

async function safely<T>(work: () => Promise<T>): Promise<T | ResponseError<void>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) return error;
    return new ResponseError<void>(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
  }
}
