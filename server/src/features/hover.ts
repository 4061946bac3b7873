// Cards: what a column or a dataset looks like, with a small chart.

import type { CheckResult } from '../core/findings/check.ts';
import type { Finding } from '../core/findings/finding.ts';
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
  const top = topText(column);
  if (top !== undefined) lines.push(top);
  if (!profile.exact) lines.push(`*in a sample of ${count(profile.sampledRows ?? 0)} rows*`);
  return lines.join('\n\n');
}

/** The card of a cell: its findings, then its column. */
export function cellCard(cell: { value: string; row: number }, findings: readonly Finding[], card: string): string {
  const said = findings.map(({ message, code }) => `${escape(message)} \`${code}\``);
  const head = `**row ${count(cell.row + 1)}**${cell.value.length > 60 ? ` — ${count([...cell.value].length)} characters` : ''}`;
  return [head, ...said, '---', card].join('\n\n');
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
  if (column.topExact && column.top.length > 1 && column.top.length <= 12) return barChart(column.top.map(({ count: n }) => n), 'the most frequent values');
  return undefined;
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
  if (column.min === undefined || column.max === undefined) return undefined;
  const median = column.quantiles.find(([p]) => p === 0.5)?.[1];
  const parts = [`${escape(clip(column.min))} – ${escape(clip(column.max))}`];
  if (median !== undefined) parts.push(`median ${number(median)}`);
  if (column.mean !== undefined && column.std !== undefined) parts.push(`mean ${number(column.mean)} ± ${number(column.std)}`);
  return parts.join(' · ');
}

function topText(column: ColumnProfile): string | undefined {
  if (!column.topExact || column.histogram !== undefined || column.distinct === column.count) return undefined;
  return column.top.slice(0, 5).map(({ value, count: n }) => `${escape(clip(value))} ${count(n)}`).join(' · ');
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}
