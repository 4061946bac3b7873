// A profile as a table for people and as JSON for programs.

import type { ColumnProfile, Profile } from '../core/profile/profile.ts';
import { displayWidth, fit } from '../core/report/terminal.ts';
import { readingSettings, readingWords } from '../core/table/reading-words.ts';
import { formatName, type Dataset, type Reading } from '../core/table/dataset.ts';
import { count, number, plural, rough, share, size } from '../core/words.ts';

const WIDEST = 28;
const HEADER = ['column', 'type', 'missing', 'distinct', 'min', 'median', 'max'];
/** Columns from here on are figures, flush right. */
const FIRST_FIGURE = 2;

/** `path` is relative to the working folder. A sampled profile says so in `exact`. */
export function profileJson(dataset: Dataset, { rows, exact, sampledRows, duplicateRows, columns }: Profile, { digest, reading }: { readonly digest: string; readonly reading?: Reading }): string {
  const { path, bytes } = dataset;
  return `${JSON.stringify({ path, format: formatName(dataset), bytes, reading: reading === undefined ? undefined : readingSettings(reading), rows, exact, sampledRows, duplicateRows, digest, columns: columns.map(columnJson) }, undefined, 2)}\n`;
}

function columnJson(column: ColumnProfile): object {
  const { name, type, count: n, missing, distinct, distinctExact, misfits, min, max, mean, std, histogram, lengths } = column;
  return {
    name,
    type,
    count: n,
    missing,
    sentinels: Object.fromEntries(column.sentinels.map(({ value, count: times }) => [value, times])),
    distinct,
    distinctExact,
    misfits,
    min,
    max,
    mean,
    std,
    quantiles: Object.fromEntries(column.quantiles),
    top: column.topExact ? column.top.slice(0, 10) : column.top.map(({ value }) => ({ value })),
    histogram,
    lengths,
  };
}

export function profileTable({ path, bytes }: Dataset, { rows, exact, sampledRows = 0, duplicateRows = 0, columns }: Profile, reading?: Reading): string {
  const rowsText = exact ? plural(rows, 'row') : `≈ ${rough(rows)} rows`;
  const repeated = duplicateRows === 0 ? '' : ` · ${plural(duplicateRows, 'duplicate row')}`;
  const sample = exact ? '' : ` · from a sample of ${plural(sampledRows, 'row')}`;
  const body = columns.map((column) => [column.name, column.type, missing(column, rows), distinct(column, exact), column.min ?? '', median(column), column.max ?? '']);
  const table = [HEADER, ...body].map((cells) => cells.map((cell) => fit(cell.replace(/\s+/g, ' '), WIDEST)));
  const widths = HEADER.map((_, i) => Math.max(...table.map((cells) => displayWidth(cells[i] ?? ''))));
  const lines = table.map((cells) => cells.map((cell, i) => pad(cell, widths[i] ?? 0, i >= FIRST_FIGURE)).join('  ').trimEnd());
  const read = reading === undefined ? '' : `\nRead as ${readingWords(reading)}`;
  return `${path} · ${rowsText} × ${plural(columns.length, 'column')} · ${size(bytes)}${repeated}${sample}${read}\n\n${lines.join('\n')}\n`;
}

function pad(text: string, width: number, isFigure: boolean): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return isFigure ? blank + text : text + blank;
}

function missing(column: ColumnProfile, rows: number): string {
  const n = rows - column.count;
  return n === 0 ? '–' : `${count(n)} (${share(n, rows)})`;
}

function distinct({ distinct: n, distinctExact }: ColumnProfile, exact: boolean): string {
  if (distinctExact) return count(n);
  return `${exact ? '≈' : '≥'} ${count(n)}`; // a sample cannot hold more kinds of values than the whole
}

function median({ quantiles }: ColumnProfile): string {
  const value = quantiles.find(([probability]) => probability === 0.5)?.[1];
  return value === undefined ? '' : number(value);
}
