// The report for a person at a terminal: each finding with its line and carets under the place.

import { groupBy } from '../group-by.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { SEVERITIES } from '../findings/codes.ts';
import { plural } from '../words.ts';
import type { FileReport, Reporter, ReportOptions } from './report.ts';

const COLOURS: { readonly [severity in Severity]: string } = { error: '31', warning: '33', information: '36', hint: '90' };
/** Findings of one code in one column that are shown in full; the rest are counted. */
const SHOWN = 3;
const WIDEST = 100;

export const pretty: Reporter = (files, options) => {
  const parts = files.filter(({ findings, result }) => findings.length > 0 || result !== undefined).map((file) => fileText(file, options));
  const all = files.flatMap(({ findings }) => findings);
  const counts = SEVERITIES.map((severity) => [severity, all.filter((f) => f.severity === severity).reduce((n, f) => n + (f.unmarked ?? 1), 0)] as const).filter(([, n]) => n > 0);
  const datasets = files.filter(({ result }) => result !== undefined).length;
  const found = counts.length === 0 ? 'nothing found' : counts.map(([severity, n]) => paint(plural(n, severity, severity === 'information' ? severity : `${severity}s`), COLOURS[severity], options)).join(' · ');
  return `${parts.join('\n')}${parts.length > 0 ? '\n' : ''}${plural(datasets, 'dataset')} · ${found}\n`;
};

function fileText({ path, findings, result }: FileReport, options: ReportOptions): string {
  const size = result === undefined ? '' : ` · ${plural(result.profile.rows, 'row')} × ${plural(result.profile.columns.length, 'column')}`;
  const lines = [`${paint(path, '1', options)}${size}`];
  const groups = groupBy(findings, (finding) => `${finding.code} ${finding.column ?? ''}`);
  for (const group of [...groups.values()].toSorted(byLoudness)) lines.push(...groupText(path, group, options));
  return `${lines.join('\n')}\n`;
}

function byLoudness(a: readonly Finding[], b: readonly Finding[]): number {
  const rank = (group: readonly Finding[]) => SEVERITIES.indexOf(group[0]?.severity ?? 'hint');
  return rank(a) - rank(b);
}

function groupText(path: string, group: readonly Finding[], options: ReportOptions): readonly string[] {
  const isQuiet = group.every((finding) => finding.code === 'missing-value');
  const shown = group.slice(0, isQuiet ? 1 : SHOWN);
  const left = group.slice(shown.length).reduce((n, finding) => n + (finding.unmarked ?? 1), 0);
  const lines = shown.flatMap((finding) => findingText(path, finding, options));
  if (left > 0 && !isQuiet) lines.push(paint(`      and ${plural(left, 'more like this', 'more like this')}`, '90', options));
  return lines;
}

function findingText(path: string, finding: Finding, options: ReportOptions): readonly string[] {
  const { range, severity, code, message, address } = finding;
  const place = range === undefined ? (address.row === undefined ? '' : `row ${address.row + 1}`) : `${range.start.line + 1}:${range.start.character + 1}`;
  const head = `  ${paint(severity, COLOURS[severity], options)} ${message} ${paint(`${code}${place === '' ? '' : ` ${place}`}`, '90', options)}`;
  if (code === 'missing-value') return [head];
  return [head, ...excerpt(path, finding, options)];
}

/** The line and carets under the range; a long line is cut around it. */
function excerpt(path: string, { range }: Finding, options: ReportOptions): readonly string[] {
  if (range === undefined) return [];
  const [line] = options.lines(path, range.start.line, 1) ?? [];
  if (line === undefined) return [];
  const end = range.end.line === range.start.line ? Math.max(range.end.character, range.start.character + 1) : line.length;
  const from = Math.max(0, Math.min(range.start.character - 30, line.length - WIDEST));
  const cut = line.slice(from, from + WIDEST);
  const before = line.slice(from, range.start.character);
  const marked = line.slice(range.start.character, Math.min(end, from + WIDEST));
  const number = String(range.start.line + 1).padStart(5);
  const lead = from > 0 ? '…' : '';
  const carets = '^'.repeat(Math.max(1, displayWidth(marked)));
  const margin = paint(`${number} │ `, '90', options);
  const blank = paint(`${' '.repeat(5)} │ `, '90', options);
  return [`${margin}${lead}${tabs(cut)}`, `${blank}${' '.repeat(displayWidth(lead) + displayWidth(before))}${paint(carets, '31', options)}`];
}

function tabs(text: string): string {
  return text.replaceAll('\t', '    ').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '·');
}

/** Columns a text takes on a terminal: East Asian wide characters and emoji take two, marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character === '\t') width += 4;
    else if (/\p{M}|\u200b|\u200d|\ufe0f/u.test(character)) continue;
    else width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
  }
  return width;
}

function paint(text: string, code: string, { colour }: ReportOptions): string {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text;
}
