// Two datasets compared, as a Markdown page.

import type { CheckResult } from '../core/findings/check.ts';
import { compareDatasets, type ColumnPair, type DatasetComparison } from '../core/compare/compare.ts';
import type { ColumnProfile } from '../core/profile/profile.ts';
import { count, number, plural, share } from '../core/words.ts';
import { escapeMarkdown as escape } from '../core/report/markdown-text.ts';

export interface Compared {
  readonly name: string;
  readonly result: CheckResult;
}

/** Distances below this are told as none: samples of one source differ by as much. */
const NOTEWORTHY = 0.1;

export function comparisonPage(before: Compared, after: Compared): string {
  const comparison = compareDatasets(before.result.profile, after.result.profile);
  const title = `# ${escape(before.name)} and ${escape(after.name)}`;
  const sizes = [before, after].map(({ name, result }) => `- **${escape(name)}**: ${plural(result.profile.rows, 'row')} × ${plural(result.profile.columns.length, 'column')}${result.profile.exact ? '' : ', sampled'}`);
  return [title, sizes.join('\n'), ...columnsPart(comparison), ...valuesPart(comparison, before, after)].join('\n\n') + '\n';
}

function columnsPart({ removed, added, pairs, isReordered }: DatasetComparison): readonly string[] {
  const named = (columns: readonly ColumnProfile[]) => columns.map(({ name, type }) => `${code(name)} (${type})`).join(', ');
  const changed = pairs.filter(({ changesType }) => changesType).map(({ before, after }) => `- ${code(before.name)} was ${before.type}, is ${after.type}`);
  const lines = [
    ...(removed.length === 0 ? [] : [`- only in the first: ${named(removed)}`]),
    ...(added.length === 0 ? [] : [`- only in the second: ${named(added)}`]),
    ...changed,
    ...(isReordered ? ['- the columns of both stand in another order'] : []),
  ];
  return ['## Columns', lines.length === 0 ? `The same ${plural(pairs.length, 'column')}, of the same types, in the same order.` : lines.join('\n')];
}

function valuesPart({ pairs }: DatasetComparison, before: Compared, after: Compared): readonly string[] {
  if (pairs.length === 0) return [];
  const moved = pairs.filter(isNoteworthy);
  const head = `| column | distance | missing, first | missing, second | what moved |\n|---|--:|--:|--:|---|`;
  const rows = [before.result.profile.rows, after.result.profile.rows] as const;
  const table = [head, ...pairs.map((pair) => row(pair, rows))].join('\n');
  const lead = moved.length === 0 ? `No column has moved by ${NOTEWORTHY} or more.` : `${plural(moved.length, 'column')} of ${count(pairs.length)} moved by ${NOTEWORTHY} or more.`;
  return ['## Values', `${lead} The distance goes from 0, alike, to 1, nothing in common: the largest difference between two cumulative distributions for numbers, the largest difference of a value's share for categories. With ~ it rests on quantiles.`, table];
}

function isNoteworthy({ drift, missing, changesType }: ColumnPair): boolean {
  return changesType || (drift?.distance ?? 0) >= NOTEWORTHY || Math.abs(missing.after - missing.before) >= NOTEWORTHY;
}

function row(pair: ColumnPair, [rowsBefore, rowsAfter]: readonly [number, number]): string {
  const { before, after, drift } = pair;
  const distance = drift === undefined ? '' : `${drift.exact ? '' : '~ '}${drift.distance.toFixed(2)}`;
  const missing = (column: ColumnProfile, rows: number) => share(rows - column.count, rows);
  return `| ${code(before.name)} | ${distance} | ${missing(before, rowsBefore)} | ${missing(after, rowsAfter)} | ${whatMoved(pair)} |`;
}

function whatMoved({ before, after, drift }: ColumnPair): string {
  if (drift?.value !== undefined && drift.distance > 0) return `${code(drift.value.value)}: ${share(drift.value.before, 1)} → ${share(drift.value.after, 1)}`;
  const [was, is] = [medianOf(before), medianOf(after)];
  return was === undefined || is === undefined ? '' : `median ${number(was)} → ${number(is)}`;
}

function medianOf({ quantiles }: ColumnProfile): number | undefined {
  return quantiles.find(([p]) => p === 0.5)?.[1];
}

/** A name or value in a table's cell, with nothing in it taken for markup. */
function code(text: string): string {
  return escape(text).replaceAll('|', '\\|');
}
