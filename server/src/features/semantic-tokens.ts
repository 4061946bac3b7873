// Colours for the columns of a delimited document, cycling through a few token types.

import { SemanticTokensBuilder } from 'vscode-languageserver';
import type { CellIndex } from '../core/table/cell-index.ts';

/** Contributed in package.json with the scopes that themes colour. */
export const COLUMN_TOKENS: readonly string[] = Array.from({ length: 8 }, (_, i) => `assayColumn${i + 1}`);

/** Longer texts are coloured only where they are shown. */
export const MOST_LINES = 20_000;

export function columnTokens(index: CellIndex, firstLine: number, lastLine: number) {
  const builder = new SemanticTokensBuilder();
  const { from, to } = index.rowsBetween(firstLine, lastLine);
  for (let row = from; row <= to; row++) {
    for (let column = 0; ; column++) {
      const range = index.rangeOfCell(row, column);
      if (range === undefined) break;
      // A token stays on one line; a cell of several lines is coloured on its first.
      if (range.start.line === range.end.line) builder.push(range.start.line, range.start.character, range.end.character - range.start.character, column % COLUMN_TOKENS.length, 0);
    }
  }
  return builder.build();
}
