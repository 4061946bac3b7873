// Checks one prepared dataset: profile, then findings, located and capped.

import type { Engine, RunOptions } from '../ports.ts';
import { columnSql } from '../profile/column-sql.ts';
import { firstRows, profileSource } from '../profile/profile-source.ts';
import type { Profile } from '../profile/profile.ts';
import type { Dataset, Reading } from '../table/dataset.ts';
import { isText } from '../table/dataset.ts';
import type { Prepared } from '../table/prepared.ts';
import { siftGroups } from '../baseline/budget.ts';
import { MOST_VALUES, type Kind } from '../baseline/entry.ts';
import { capFindings, type Group } from './cap.ts';
import { cellFinding, mayFail, type CellTest } from './cell-check.ts';
import { CODES, type Code } from './codes.ts';
import { COLUMN_CHECKS } from './columns/index.ts';
import { cellTests, findExtremes } from './contexts.ts';
import type { Finding, Severity } from './finding.ts';
import { runCellTests, type TestResult } from './run-cell-tests.ts';
import { isSilenced, severityOf } from './silence.ts';
import { structureGroups } from './structure.ts';
import { TABLE_CHECKS } from './table/index.ts';

/** What a user has set for checks; from assay.json, or from the editor's settings over it. */
export interface CheckSettings {
  /** A code that is not here keeps its own severity. */
  readonly severities: { readonly [code in Code]?: Severity | 'off' };
  /** Marked cells per code and column; the header's summary holds the rest. Infinity lifts it. */
  readonly cap: number;
  /** Those of this dataset. */
  readonly silences: readonly Silence[];
  /** Words that stand for missing besides the built-in ones. */
  readonly missingWords: readonly string[];
  /** Findings of this dataset that a baseline has. */
  readonly accepted: readonly Kind[];
}

/** A finding that a user has looked at and waved away. Narrower with every field that is given. */
export interface Silence {
  readonly code: Code;
  /** Relative to the folder that holds assay.json, or a glob; absent: every dataset. */
  readonly dataset?: string;
  readonly column?: string;
  readonly row?: number;
  readonly value?: string;
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: {}, cap: 200, silences: [], missingWords: [], accepted: [] };

export interface CheckOptions {
  /** Findings in all, summaries included; absent: no such cap. */
  readonly mostShown?: number;
  readonly settings: CheckSettings;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Values of each column from all over the dataset, to guess types by. */
  readonly sample?: readonly (readonly string[])[];
  /** What an earlier check of this text found, kept up to date over its edits (live.ts): tests that are as they were need not run. */
  readonly earlier?: Pick<CheckResult, 'tests' | 'whole'>;
}

export interface CheckResult {
  readonly dataset: Dataset;
  readonly reading?: Reading;
  readonly digest: string;
  readonly profile: Profile;
  /** Located, in file order; capped per code and column, with a summary where something was left out. */
  readonly findings: readonly Finding[];
  /** What the findings were capped from, for a consumer with a tighter cap of its own. */
  readonly groups: readonly Group[];
  /** The same, with what the baseline accepts. */
  readonly whole: readonly Group[];
  /** What the baseline accepts, and does not occur any more. */
  readonly unmet: readonly Kind[];
  /** The row-local tests, for checking edits without the engine. */
  readonly tests: readonly CellTest[];
  /** True number of findings per code, capped or not. */
  readonly totals: { readonly [code in Code]?: number };
}

/** The engine cannot lift a cap altogether; this many marks a column are more than any report holds. */
const MOST_MARKS = 900_000;
const SAMPLE_VALUES = 500;
/** Shares of the work by the end of each stage, for the progress bar. */
const STAGES = { profile: 0.6, table: 0.95 };

/** Rejects with an EngineError where the source cannot be read or the signal aborts. */
export async function checkDataset(prepared: Prepared, engine: Engine, options: CheckOptions): Promise<CheckResult> {
  const { settings, signal, onProgress } = options;
  const profile = await profileSource(prepared.source, engine, {
    signal,
    missingWords: settings.missingWords,
    sample: options.sample,
    countsKeys: severityOf('duplicate-key', settings) !== undefined,
    duplicateRows: severityOf('duplicate-row', settings) === undefined ? undefined : 'count where unexpected',
    onProgress: (share) => onProgress?.(share * STAGES.profile),
  });
  const { groups, tests } = await findGroups({ prepared, profile, settings, earlier: options.earlier }, engine, options);
  const whole = groups.flatMap((group) => applySettings(group, settings));
  const { fresh: kept, unmet } = siftGroups(whole, settings.accepted);
  const capped = capFindings(kept, { perGroup: settings.cap, inAll: options.mostShown ?? Number.POSITIVE_INFINITY });
  const findings = await locate(capped, prepared, signal);
  onProgress?.(1);
  return { dataset: prepared.dataset, reading: prepared.reading, digest: await prepared.digest(), profile, findings, groups: kept, whole, unmet, tests, totals: totalsOf(kept) };
}

interface GroupsInput {
  readonly prepared: Prepared;
  readonly profile: Profile;
  readonly settings: CheckSettings;
  readonly earlier?: CheckOptions['earlier'];
}

