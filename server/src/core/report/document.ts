// What a report says, whatever it is written in: the facts of each dataset, what was found, and what each column holds.

import { CODES, SEVERITIES, type Code } from '../findings/codes.ts';
import type { CheckResult } from '../findings/check.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { groupBy } from '../group-by.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { TYPE_NAMES } from '../profile/type-names.ts';
import type { Reading } from '../table/dataset.ts';
import { formatName } from '../table/dataset.ts';
import { count, list, number, plural, quote, rough, share, size } from '../words.ts';
import { countFindings, type FileReport } from './report.ts';
import { columnsWithFindings, kinds, type ColumnCount, type KindCount } from './tally.ts';

export interface DocumentOptions {
  /** Assay's own version. */
  readonly version: string;
  /** The day on which the report is made, as the user's calendar has it. */
  readonly made?: string;
  /** Every place of every finding, where else only the first few are named. */
  readonly all: boolean;
}

export type Fact = readonly [name: string, value: string];

/** Findings of one code in one column, or of a whole file. */
export interface FoundGroup {
  readonly code: Code;
  readonly title: string;
  readonly severity: Severity;
  readonly column?: string;
  /** True number, named one by one or not. */
  readonly found: number;
  /** What they have in common; absent where one is all there is. */
  readonly summary?: string;
  readonly places: readonly Place[];
  /** How many have no place of their own here. */
  readonly more: number;
}

export interface Place {
  /** Line and character in a text, else the row; absent where it is about all of it. */
  readonly at?: string;
  /** Absent where the group's summary says it already. */
  readonly message?: string;
}

export interface DatasetPart {
  readonly path: string;
  readonly isDataset: boolean;
  /** 891 rows × 12 columns; for what could not be read why. */
  readonly headline: string;
  /** undefined where it could not be read. */
  readonly profile?: Profile;
  readonly bytes?: number;
  /** Cells without a value, of all. */
  readonly missing?: string;
  readonly facts: readonly Fact[];
  readonly counts: { readonly [severity in Severity]: number };
  readonly kinds: readonly KindCount[];
  readonly worstColumns: readonly ColumnCount[];
  readonly groups: readonly FoundGroup[];
  /** What the figures rest on, where that is not every row. */
  readonly caveats: readonly string[];
}

export interface ReportDocument {
  readonly title: string;
  readonly made: string;
  readonly counts: { readonly [severity in Severity]: number };
  readonly kinds: readonly KindCount[];
  readonly datasets: readonly DatasetPart[];
  /** Texts that name a dataset that is not there. */
  readonly code: readonly DatasetPart[];
}

/** Places of a group that are named. */
const PLACES = 5;

export function describeReport(files: readonly FileReport[], options: DocumentOptions): ReportDocument {
  const parts = files.map((file) => partOf(file, options));
  const datasets = parts.filter(({ isDataset }) => isDataset);
  const [only] = datasets;
  const title = datasets.length === 1 && only !== undefined ? only.path : plural(datasets.length, 'dataset');
  return {
    title,
    made: `Made by Assay ${options.version}${options.made === undefined ? '' : ` on ${options.made}`}`,
    counts: countFindings(files),
    kinds: kinds(files),
    datasets,
    code: parts.filter((part) => !part.isDataset && part.groups.length > 0),
  };
}

function partOf(file: FileReport, options: DocumentOptions): DatasetPart {
  const { path, isDataset, result } = file;
  const said = { path, isDataset, counts: countFindings([file]), kinds: kinds([file]), worstColumns: columnsWithFindings(file), groups: groupsOf(file, options) };
  if (result === undefined) return { ...said, headline: isDataset ? 'cannot be read' : plural(file.findings.length, 'finding'), facts: [], caveats: [] };
  const { profile, dataset } = result;
  return { ...said, headline: sizeOf(profile), profile, bytes: dataset.bytes, missing: missingOf(profile), facts: factsOf(result), caveats: caveatsOf(file, profile) };
}

function sizeOf(profile: Profile): string {
  return `${rowsOf(profile)} × ${plural(profile.columns.length, 'column')}`;
}

function rowsOf({ rows, exact }: Profile): string {
  return exact ? plural(rows, 'row') : `≈ ${rough(rows)} rows`;
}

function missingOf({ rows, columns }: Profile): string {
  const missing = columns.reduce((sum, column) => sum + (rows - column.count), 0);
  return share(missing, rows * columns.length);
}

