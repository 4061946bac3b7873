// The exact profile of a source: a sample to guess by, one scan for all columns, and another for those where the guess was wrong.

import type { Engine, RunOptions } from '../ports.ts';
import { ORDINAL } from '../engine/dialect.ts';
import type { Plan, Source, Value } from '../engine/plan.ts';
import { columnSql, isTyped, typeOfNative } from './column-sql.ts';
import { countDuplicateRows, differentRows, rowsProbablyDiffer, rowsShouldDiffer } from './duplicate-rows.ts';
import { profileFromScan } from './from-scan.ts';
import { guessColumn, type Guess } from './guess.ts';
import { isNamedLikeKey } from './keys.ts';
import { isNumericType, revise } from './revise.ts';
import type { ColumnProfile, Profile, ValueCount } from './profile.ts';
import { findMissingNumbers } from './missing-numbers.ts';
import { aggregatesFor, distinctTexts, readScanned, type PlannedColumn, type Scanned } from './wide-plan.ts';

export interface ProfileOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Words that stand for missing besides those that Assay knows. */
  readonly missingWords?: readonly string[];
  /** Values of each column from all over the source, to guess by; without it the first rows are taken. */
  readonly sample?: readonly (readonly string[])[];
  /** Count the distinct values of likely keys exactly; takes memory for every value. */
  readonly countsKeys?: boolean;
  /** Count the rows that repeat an earlier one, always or only where they should not; takes memory for a hash of every row. */
  readonly duplicateRows?: 'count' | 'count where unexpected';
}

const SAMPLE_ROWS = 4000;
const SAMPLE_CELLS = 400_000;
/** More columns than this in one query slow the engine's planner more than a further scan costs. */
const COLUMNS_PER_SCAN = 1500;
const MOST_SCANS = 4;

/** Rejects with an EngineError. */
export async function profileSource(source: Source, engine: Engine, options: ProfileOptions = {}): Promise<Profile> {
  const { signal, missingWords: declared = [] } = options;
  const samples = options.sample ?? (await firstRows(source, engine, { rows: sampleRows(source), signal }));
  const planned = await planColumns(source, samples, { engine, options });
  const countsRows = options.duplicateRows !== undefined && source.columns.length <= COLUMNS_PER_SCAN && rowsProbablyDiffer(samples);
  const scan = await scanAll({ source, columns: planned, declared, countsRows }, engine, options);
  const columns = options.countsKeys === true ? await countKeys({ source, columns: scan.columns }, engine, { signal }) : scan.columns;
  const profile: Profile = { rows: scan.rows, columns, exact: true, duplicateRows: scan.duplicateRows };
  const isLeft = scan.duplicateRows === undefined && (options.duplicateRows === 'count' || (options.duplicateRows !== undefined && rowsShouldDiffer(profile)));
  return isLeft ? { ...profile, duplicateRows: hasUniqueColumn(profile) ? 0 : await countDuplicateRows(source, engine, signal) } : profile;
}

function hasUniqueColumn({ columns, rows }: Profile): boolean {
  return columns.some((column) => column.distinctExact && column.distinct === rows);
}

async function planColumns(source: Source, samples: readonly (readonly string[])[], run: { engine: Engine; options: ProfileOptions }): Promise<readonly PlannedColumn[]> {
  const { engine, options } = run;
  const declared = options.missingWords ?? [];
  const guesses = samples.map((values) => guessColumn(values, declared));
  const blank = guesses.flatMap((guess, index) => (guess.hasValues ? [] : [index]));
  const isPart = options.sample !== undefined || (samples[0]?.length ?? 0) >= sampleRows(source);
  const later = blank.length > 0 && isPart ? await firstPresent(source, blank, { engine, signal: options.signal }) : new Map<number, readonly string[]>();
  return source.columns.map((_, index) => {
    const values = later.get(index);
    const guess = values === undefined ? (guesses[index] ?? guessColumn([], [])) : guessColumn(values, declared);
    const column = isTyped(source) ? typed(index, guess, source.types[index] ?? '') : { index, guess, isTyped: false };
    return { ...column, isKey: options.countsKeys === true && isLikelyKey(source.columns[index] ?? '', column.guess) };
  });
}

