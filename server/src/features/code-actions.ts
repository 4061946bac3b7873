// Quick fixes: safe changes of the text, one or all of a kind, and ways to silence a finding.

import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver-types';
import { z } from 'zod';
import type { CellIndex } from '../core/table/cell-index.ts';
import type { Silence } from '../core/findings/check.ts';
import type { Finding } from '../core/findings/finding.ts';
import { ALL_CODES, type Code } from '../core/findings/codes.ts';
import { quoteValue } from '../core/table/scanner.ts';
import { columnName, count } from '../core/words.ts';
import type { DiagnosticData } from './diagnostics.ts';

export interface FixInput {
  readonly uri: string;
  readonly index: CellIndex;
  readonly diagnostic: Diagnostic;
  readonly data: DiagnosticData;
  /** Findings of the same code in the same column: how many there are, and how many of them a fix reaches. */
  readonly alike: { readonly total: number; readonly reached: number };
}

/** What "all of a kind" is made from once it is chosen. */
export const AllOfKind = z.object({ uri: z.string(), code: z.enum(ALL_CODES as [Code, ...Code[]]), columnName: z.string().optional() });

export type AllOfKind = z.infer<typeof AllOfKind>;

export function fixesFor(input: FixInput): CodeAction[] {
  const { alike, data, index } = input;
  const one = editFor({ address: { row: data.row, column: data.column }, fix: data.fix, value: data.value, range: input.diagnostic.range }, index);
  const actions = one === undefined || data.fix === undefined ? [] : [action(data.fix.title, input, { edit: { changes: { [input.uri]: [one] } }, isPreferred: true })];
  const title = alike.reached > 1 ? allTitle(data, alike) : undefined;
  const kind: AllOfKind = { uri: input.uri, code: data.code, columnName: data.columnName };
  if (title !== undefined) actions.push(action(title, input, { data: kind }));
  return actions;
}

/** The edits for all of a kind, for the text that `index` has. */
export function editsFor(findings: readonly Finding[], index: CellIndex): TextEdit[] {
  return findings.flatMap((finding) => editFor(finding, index) ?? []);
}

function action(title: string, { diagnostic }: FixInput, rest: Pick<CodeAction, 'edit' | 'data' | 'isPreferred'>): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...rest };
}

/** Codes whose findings have fixes. */
const VERBS: { readonly [code in Code]?: string } = {
  whitespace: 'Trim',
  'duplicate-row': 'Delete',
  'stray-quote': 'Quote',
  'sentinel-value': 'Blank',
  'near-miss': 'Correct',
  'wrong-encoding': 'Correct',
};

function allTitle({ code, columnName: name }: DiagnosticData, { total, reached }: FixInput['alike']): string | undefined {
  const verb = VERBS[code];
  if (verb === undefined) return undefined;
  const how = reached < total ? `${count(reached)} of ${count(total)}` : `all ${count(total)}`;
  return `${verb} ${how} like this${name === undefined ? '' : ` in ${columnName(name)}`}`;
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
