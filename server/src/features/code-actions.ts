// Quick fixes: safe changes of the text, one or all of a kind, and ways to silence a finding.

import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver-types';
import type { CellIndex } from '../core/table/cell-index.ts';
import type { Silence } from '../core/findings/check.ts';
import type { Finding } from '../core/findings/finding.ts';
import { quoteValue } from '../core/table/scanner.ts';
import { columnName, count } from '../core/words.ts';
import type { DiagnosticData } from './diagnostics.ts';

export interface FixInput {
  readonly uri: string;
  readonly index: CellIndex;
  readonly diagnostic: Diagnostic;
  /** Marked findings of the same code in the same column. */
  readonly alike: readonly Finding[];
}

export function fixesFor(input: FixInput): CodeAction[] {
  const data = input.diagnostic.data as DiagnosticData | undefined;
  if (data?.fix === undefined) return [];
  const one = editFor({ address: { row: data.row, column: data.column }, fix: data.fix, value: data.value, range: input.diagnostic.range }, input.index);
  const actions = one === undefined ? [] : [action(data.fix.title, input, [one], true)];
  const all = input.alike.flatMap((finding) => editFor(finding, input.index) ?? []);
  if (all.length > 1) actions.push(action(allTitle(data, all.length), input, all, false));
  return actions;
}

function action(title: string, { uri, diagnostic }: FixInput, edits: TextEdit[], isPreferred: boolean): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: { changes: { [uri]: edits } }, isPreferred };
}

const ALL_TITLES: { readonly [code: string]: string } = {
  whitespace: 'Trim all',
  'duplicate-row': 'Delete all',
  'stray-quote': 'Quote all',
  'sentinel-value': 'Blank all',
  'near-miss': 'Correct all',
  'wrong-encoding': 'Correct all',
};

function allTitle({ code, columnName: name }: DiagnosticData, n: number): string {
  return `${ALL_TITLES[code] ?? 'Fix all'} ${count(n)} like this${name === undefined ? '' : ` in ${columnName(name)}`}`;
}

function editFor({ fix, address, range, value }: Pick<Finding, 'fix' | 'address' | 'range' | 'value'>, index: CellIndex): TextEdit | undefined {
  const place = index.range(address) ?? range;
  // The row moved, or the cell changed, since the finding was made: its fix may belong elsewhere.
  if (fix?.kind === 'replace-value' && address.row !== undefined && address.column !== undefined && index.value(address.row, address.column) !== value) return undefined;
  if (fix === undefined || place === undefined) return undefined;
  if (fix.kind === 'delete-row') return address.row === undefined ? undefined : { range: { start: place.start, end: lineAfter(place.end, index) }, newText: '' };
  return { range: place, newText: fix.kind === 'replace-value' ? quoteValue(fix.text, index.dialect) : fix.text };
}

/** The start of the next line: the record goes with its line end. */
function lineAfter(end: { line: number; character: number }, index: CellIndex) {
  return index.document.lineCount > end.line + 1 ? { line: end.line + 1, character: 0 } : end;
}

/** What "Ignore…" writes into assay.json. */
export function silencesFor(data: DiagnosticData, dataset: string): readonly { readonly title: string; readonly silence: Silence }[] {
  const { code } = data;
  const options: { title: string; silence: Silence }[] = [];
  if (data.row !== undefined && data.columnName !== undefined) {
    options.push({ title: 'Ignore this finding in this cell', silence: { code, dataset, column: data.columnName, row: data.row, value: data.value } });
  }
  if (data.columnName !== undefined) options.push({ title: `Ignore ${code} in ${columnName(data.columnName)}`, silence: { code, dataset, column: data.columnName } });
  options.push({ title: `Ignore ${code} in this dataset`, silence: { code, dataset } });
  return options;
}