function isLikelyKey(name: string, { type, isSmall, isNearlyUnique, examples }: Guess): boolean {
  if (isSmall || !isNearlyUnique || (type !== 'integer' && type !== 'text')) return false;
  return isNamedLikeKey({ name, type, min: examples[0], max: examples.at(-1) });
}

function typed(index: number, guess: Guess, native: string): PlannedColumn {
  const type = typeOfNative(native);
  return { index, guess: { ...guess, type, format: undefined, isSmall: guess.isSmall && type !== 'nested' }, isTyped: true };
}

function sampleRows(source: Source): number {
  return Math.max(50, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / source.columns.length)));
}

/** By column. A wide table is read in stretches of columns: the engine keeps a vector of each at once. */
export async function firstRows(source: Source, engine: Engine, options: { rows: number; signal?: AbortSignal }): Promise<readonly (readonly string[])[]> {
  const columns: string[][] = [];
  for (let start = 0; start < source.columns.length; start += COLUMNS_PER_SCAN) {
    const raw = source.columns.slice(start, start + COLUMNS_PER_SCAN).map((_, i) => columnSql({ index: start + i, type: 'text' }, source, engine.dialect).raw);
    const sql = `select ${raw.map((expression, i) => `${expression} as c${i}`).join(', ')} from ${engine.dialect.from(source)} limit ${options.rows}`;
    const rows = await engine.run({ sql, columns: raw.map((_, i) => `c${i}`) }, { signal: options.signal });
    columns.push(...raw.map((_, index) => rows.map((row) => String(row[index] ?? ''))));
  }
  return columns;
}

/** For columns that begin empty: their first values, wherever they are. */
async function firstPresent(source: Source, columns: readonly number[], run: { engine: Engine; signal?: AbortSignal }): Promise<Map<number, readonly string[]>> {
  const { dialect } = run.engine;
  const lists = columns.map((index, i) => {
    const { raw } = columnSql({ index, type: 'text' }, source, dialect);
    return `${dialect.firstValues(`${raw} <> ''`, { value: raw, ordinal: ORDINAL, cap: 500 })} as c${i}`;
  });
  const sql = `select ${lists.join(', ')} from (select *, ${dialect.ordinal(source)} as ${ORDINAL} from ${dialect.from(source)}) t`;
  const [row = []] = await run.engine.run({ sql, columns: columns.map((_, i) => `c${i}`) }, { signal: run.signal });
  return new Map(columns.map((index, i) => [index, Array.isArray(row[i]) ? row[i].map(String) : []]));
}

interface ScanRequest {
  readonly source: Source;
  readonly columns: readonly PlannedColumn[];
  readonly declared: readonly string[];
  /** Count the different rows, too. */
  readonly countsRows: boolean;
}

