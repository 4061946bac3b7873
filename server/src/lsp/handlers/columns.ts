// In an open table: its columns in the outline, and their colours.

import type { Range } from 'vscode-languageserver';
import { columnTokens, MOST_LINES } from '../../features/semantic-tokens.ts';
import { columnSymbols } from '../../features/symbols.ts';
import type { Context } from '../context.ts';

/** An editor asks once after opening: the types of the columns are worth a short wait. */
const WAIT = 1500;

export async function symbols(context: Context, uri: string) {
  await Promise.race([context.tables.looked(uri), afterWait()]);
  const live = await context.tables.live(uri);
  return live === undefined ? [] : columnSymbols(live.index, live.result?.profile);
}

/** Those that nobody else colours. */
const OWN_LANGUAGES = /^(psv|ssv)$/;

export async function tokens(context: Context, uri: string, range?: Range) {
  const live = await context.tables.live(uri);
  const { colourColumns } = context.settings.now;
  const isLeft = context.editor.hasOtherColours && !OWN_LANGUAGES.test(context.texts.get(uri)?.languageId ?? '');
  const isOn = colourColumns === 'on' || (colourColumns === 'auto' && !isLeft);
  if (live === undefined || !isOn) return { data: [] };
  const lines = live.index.document.lineCount;
  if (range === undefined && lines > MOST_LINES) return { data: [] };
  return columnTokens(live.index, range?.start.line ?? 0, range?.end.line ?? lines);
}

function afterWait(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WAIT).unref());
}