async function findGroups(input: GroupsInput, engine: Engine, options: CheckOptions) {
  const { prepared, profile, settings } = input;
  const { source } = prepared;
  const run: RunOptions = { signal: options.signal };
  // The engine sets aside room for as many marks as it is asked for.
  const cap = Math.max(1, Math.min(Math.max(settings.cap, MOST_VALUES), MOST_MARKS, profile.rows)); // as a baseline knows them one by one
  const extremes = await findExtremes({ profile, source }, engine, run);
  const tests = cellTests({ profile, source, extremes, settings }, engine.dialect);
  const raw = profile.columns.map((column) => columnSql(column, source, engine.dialect).raw);
  const kept = new Map(tests.map((test) => [test, keptGroup(test, input)] as const).filter(([, group]) => group !== undefined));
  const toRun = tests.filter((test) => !kept.has(test) && mayFail(test));
  const cells = runCellTests({ source, tests: toRun, raw: (test) => raw[test.column.index] ?? '', cap }, engine, run);
  const checks = TABLE_CHECKS.filter((check) => severityOf(check.code, settings) !== undefined);
  // None needs another's outcome: the engine works on them side by side.
  const [results, columns, ...tables] = await Promise.all([cells, columnGroups(input, engine, run), ...checks.map((check) => check.run({ source, profile, raw, cap }, engine, run))]);
  const groups: readonly Group[] = [
    ...structureGroups(prepared.problems, prepared.header),
    ...results.flatMap((result) => cellGroup(result)),
    ...[...kept.values()].flatMap((group) => group ?? []),
    ...columns,
    ...tables.flat(),
  ];
  options.onProgress?.(STAGES.table);
  return { groups, tests };
}

/**
 * What an earlier check knows of a test that has not changed since: its failing cells, in the words of today. undefined
 * where the test is new, or where not every failing cell was marked. Empty where none fails.
 */
function keptGroup(test: CellTest, { earlier, settings }: GroupsInput): readonly Group[] | undefined {
  const isSame = (other: CellTest) => other.code === test.code && other.column.index === test.column.index && other.where === test.where;
  if (earlier?.tests.some(isSame) !== true) return undefined;
  const group = earlier.whole.find((other) => other.code === test.code && other.column?.index === test.column.index);
  const marked = group?.marked ?? [];
  const total = test.expected ?? group?.total ?? 0;
  const isWhole = marked.length === total || (test.expected !== undefined && marked.length >= settings.cap);
  if (!isWhole) return undefined;
  return cellGroup({ test, total, cells: marked.map(({ address, value }) => ({ row: address.row ?? 0, value: value ?? null })) });
}

function cellGroup({ test, total, cells }: TestResult): readonly Group[] {
  if (total === 0) return [];
  const isOnce = total >= (test.saidOnceFrom ?? Number.POSITIVE_INFINITY);
  const marked = isOnce ? [] : cells.map(({ row, value }) => cellFinding(test, row, value));
  return [{ code: test.code, severity: CODES[test.code].severity, column: test.column, total, marked, summary: test.summarise(total) }];
}

async function columnGroups(input: GroupsInput, engine: Engine, run: RunOptions): Promise<readonly Group[]> {
  const { prepared, profile } = input;
  const samples = await firstValues(input, engine, run);
  const hasHeader = prepared.reading?.dialect.header ?? false;
  return profile.columns.flatMap((column) => {
    const values = samples[column.index] ?? [];
    return COLUMN_CHECKS.flatMap((check) => {
      const said = check({ column, profile, header: hasHeader ? prepared.header : [], values });
      if (said === undefined) return [];
      const severity = said.severity ?? CODES[said.code].severity;
      const finding: Finding = { code: said.code, severity, address: { column: column.index }, column: column.name, message: said.message };
      return [{ code: said.code, severity, column, total: 1, marked: [finding], summary: said.message }];
    });
  });
}

/** The first few hundred present values of each column. */
async function firstValues({ prepared, profile }: GroupsInput, engine: Engine, run: RunOptions): Promise<readonly (readonly string[])[]> {
  const values = await firstRows(prepared.source, engine, { rows: SAMPLE_VALUES, signal: run.signal });
  return profile.columns.map((column) => {
    const absent = new Set(['', ...column.sentinels.map((sentinel) => sentinel.value)]);
    return (values[column.index] ?? []).filter((value) => !absent.has(value));
  });
}

/** The group as the user wants it: louder, quieter, without what is silenced, or not at all. */
export function applySettings(group: Group, settings: CheckSettings): readonly Group[] {
  const severity = severityOf(group.code, settings);
  if (severity === undefined) return [];
  const isSet = settings.severities[group.code] !== undefined;
  const kept = group.marked.filter((finding) => !isSilenced(settings.silences, finding));
  const total = group.total - (group.marked.length - kept.length);
  if (total === 0) return [];
  return [{ ...group, severity: isSet ? severity : group.severity, total, marked: isSet ? kept.map((finding) => ({ ...finding, severity })) : kept }];
}

async function locate(findings: readonly Finding[], prepared: Prepared, signal?: AbortSignal): Promise<readonly Finding[]> {
  const { locator } = prepared;
  if (locator === undefined || !isText(prepared.dataset.format)) return findings.toSorted(byAddress);
  const ranges = await locator.locate(findings.map((finding) => finding.address), signal);
  return findings.map((finding, i) => ({ ...finding, range: finding.range ?? ranges[i] })).toSorted(byAddress);
}

function byAddress(a: Finding, b: Finding): number {
  return (a.address.row ?? -1) - (b.address.row ?? -1) || (a.address.column ?? -1) - (b.address.column ?? -1);
}

function totalsOf(groups: readonly Group[]): CheckResult['totals'] {
  const totals: { [code in Code]?: number } = {};
  for (const group of groups) totals[group.code] = (totals[group.code] ?? 0) + group.total;
  return totals;
}