/** Scans until every column's guess holds. */
async function scanAll(request: ScanRequest, engine: Engine, options: ProfileOptions): Promise<{ rows: number; columns: readonly ColumnProfile[]; duplicateRows?: number }> {
  const profiles = new Map<number, ColumnProfile>();
  const missingNumbers = new Map<number, readonly ValueCount[]>();
  let columns = request.columns;
  let rows = 0;
  let duplicateRows: number | undefined;
  for (let scans = 0; scans < MOST_SCANS && (columns.length > 0 || scans === 0); scans++) {
    const result = await scanOnce({ ...request, columns, countsRows: request.countsRows && scans === 0 }, engine, { signal: options.signal, onProgress: scans === 0 ? options.onProgress : undefined });
    rows = result.rows;
    duplicateRows ??= result.duplicateRows;
    const isLast = scans === MOST_SCANS - 1;
    const again: PlannedColumn[] = [];
    for (const [i, column] of columns.entries()) {
      const scanned = result.scanned[i] ?? {};
      const revised = isLast ? undefined : revise(column, scanned);
      if (revised !== undefined) again.push(revised);
      const name = request.source.columns[column.index] ?? '';
      profiles.set(column.index, profileFromScan({ name, column, scanned, rows, declared: request.declared, missingNumbers: missingNumbers.get(column.index) ?? [] }));
    }
    const candidates = columns.filter((column) => !again.some(({ index }) => index === column.index) && column.guess.excluded.length === 0);
    const found = await findMissingNumbers({ source: request.source, columns: candidates, profiles }, engine, options.signal);
    for (const [index, numbers] of found) {
      missingNumbers.set(index, numbers);
      const column = columns.find((c) => c.index === index);
      if (column !== undefined) again.push({ ...column, guess: { ...column.guess, excluded: numbers.map(({ value }) => value) } });
    }
    columns = again;
  }
  return { rows, duplicateRows, columns: request.columns.flatMap(({ index }) => profiles.get(index) ?? []) };
}

async function scanOnce({ source, columns, declared, countsRows }: ScanRequest, engine: Engine, options: RunOptions): Promise<{ rows: number; duplicateRows?: number; scanned: readonly Scanned[] }> {
  const scanned: Scanned[] = [];
  const ofRows = countsRows ? [differentRows(source, engine.dialect)] : [];
  let rows = 0;
  let duplicateRows: number | undefined;
  for (let start = 0; start < Math.max(1, columns.length); start += COLUMNS_PER_SCAN) {
    const aggregates = columns.slice(start, start + COLUMNS_PER_SCAN).map((column) => aggregatesFor(column, source, { dialect: engine.dialect, declared }));
    const [row = []] = await engine.run(scanPlan(source, [...ofRows, ...aggregates.flat().map(({ sql }) => sql)], engine), options);
    rows = Number(row[0] ?? 0);
    if (countsRows) duplicateRows = rows - Number(row[1] ?? 0);
    let at = 1 + ofRows.length;
    for (const list of aggregates) {
      scanned.push(readScanned(list, row as readonly Value[], at));
      at += list.length;
    }
  }
  return { rows, duplicateRows, scanned };
}

function scanPlan(source: Source, aggregates: readonly string[], engine: Engine): Plan {
  const named = aggregates.map((sql, i) => `${sql} as a${i}`);
  return {
    sql: `select ${['count(*) as n', ...named].join(',\n')} from ${engine.dialect.from(source)}`,
    columns: ['n', ...named.map((_, i) => `a${i}`)],
  };
}

/** Replaces the estimate of distinct values by the exact number where it decides whether a column is a key. */
async function countKeys(input: { source: Source; columns: readonly ColumnProfile[] }, engine: Engine, options: RunOptions): Promise<readonly ColumnProfile[]> {
  const doubtful = input.columns.filter(mayBeKey);
  if (doubtful.length === 0) return input.columns;
  const counts = doubtful.map((column, i) => `${distinctTexts(columnSql(column, input.source, engine.dialect).raw).sql} as c${i}`);
  const sql = `select ${counts.join(', ')} from ${engine.dialect.from(input.source)}`;
  const [row = []] = await engine.run({ sql, columns: counts.map((_, i) => `c${i}`) }, options);
  return input.columns.map((column) => {
    const at = doubtful.indexOf(column);
    if (at < 0) return column;
    return { ...column, distinct: Number(row[at] ?? 0) - column.sentinels.length, distinctExact: true };
  });
}

/** Only what is meant to be a key is worth the exact count. Estimates are off by up to 40 %: it may be one from 60 % upwards. */
function mayBeKey(column: ColumnProfile): boolean {
  if (column.distinctExact || column.count === 0 || column.type === 'number' || column.type === 'nested') return false;
  return (isNumericType(column.type) || column.type === 'text') && column.distinct >= column.count * 0.6 && isNamedLikeKey(column);
}
