// Cards: what a column or a dataset looks like, with a small chart.

import type { CheckResult } from '../core/findings/check.ts';
import type { ColumnProfile, Profile } from '../core/profile/profile.ts';
import { count, number, plural, quote, share } from '../core/words.ts';
import { describe } from './code-lens.ts';
import { barChart } from './chart.ts';

const TYPE_NAMES: { readonly [type in ColumnProfile['type']]: string } = {
  integer: 'whole numbers',
  number: 'numbers',
  boolean: 'true or false',
  date: 'dates',
  datetime: 'dates with time',
  time: 'times',
  text: 'text',
  nested: 'nested values',
  empty: 'no values',
};

/** The card of a column, as Markdown. */
export function columnCard(column: ColumnProfile, profile: Profile): string {
  const lines = [`**${escape(column.name)}** — ${TYPE_NAMES[column.type]}, column ${column.index + 1} of ${profile.columns.length}`];
  const chart = chartOf(column);
  if (chart !== undefined) lines.push(chart);
  lines.push([missingText(column, profile), distinctText(column)].join(' · '));
  const range = rangeText(column);
  if (range !== undefined) lines.push(range);
  if (!profile.exact) lines.push(`*in a sample of ${count(profile.sampledRows ?? 0)} rows*`);
  return lines.join('\n\n');
}

/** The card of a cell: where it is, then its column. VS Code itself shows the findings above. */
export function cellCard(cell: { value: string; row: number }, card: string): string {
  const length = cell.value.length > 60 ? ` · ${plural([...cell.value].length, 'character')}` : '';
  return [`**row ${count(cell.row + 1)}**${length}`, card].join('\n\n');
}

/** The card of a dataset at the code that names it. */
export function datasetCard(name: string, result: CheckResult): string {
  const rows = result.profile.columns.slice(0, 12).map((column) => {
    const missing = result.profile.rows - column.count;
    return `| ${escape(column.name)} | ${TYPE_NAMES[column.type]} | ${missing === 0 ? '' : share(missing, result.profile.rows)} | ${column.distinctExact ? '' : '≈ '}${count(column.distinct)} |`;
  });
  const more = result.profile.columns.length > 12 ? `\n\nand ${plural(result.profile.columns.length - 12, 'more column')}` : '';
  const found = result.groups.filter(({ severity }) => severity !== 'hint').slice(0, 5).map(({ summary }) => `- ${escape(summary)}`);
  return [`**${escape(name)}** — ${describe(result)}`, ['| column | holds | missing | distinct |', '|---|---|--:|--:|', ...rows].join('\n') + more, found.join('\n')].filter((part) => part !== '').join('\n\n');
}

function chartOf(column: ColumnProfile): string | undefined {
  if (column.histogram !== undefined) return barChart(column.histogram.counts, 'values from the smallest to the largest');
  const repeats = column.topExact && (column.distinct < column.count || column.count === 1) && column.count > 0;
  return repeats ? valueBars(column) : undefined;
}

const LONGEST_LABEL = 24;
const LONGEST_BAR = 16;
const MOST_BARS = 6;

/** The most frequent values with a bar each, in the editor's own font and colours. */
function valueBars(column: ColumnProfile): string {
  const shown = column.top.slice(0, MOST_BARS);
  const labels = shown.map(({ value }) => clip(value, LONGEST_LABEL));
  const width = Math.max(...labels.map((label) => label.length));
  const most = shown[0]?.count ?? 1;
  const lines = shown.map(({ count: n }, i) => {
    const bar = '█'.repeat(Math.max(1, Math.round((n / most) * LONGEST_BAR)));
    return `${labels[i]?.padEnd(width)}  ${bar.padEnd(LONGEST_BAR)}  ${count(n)} (${share(n, column.count)})`;
  });
  if (column.distinct > MOST_BARS) lines.push(`and ${plural(column.distinct - MOST_BARS, 'other value')}`);
  return ['```text', ...lines, '```'].join('\n');
}

function missingText(column: ColumnProfile, profile: Profile): string {
  const missing = profile.rows - column.count;
  if (missing === 0) return 'nothing missing';
  const words = column.sentinels.map(({ value }) => quote(value)).join(', ');
  return `**${count(missing)}** missing (${share(missing, profile.rows)}${words === '' ? '' : `, with ${escape(words)}`})`;
}

function distinctText(column: ColumnProfile): string {
  if (column.distinctExact && column.distinct === column.count && column.count > 1) return 'every value once';
  return `${column.distinctExact ? '' : '≈ '}**${count(column.distinct)}** distinct`;
}

function rangeText(column: ColumnProfile): string | undefined {
  if (column.min === undefined || column.max === undefined || column.type === 'text' || column.type === 'boolean') return undefined;
  const median = column.quantiles.find(([p]) => p === 0.5)?.[1];
  const parts = [`${escape(clip(column.min))} – ${escape(clip(column.max))}`];
  if (median !== undefined) parts.push(`median ${number(median)}`);
  if (column.mean !== undefined && column.std !== undefined) parts.push(`mean ${number(column.mean)} ± ${number(column.std)}`);
  return parts.join(' · ');
}

function clip(text: string, most = 40): string {
  const line = text.replace(/[\s`]+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}
