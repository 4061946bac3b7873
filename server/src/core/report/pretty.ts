// The report for a person at a terminal: each finding with its line and carets under the place.

import { SEVERITIES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { groupBy } from '../group-by.ts';
import { count, plural } from '../words.ts';
import { excerpt } from './excerpt.ts';
import type { FileReport, Reporter, ReportOptions } from './report.ts';
import { summaryLine } from './summary.ts';
import { safe } from './terminal.ts';

const COLOURS: { readonly [severity in Severity]: string } = { error: '31', warning: '33', information: '36', hint: '90' };
const BOLD = '1';
const GREY = '90';
/** Findings of one code in one column that are shown in full; the rest are counted. */
const SHOWN = 3;
const MARGIN = 5;

export const pretty: Reporter = (files, options) => {
  const parts = files.filter(({ findings, isDataset }) => findings.length > 0 || isDataset).map((file) => fileText(file, options));
  const summary = summaryLine(files, (text, severity) => paint(text, COLOURS[severity], options));
  return `${[...parts, summary].join('\n')}\n`;
};

function fileText({ path, findings, result }: FileReport, options: ReportOptions): string {
  const size = result === undefined ? '' : ` · ${plural(result.profile.rows, 'row')} × ${plural(result.profile.columns.length, 'column')}`;
  const lines = [`${paint(safe(path), BOLD, options)}${size}`];
  const groups = groupBy(findings, (finding) => JSON.stringify([finding.code, finding.column]));
  for (const group of [...groups.values()].toSorted(byLoudness)) lines.push(...groupText(path, group, options));
  return `${lines.join('\n')}\n`;
}

function byLoudness(a: readonly Finding[], b: readonly Finding[]): number {
  const rank = (group: readonly Finding[]) => Math.min(...group.slice(0, SHOWN).map(({ severity }) => SEVERITIES.indexOf(severity)));
  return rank(a) - rank(b);
}

/** The first few of one kind; of missing cells one, for its message counts them all. */
function groupText(path: string, group: readonly Finding[], options: ReportOptions): readonly string[] {
  const isCounted = group.every(({ code }) => code === 'missing-value');
  const shown = options.all ? group : group.slice(0, isCounted ? 1 : SHOWN);
  const lines = shown.flatMap((finding) => [headline(finding, options), ...(isCounted ? [] : place(path, finding, options))]);
  const left = group.slice(shown.length).reduce((n, { unmarked = 1 }) => n + unmarked, 0);
  if (left > 0 && !isCounted) lines.push(paint(`${' '.repeat(MARGIN + 1)}and ${count(left)} more like this`, GREY, options));
  return lines;
}

function headline({ range, severity, code, message, address }: Finding, options: ReportOptions): string {
  const row = address.row === undefined ? '' : ` row ${count(address.row + 1)}`;
  const at = range === undefined ? row : ` ${range.start.line + 1}:${range.start.character + 1}`;
  return `  ${paint(severity, COLOURS[severity], options)} ${safe(message)} ${paint(code + at, GREY, options)}`;
}

function place(path: string, { range, severity }: Finding, options: ReportOptions): readonly string[] {
  const line = range === undefined ? undefined : options.line(path, range.start.line);
  if (range === undefined || line === undefined) return [];
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const { text, carets } = excerpt(line, { start: range.start.character, end }, Math.max(20, options.width - MARGIN - 3));
  const number = String(range.start.line + 1).padStart(MARGIN);
  return [`${paint(`${number} │`, GREY, options)} ${text}`, `${paint(`${' '.repeat(MARGIN)} │`, GREY, options)} ${carets.replace(/\^+/, (marks) => paint(marks, COLOURS[severity], options))}`];
}

function paint(text: string, code: string, { colour }: ReportOptions): string {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text;
}
