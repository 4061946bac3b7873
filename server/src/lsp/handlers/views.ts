// What dataset panels ask.

import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { z } from 'zod';
import { EngineError } from '../../core/ports.ts';
import { ASKS, type Ask, type Opened } from '../../../../webviews/contract/dataset.ts';
import type { TextPositionShape } from '../../protocol/shapes.ts';
import type { Context } from '../context.ts';
import { sentence } from '../panel-view.ts';
import { toPath } from '../uris.ts';

export const AskShape = z.object({ view: z.int(), ask: z.enum(Object.keys(ASKS) as [Ask, ...Ask[]]), params: z.unknown() });
export const CloseShape = z.object({ view: z.int() });

export function openView({ views }: Context, uri: string): Promise<Opened> {
  return said(() => views.open(toPath(uri)));
}

export function askView({ views }: Context, { view, ask, params }: z.infer<typeof AskShape>, token: CancellationToken): Promise<unknown> {
  const stop = new AbortController();
  token.onCancellationRequested(() => stop.abort());
  return said(async () => views.ask(view, { ask, params }, stop.signal));
}

export async function cellAt({ tables }: Context, { textDocument, position }: z.infer<typeof TextPositionShape>): Promise<{ row: number; column: number } | null> {
  const cell = (await tables.live(textDocument.uri))?.index.lookup(position);
  return cell === undefined ? null : { row: cell.row, column: cell.column };
}

/** Fails with a sentence for the user. */
async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    const isGivenUp = error instanceof EngineError && error.kind === 'cancelled';
    throw new ResponseError<void>(isGivenUp ? LSPErrorCodes.RequestCancelled : LSPErrorCodes.RequestFailed, sentence(error));
  }
}
