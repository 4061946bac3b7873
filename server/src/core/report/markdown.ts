// The report as Markdown, for a pull request, a wiki or a terminal.

import { SEVERITIES } from '../findings/codes.ts';
import type { Severity } from '../findings/finding.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { count, list, plural, quote, share, size } from '../words.ts';
import { columnFacts, describeReport, distinctText, quantileFacts, topValues, typeText, type DatasetPart, type DocumentOptions, type FoundGroup, type ReportDocument } from './document.ts';
import { escapeMarkdown } from './markdown-text.ts';
import type { FileReport } from './report.ts';
import { safe } from './terminal.ts';
import type { KindCount } from './tally.ts';

const LONGEST = 160;
const BLOCKS = '▁▂▃▄▅▆▇█';

export function markdown(files: readonly FileReport[], options: DocumentOptions): string {
  const document = describeReport(files, options);
  const isOne = document.datasets.length === 1 && document.code.length === 0;
  const parts = [
    `# ${text(document.title)}`,
    countsLine(document.counts),
    ...(isOne ? [] : index(document)),
    ...document.datasets.flatMap((part) => dataset(part, isOne)),
    ...code(document.code),
    `---\n\n${text(document.made)}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A text of the data on one line, as it is and no markup. */
function text(value: string): string {
  const characters = [...value.slice(0, 4 * LONGEST)];
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : value;
  return escapeMarkdown(safe(short.replace(/\s+/g, ' ')));
}

/** What we say ourselves, with values of the data inside. */
function sentence(value: string): string {
  return escapeMarkdown(safe(value.replace(/\s+/g, ' ')));
}

function countsLine(found: { readonly [severity in Severity]: number }): string {
  const parts = SEVERITIES.filter((severity) => found[severity] > 0).map((severity) => plural(found[severity], severity, severity === 'information' ? severity : `${severity}s`));
  return parts.length === 0 ? 'Nothing found.' : parts.join(' · ');
}

/** `figures`: columns from here on are flush right. */
function table(head: readonly string[], rows: readonly (readonly string[])[], figures = head.length): string {
  const rule = head.map((_, i) => (i >= figures ? '--:' : ':--'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function index({ datasets, kinds }: ReportDocument): readonly string[] {
  const rows = datasets.map(({ path, profile, bytes, missing, headline, counts }) => [
    text(path),
    ...(profile === undefined ? [headline, '', '', ''] : [`${profile.exact ? '' : '≈ '}${count(profile.rows)}`, count(profile.columns.length), size(bytes ?? 0), text(missing ?? '')]),
    ...SEVERITIES.map((severity) => count(counts[severity])),
  ]);
  const head = ['dataset', 'rows', 'columns', 'size', 'missing', 'errors', 'warnings', 'information', 'hints'];
  const found = kinds.length === 0 ? [] : ['## What was found', kindsTable(kinds, true)];
  return ['## Datasets', rows.length === 0 ? 'No dataset was found.' : table(head, rows, 1), ...found];
}

function kindsTable(kinds: readonly KindCount[], hasFiles = false): string {
  const rows = kinds.map(({ code: kind, severity, found, columns, files }) => [kind, severity, count(found), columns === 0 ? '' : count(columns), ...(hasFiles ? [count(files)] : [])]);
  return table(['kind', 'severity', 'found', 'columns', ...(hasFiles ? ['files'] : [])], rows, 2);
}

function code(parts: readonly DatasetPart[]): readonly string[] {
  if (parts.length === 0) return [];
  return ['## Code that names datasets', ...parts.flatMap(({ path, groups }) => [`### ${text(path)}`, groups.map(foundGroup).join('\n')])];
}

function dataset(part: DatasetPart, isOnly: boolean): readonly string[] {
  const { path, profile, headline, caveats, facts, groups, kinds, counts } = part;
  const level = isOnly ? '##' : '###';
  const heading = isOnly ? [profile === undefined ? '' : headline] : [`## ${text(path)}`, headline, countsLine(counts)];
  const overview = facts.length === 0 ? [] : [table(['', ''], facts.map(([name, value]) => [name, name === 'SHA-256' ? `\`${value}\`` : sentence(value)]))];
  const sums = kinds.length < 2 ? [] : [kindsTable(kinds)];
  const found = groups.length === 0 ? [] : [`${level} Findings`, ...sums, groups.map(foundGroup).join('\n')];
  const columns = profile === undefined ? [] : [`${level} Columns`, columnTable(profile), ...profile.columns.map((column) => columnPart(column, profile, `${level}#`))];
  return [...heading, ...caveats.map((caveat) => `> ${sentence(caveat)}`), ...overview, ...found, ...columns];
}

function foundGroup({ code: kind, severity, column, found, summary, places, more }: FoundGroup): string {
  const where = column === undefined ? '' : ` in **${text(column)}**`;
  const number = found > 1 ? ` (${count(found)})` : '';
  const head = `- **${severity}** ${kind}${where}${number}${summary === undefined ? '' : `: ${sentence(summary)}`}`;
  const rest = more > 0 && places.length > 0 ? `and ${plural(more, 'more', 'more')}` : undefined;
  if (places.every(({ message }) => message === undefined)) {
    const all = [...places.flatMap(({ at }) => at ?? []), ...(rest === undefined ? [] : [rest])];
    return all.length === 0 ? head : `${head}\n  - ${all.join('; ')}`;
  }
  const items = places.map(({ at, message }) => `  - ${[...(at === undefined ? [] : [at]), ...(message === undefined ? [] : [sentence(message)])].join(': ')}`);
  return [head, ...items, ...(rest === undefined ? [] : [`  - ${rest}`])].join('\n');
}

function columnTable(profile: Profile): string {
  const rows = profile.columns.map((column) => {
    const missing = profile.rows - column.count;
    return [text(column.name), typeText(column), missing === 0 ? '' : share(missing, profile.rows), distinctText(column, profile), text(clip(column.min)), text(clip(column.max)), sparks(column)];
  });
  return table(['column', 'holds', 'missing', 'distinct', 'smallest', 'largest', 'shape'], rows.map(([name = '', holds = '', ...figures]) => [name, holds, ...figures.slice(0, 4), figures[4] ?? '']));
}

function clip(value = ''): string {
  return value.length > 24 ? `${value.slice(0, 23)}…` : value;
}

function sparks({ histogram }: ColumnProfile): string {
  if (histogram === undefined) return '';
  const most = Math.max(1, ...histogram.counts);
  return histogram.counts.map((n) => (n === 0 ? ' ' : BLOCKS[Math.min(7, Math.floor((n / most) * 8))])).join('');
}

function columnPart(column: ColumnProfile, profile: Profile, level: string): string {
  const facts = columnFacts(column, profile).map(([name, value]) => `- ${name}: ${sentence(value)}`);
  const quantiles = quantileFacts(column);
  if (quantiles.length > 0) facts.push(`- Quantiles: ${quantiles.map(([name, value]) => `${name} ${value}`).join(', ')}`);
  const top = topValues(column, profile);
  if (top !== undefined) {
    const values = top.values.map(({ value, text: n }) => `${text(quote(value))}${n === undefined ? '' : ` ${sentence(n)}`}`);
    facts.push(`- Most frequent${top.values[0]?.text === undefined ? ', about in this order' : ''}: ${list([...values, ...(top.rest === undefined ? [] : [sentence(top.rest)])])}`);
  }
  return `${level} ${text(column.name)}\n\n${facts.join('\n')}`;
}
