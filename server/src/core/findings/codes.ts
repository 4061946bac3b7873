// The one table of codes: what Assay can find, how loud it is, and in which words the docs name it.

import type { Severity } from './finding.ts';

interface CodeEntry {
  readonly severity: Severity;
  /** One line for the settings page and the docs index. */
  readonly title: string;
}

export const CODES = {
  'missing-value': { severity: 'hint', title: 'A cell is empty, or holds a word that stands for missing' },
  'sentinel-value': { severity: 'warning', title: 'A number or mark stands for missing, but readers take it for a value' },
  'ragged-row': { severity: 'error', title: 'A row has more or fewer cells than the header' },
  'unclosed-quote': { severity: 'error', title: 'A quote opens and never closes' },
  'stray-quote': { severity: 'error', title: 'Text follows a closing quote, or white space stands before an opening one' },
  'mixed-newlines': { severity: 'warning', title: 'Lines end in more than one way' },
  'wrong-encoding': { severity: 'warning', title: 'Characters were written in one encoding and read in another' },
  'duplicate-header': { severity: 'warning', title: 'Two columns have the same name' },
  'empty-header': { severity: 'warning', title: 'A column has no name' },
  'type-mismatch': { severity: 'warning', title: 'A cell breaks the evident type of its column' },
  outlier: { severity: 'hint', title: 'A number lies far outside its column' },
  'near-miss': { severity: 'hint', title: 'A rare category is a keystroke away from a frequent one' },
  whitespace: { severity: 'information', title: 'A value has white space at its edge, or an invisible character' },
  'duplicate-row': { severity: 'information', title: 'A row occurs more than once' },
  'duplicate-key': { severity: 'warning', title: 'A value repeats in a column that is otherwise a key' },
  'constant-column': { severity: 'information', title: 'A column holds one value only' },
  'empty-column': { severity: 'warning', title: 'A column holds no value at all' },
  'personal-data': { severity: 'hint', title: 'A column holds personal data' },
  'dataset-not-found': { severity: 'warning', title: 'Code names a dataset that is not there' },
  'dataset-unreadable': { severity: 'error', title: 'A dataset cannot be read' },
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof CODES;

export const ALL_CODES = Object.keys(CODES) as Code[];

/** Loudest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
