// What is wrong with the way a text is written, before anybody looks at its values.

import type { Range } from './address.ts';

export type Newline = '\n' | '\r\n' | '\r';

/** One structural fault. Rows are record ordinals as everywhere; -1 is the header record. */
export type Problem =
  /** `extra` holds the text of the first cell past the header where there are too many. */
  | { readonly kind: 'ragged-row'; readonly row: number; readonly cells: number; readonly expected: number; readonly extra?: string; readonly range: Range }
  /** Nearly every row has another number of cells than the header (or the first row, where there is none): `ragged` of `rows`, mostly `usual`. */
  | { readonly kind: 'odd-header'; readonly row: number; readonly cells: number; readonly usual: number; readonly ragged: number; readonly rows: number; readonly range: Range }
  /** The quote that opens at `range.start` never closes; it is read as a literal character. `swallowed` = records a naive reader would lose. */
  | { readonly kind: 'unclosed-quote'; readonly row: number; readonly column: number; readonly swallowed: number; readonly range: Range }
  /** Text after a closing quote. Range: the cell. `fixed`: the cell's source text, quoted as it should be. */
  | { readonly kind: 'stray-quote'; readonly row: number; readonly column: number; readonly fixed: string; readonly range: Range }
  /** White space before an opening quote. Range and `fixed` as above. */
  | { readonly kind: 'padded-quote'; readonly row: number; readonly column: number; readonly fixed: string; readonly range: Range }
  /** The first line that ends otherwise than most; `counts` per kind of newline outside quotes. */
  | { readonly kind: 'mixed-newlines'; readonly row: number; readonly counts: { readonly [newline in Newline]: number }; readonly range: Range }
  /** Bytes that are not valid in the encoding (U+FFFD in the decoded text), or text that was decoded twice ("Ã©"). `fixed`: what it probably was. */
  | { readonly kind: 'wrong-encoding'; readonly row: number; readonly column: number; readonly text: string; readonly fixed?: string; readonly range: Range }
  /** A JSON record that does not parse, or is no object with named values. */
  | { readonly kind: 'broken-record'; readonly row: number; readonly reason: string; readonly range: Range }
  /** NUL characters in the text. */
  | { readonly kind: 'nul-character'; readonly row: number; readonly column: number; readonly range: Range };

/** Structural faults found while reading: the first few of each kind with their places, and the true count of each. */
export interface Problems {
  readonly list: readonly Problem[];
  readonly totals: { readonly [kind in Problem['kind']]?: number };
}