function factsOf({ dataset, profile, reading, digest }: CheckResult): readonly Fact[] {
  const { rows, exact, columns, duplicateRows } = profile;
  const missing = columns.reduce((sum, column) => sum + (rows - column.count), 0);
  const cells = rows * columns.length;
  return [
    ['Rows', exact ? count(rows) : `≈ ${rough(rows)}`],
    ['Columns', count(columns.length)],
    ['Size', `${size(dataset.bytes)}${dataset.bytes >= 1000 ? ` (${count(dataset.bytes)} bytes)` : ''}`],
    ['Format', `${formatName(dataset)}${dataset.files.length > 1 ? `, ${plural(dataset.files.length, 'file')}` : ''}`],
    ...(reading === undefined ? [] : [['Read as', readingText(reading)] as const]),
    ['Missing cells', missing === 0 ? 'none' : `${exact ? '' : '≈ '}${count(missing)} of ${count(cells)} (${share(missing, cells)})`],
    ['Duplicate rows', duplicateRows === undefined ? 'not counted: a table of so few different values repeats itself' : duplicateRows === 0 ? 'none' : `${count(duplicateRows)} (${share(duplicateRows, rows)})`],
    ...(digest === '' ? [] : [['SHA-256', digest] as const]),
  ];
}

const DELIMITERS: { readonly [delimiter: string]: string } = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', ' ': 'space', ':': 'colon' };

function readingText({ encoding, bom, dialect }: Reading): string {
  const { delimiter, header, skip, comment } = dialect;
  return [
    `${encoding}${bom > 0 ? ' with a byte order mark' : ''}`,
    `delimiter ${DELIMITERS[delimiter] ?? quote(delimiter)}`,
    header ? 'first row names the columns' : 'no header',
    ...(skip > 0 ? [`${plural(skip, 'line')} before the table left out`] : []),
    ...(comment === '' ? [] : [`lines that begin with ${quote(comment)} left out`]),
  ].join(', ');
}

function caveatsOf(file: FileReport, { exact, rows, sampledRows = 0 }: Profile): readonly string[] {
  const sampled = exact ? [] : [`All figures are from a sample of ${plural(sampledRows, 'row')} of about ${rough(rows)}.`];
  const unmarked = file.findings.reduce((sum, finding) => sum + (finding.unmarked ?? 0), 0);
  const capped = unmarked === 0 ? [] : [`Of ${plural(unmarked, 'finding')} only the number is told here, not the place: "assay report --all" names every one.`];
  return [...sampled, ...capped];
}

// ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────

function groupsOf({ findings, result }: FileReport, { all }: DocumentOptions): readonly FoundGroup[] {
  const groups = [...groupBy(findings, ({ code, severity, column, address }) => JSON.stringify([code, severity, column, column === undefined ? undefined : address.column])).values()];
  return groups.map((group) => groupOf(group, summaryOf(group, result), all)).toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.found - a.found);
}

/** What is true of all cells of a group, as the check has it; of a code that has no column only the findings know. */
function summaryOf(findings: readonly Finding[], result: CheckResult | undefined): string | undefined {
  const [first] = findings;
  return result?.groups.find(({ code, column }) => code === first?.code && column?.index === first.address.column && column?.name === first.column)?.summary;
}

function groupOf(findings: readonly Finding[], summary: string | undefined, all: boolean): FoundGroup {
  const [first] = findings;
  const { code = 'dataset-unreadable', severity = 'error', column } = first ?? {};
  const marked = findings.filter(({ unmarked }) => unmarked === undefined);
  const found = findings.reduce((sum, { unmarked = 1 }) => sum + unmarked, 0);
  const named = all ? marked : marked.slice(0, PLACES);
  const isOne = found === 1;
  // Cells that say the same word for word need it said once.
  const isSame = marked.length > 1 && marked.every(({ message }) => message === marked[0]?.message);
  return {
    code,
    title: CODES[code].title,
    severity,
    column,
    found,
    summary: isOne ? (first?.message ?? '') : (summary ?? (isSame ? marked[0]?.message : findings.find(({ unmarked }) => unmarked !== undefined)?.message)),
    places: named.map((finding) => ({ at: placeOf(finding), message: isOne || isSame ? undefined : finding.message })).filter(({ at, message }) => at !== undefined || message !== undefined),
    more: found - named.length,
  };
}

function placeOf({ range, address }: Finding): string | undefined {
  if (range !== undefined) return `line ${count(range.start.line + 1)}, character ${count(range.start.character + 1)}`;
  return address.row === undefined ? undefined : `row ${count(address.row + 1)}`;
}

// ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a column holds, and how its dates are written. */
export function typeText({ type, format }: ColumnProfile): string {
  return `${TYPE_NAMES[type]}${format === undefined ? '' : `, written ${format}`}`;
}

export function missingText({ count: present }: ColumnProfile, { rows, exact }: Profile): string {
  const missing = rows - present;
  return missing === 0 ? 'none' : `${exact ? '' : '≈ '}${count(missing)} (${share(missing, rows)})`;
}

/** "~": an estimate. A sample cannot hold more kinds of values than the whole. */
export function distinctText({ distinct, distinctExact }: ColumnProfile, { exact }: Profile): string {
  if (!exact) return `≥ ${count(distinct)}`;
  return distinctExact ? count(distinct) : `~${count(distinct)}`;
}

/** All figures of a column, for a table of two columns. Values keep the data's own digits. */
export function columnFacts(column: ColumnProfile, profile: Profile): readonly Fact[] {
  const { min, max, mean, std, lengths, misfits, misfitValues, sentinels, leadingZeros, type } = column;
  const isText = type === 'text' || type === 'boolean';
  return [
    ['Holds', typeText(column)],
    ['Values', `${count(column.count)} of ${profile.exact ? count(profile.rows) : `≈ ${rough(profile.rows)}`} rows`],
    ['Missing', missingText(column, profile)],
    ...(sentinels.length === 0 ? [] : [['Stand for missing', list(sentinels.map(({ value, count: n }) => `${quote(value)} (${count(n)})`))] as const]),
    ['Distinct', distinctText(column, profile)],
    ...(misfits === 0 ? [] : [['Do not fit', `${count(misfits)}${misfitValues.length === 0 ? '' : `: ${list(misfitValues.slice(0, 3).map(({ value }) => quote(value)))}${misfitValues.length > 3 ? ' …' : ''}`}`] as const]),
    ...(leadingZeros === 0 ? [] : [['Leading zeros', plural(leadingZeros, 'value')] as const]),
    ...(min === undefined ? [] : [[isText ? 'First in order' : 'Smallest', isText ? quote(min) : min] as const]),
    ...(max === undefined ? [] : [[isText ? 'Last in order' : 'Largest', isText ? quote(max) : max] as const]),
    ...(mean === undefined ? [] : [['Mean', number(mean)] as const]),
    ...(std === undefined ? [] : [['Standard deviation', number(std)] as const]),
    ...(lengths === undefined ? [] : [['Characters', lengths.min === lengths.max ? count(lengths.min) : `${count(lengths.min)} to ${count(lengths.max)}, ${number(lengths.mean)} on average`] as const]),
  ];
}

/** Probabilities by the names that people give them. */
const QUANTILES: readonly (readonly [p: number, name: string])[] = [[0.01, '1 %'], [0.05, '5 %'], [0.25, '25 %'], [0.5, 'median'], [0.75, '75 %'], [0.95, '95 %'], [0.99, '99 %']];

export function quantileFacts({ quantiles }: ColumnProfile): readonly Fact[] {
  return QUANTILES.flatMap(([p, name]) => {
    const value = quantiles.find(([q]) => Math.abs(q - p) < 1e-9)?.[1];
    return value === undefined ? [] : [[name, number(value)] as const];
  });
}

const MOST_TOP = 10;

export interface TopValues {
  /** Without a share and a text where they were not counted: then only their order is known, about. */
  readonly values: readonly { readonly value: string; readonly part: number; readonly text?: string }[];
  /** What there is besides. */
  readonly rest?: string;
}

/** The most frequent values; undefined where every value stands alone, or there is none. */
export function topValues(column: ColumnProfile, { exact }: Profile): TopValues | undefined {
  const { top, topExact, distinct, count: whole } = column;
  if (top.length === 0 || (distinct >= whole && whole > 1)) return undefined;
  const isCounted = top.every(({ count: n }) => n > 0);
  const approximately = topExact && exact ? '' : '~';
  const values = top.slice(0, MOST_TOP).map(({ value, count: n }) => ({ value, part: n / Math.max(1, whole), text: isCounted ? `${approximately}${count(n)} (${share(n, whole)})` : undefined }));
  const others = distinct - values.length;
  return { values, rest: others > 0 ? `${column.distinctExact ? '' : '~'}${plural(others, 'other value')}` : undefined };
}
