// Cards: what a column or a dataset looks like, with a small chart.

import type { CheckResult } from '../core/findings/check.ts';
import type { ColumnProfile, Profile } from '../core/profile/profile.ts';
import { TYPE_NAMES } from '../core/profile/type-names.ts';
import { escapeMarkdown as escape } from '../core/report/markdown-text.ts';
import type { Reading } from '../core/table/dataset.ts';
import { readingWords } from '../core/table/reading-words.ts';
import { count, number, plural, quote, share } from '../core/words.ts';
import { describe } from './code-lens.ts';
import { loudness } from './diagnostics.ts';
import { histogram, spark, tellsEnds, valueBars, type Look } from './chart.ts';

/** Where a card is shown. */
export interface Cards {
  readonly profile: Profile;
  readonly look: Look;
}

/** The card of a column, as Markdown. */
export function columnCard(column: ColumnProfile, { profile, look }: Cards): string {
  return [heading(column, profile), ...facts(column, { profile, look })].join('\n\n');
}

/** The card of a cell: where it is, and its column. VS Code itself shows the findings above. */
export function cellCard(cell: { value: string; row: number }, column: ColumnProfile, cards: Cards): string {
  const length = cell.value.length > 60 ? ` · ${plural([...cell.value].length, 'character')}` : '';
  return [`${heading(column, cards.profile)} · **row ${count(cell.row + 1)}**${length}`, ...facts(column, cards)].join('\n\n');
}

function heading(column: ColumnProfile, profile: Profile): string {
  return `**${escape(column.name)}** — ${TYPE_NAMES[column.type]}, column ${column.index + 1} of ${profile.columns.length}`;
}

function facts(column: ColumnProfile, { profile, look }: Cards): string[] {
  const sample = profile.exact ? undefined : `*in a sample of ${count(profile.sampledRows ?? 0)} rows*`;
  const counts = [missingText(column, profile), distinctText(column)];
  const measures = measuresOf(column, look);
  const lines = measures.length > 1 ? [counts, measures] : [[...counts, ...measures]];
  return [...chartOf(column, look), ...lines.map((line) => line.join(' · ')), ...(sample === undefined ? [] : [sample])];
}

const MOST_COLUMNS = 12;

/** The card of a dataset at the code that names it. */
export function datasetCard(name: string, result: CheckResult, look: Look): string {
  const rows = result.profile.columns.slice(0, MOST_COLUMNS).map((column) => {
    const missing = result.profile.rows - column.count;
    const cells = [escape(clip(column.name)), TYPE_NAMES[column.type], missing === 0 ? '' : share(missing, result.profile.rows), `${column.distinctExact ? '' : '≈ '}${count(column.distinct)}`, sparkOf(column, look)];
    return `| ${cells.join(' | ')} |`;
  });
  const more = result.profile.columns.length > MOST_COLUMNS ? `\n\nand ${plural(result.profile.columns.length - MOST_COLUMNS, 'more column')}` : '';
  const found = result.groups.filter((group) => loudness(group) !== 'hint').slice(0, 5).map(({ summary }) => `- ${escape(summary)}`);
  const table = ['| column | holds | missing | distinct | |', '|:--|:--|--:|--:|:--|', ...rows].join('\n') + more;
  const read = result.reading === undefined ? '' : readLine(result.reading);
  return [`**${escape(name)}** — ${describe(result)}`, table, found.join('\n'), read].filter((part) => part !== '').join('\n\n');
}

/** How the text was read, as Markdown. */
export function readLine(reading: Reading): string {
  return `*Read as ${escape(readingWords(reading))}.*`;
}

function chartOf(column: ColumnProfile, look: Look): string[] {
  const ends = endsOf(column);
  if (column.histogram !== undefined && ends !== undefined) return [histogram({ counts: column.histogram.counts, ...ends, median: medianOf(column) }, look)];
  if (!repeats(column)) return [];
  const rest = column.distinct - MOST_BARS;
  return [valueBars({ values: column.top.slice(0, MOST_BARS), whole: column.count, rest: rest > 0 ? `and ${plural(rest, 'other value')}` : undefined }, look)];
}

/** Small enough for a table's line: the shape of the numbers, or how the values share the rows. */
function sparkOf(column: ColumnProfile, look: Look): string {
  if (column.histogram !== undefined) return spark(column.histogram.counts, look);
  return repeats(column) ? spark(column.top.slice(0, MOST_SPARKS).map(({ count: n }) => n), look) : '';
}

function medianOf({ quantiles, histogram: bins }: ColumnProfile): { at?: number; text: string } | undefined {
  const median = quantiles.find(([p]) => p === 0.5)?.[1];
  if (median === undefined) return undefined;
  const [first, last] = [bins?.edges[0] ?? 0, bins?.edges.at(-1) ?? 0];
  return { at: last > first ? (median - first) / (last - first) : undefined, text: `median ${number(median)}` };
}

/** Whether some value stands in more than one row, so that counts say something. */
function repeats(column: ColumnProfile): boolean {
  return column.topExact && (column.distinct < column.count || column.count === 1) && column.count > 0;
}

const MOST_BARS = 6;
const MOST_SPARKS = 12;

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

/** What the chart does not tell already. */
function measuresOf(column: ColumnProfile, look: Look): string[] {
  const ends = endsOf(column);
  if (ends === undefined || column.type === 'text' || column.type === 'boolean') return [];
  const isTold = column.histogram !== undefined && tellsEnds(ends, look);
  const median = medianOf(column)?.text;
  const mean = column.mean === undefined || column.std === undefined ? undefined : `mean ${number(column.mean)} ± ${number(column.std)}`;
  return [...(isTold ? [] : [`${escape(ends.min)} – ${escape(ends.max)}`, median]), mean].filter((part) => part !== undefined);
}

function endsOf({ min, max }: ColumnProfile): { min: string; max: string } | undefined {
  return min === undefined || max === undefined ? undefined : { min: clip(min), max: clip(max) };
}

function clip(text: string, most = 40): string {
  const line = text.replace(/[\s`]+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

export { escape };
