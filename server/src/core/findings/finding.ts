// A Finding: a rule that fails somewhere in a dataset, or a reference that cannot be followed.

import type { Address, Range } from '../table/address.ts';
import type { Code } from './codes.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A safe, undoable change that would settle the finding. */
export type Fix =
  /** Put `text` in place of the cell's value (quoted anew where the dialect needs it). */
  | { readonly kind: 'replace-value'; readonly title: string; readonly text: string }
  /** Put `text` in place of the exact source range. */
  | { readonly kind: 'replace-text'; readonly title: string; readonly text: string }
  /** Take the whole record out, with its line end. */
  | { readonly kind: 'delete-row'; readonly title: string };

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly address: Address;
  readonly message: string;
  /** The cell's value as the data have it. */
  readonly value?: string;
  readonly column?: string;
  readonly fix?: Fix;
  /** For a finding that stands for many cells (a header's summary): how many there are in all, and how many are not marked singly. */
  readonly total?: number;
  readonly unmarked?: number;
  /** Where in the text, once located. */
  readonly range?: Range;
}
