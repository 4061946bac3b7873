// A Reference: a place in the workspace's text that names a dataset.

import type { Range } from '../table/address.ts';

export interface Reference {
  /** The path or glob as the code means it, with constants folded; forward slashes, not yet resolved. */
  readonly target: string;
  /** The string literal's content (without its quotes); for a folded expression the whole expression. */
  readonly range: Range;
  /** What reads it: 'pandas.read_csv', 'polars.scan_parquet', 'open', 'yaml' … */
  readonly reader: string;
  /** true where it certainly names data (a reader call); false where it merely looks like a path (a config value). Only a sure one that leads nowhere is a finding. */
  readonly sure: boolean;
  /** true where the code writes the dataset; it need not exist yet. */
  readonly writes: boolean;
  /** What the call says of the dialect: sep=, encoding=, header=None … */
  readonly reading?: { readonly delimiter?: string; readonly encoding?: string; readonly header?: boolean };
}

/** Finds the references in one text. Pure; never throws on broken code. */
export type ReferenceFinder = (text: string) => readonly Reference[];
