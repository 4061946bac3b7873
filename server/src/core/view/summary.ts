// What a dataset's columns have to do with one another: where cells go missing, which go missing together, and which
// numbers rise together.

import { ORDINAL } from '../engine/dialect.ts';
import type { Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { columnSql } from '../profile/column-sql.ts';
import { isNumericType } from '../profile/revise.ts';

export interface Missingness {
  /** Columns with missing cells, by index, the most missing first; at most MOST_MISSING. */
  readonly columns: readonly number[];
  /** Columns with missing cells that are not among them. */
  readonly others: number;
  /** shares[i][j]: of the cells of column i in the j-th stretch of rows, from the first row to the last. */
  readonly shares: readonly (readonly number[])[];
  /** Which of the columns go missing together, the most frequent first; `columns` empty: rows without a missing cell. */
  readonly patterns: readonly { readonly columns: readonly number[]; readonly rows: number }[];
}

export interface Correlation {
  /** Number columns, by index; at most MOST_CORRELATED. */
  readonly columns: readonly number[];
  readonly others: number;
  /** Rows that it rests on, spread evenly over the dataset. */
  readonly rows: number;
  /** Spearman's rank correlation of each pair [i, j], i < j, by index; left out where there is none (a constant). */
  readonly pairs: readonly (readonly [a: number, b: number, rho: number])[];
}

export interface Summary {
  readonly missing: Missingness;
  readonly correlation: Correlation;
}

const MOST_MISSING = 30;
const MOST_PATTERNS = 8;
const STRETCHES = 60;
const MOST_CORRELATED = 24;
const CORRELATED_ROWS = 20_000;

interface Of {
  readonly profile: Profile;
  readonly source: Source;
  readonly engine: Engine;
  readonly signal?: AbortSignal;
}

/** Rejects with an EngineError. */
export async function summarise(of: Of): Promise<Summary> {
  const [missing, correlation] = await Promise.all([missingness(of), correlate(of)]);
  return { missing, correlation };
}

async function missingness(of: Of): Promise<Missingness> {
  const { profile } = of;
  const all = profile.columns.filter(({ count }) => count < profile.rows).toSorted((a, b) => a.count - b.count || a.index - b.index);
  const columns = all.slice(0, MOST_MISSING);
  const base = { columns: columns.map(({ index }) => index), others: all.length - columns.length };
  if (columns.length === 0) return { ...base, shares: [], patterns: [] };
  const flags = columns.map((column) => isMissing(column, of));
  const [shares, patterns] = await Promise.all([sharesByPlace(flags, of), patternsOf(columns, flags, of)]);
  return { ...base, shares, patterns };
}

function isMissing(column: ColumnProfile, { source, engine: { dialect } }: Of): string {
  const { raw } = columnSql(column, source, dialect);
  const words = column.sentinels.map(({ value }) => dialect.text(value));
  return `(${raw} is null or ${raw} = ''${words.length === 0 ? '' : ` or ${raw} in (${words.join(', ')})`})`;
}

async function sharesByPlace(flags: readonly string[], { profile, source, engine, signal }: Of): Promise<readonly (readonly number[])[]> {
  const { dialect } = engine;
  const stretches = Math.max(1, Math.min(STRETCHES, profile.rows));
  const place = `cast(floor(${ORDINAL} * ${stretches}.0 / ${profile.rows}) as integer)`;
  const counts = flags.map((flag, i) => `count(case when ${flag} then 1 end) as m${i}`);
  const sql = `select ${place} as assay_place, count(*) as n, ${counts.join(', ')} from (select *, ${dialect.ordinal(source)} as ${ORDINAL} from ${dialect.from(source)}) t group by assay_place order by assay_place`;
  const rows = await engine.run({ sql, columns: ['place', 'n', ...flags.map((_, i) => `m${i}`)] }, { signal });
  return flags.map((_, i) => rows.map((row) => Number(row[2 + i] ?? 0) / Math.max(1, Number(row[1] ?? 1))));
}

async function patternsOf(columns: readonly ColumnProfile[], flags: readonly string[], { source, engine, signal }: Of): Promise<Missingness['patterns']> {
  const { dialect } = engine;
  const pattern = flags.map((flag) => `case when ${flag} then '1' else '0' end`).join(' || ');
  const sql = `select pattern, count(*) as n from (select ${pattern} as pattern from ${dialect.from(source)}) t group by pattern order by n desc, pattern limit ${MOST_PATTERNS}`;
  const rows = await engine.run({ sql, columns: ['pattern', 'n'] }, { signal });
  return rows.map(([marks, n]) => ({ columns: columns.flatMap(({ index }, i) => (String(marks)[i] === '1' ? [index] : [])), rows: Number(n) }));
}

/** Ranks are of each column's own values; equal values share the mean of their ranks (Spearman, 1904). */
async function correlate({ profile, source, engine, signal }: Of): Promise<Correlation> {
  const { dialect } = engine;
  const all = profile.columns.filter(({ type, count, distinct }) => isNumericType(type) && count > 2 && distinct > 1);
  const columns = all.slice(0, MOST_CORRELATED);
  const base = { columns: columns.map(({ index }) => index), others: all.length - columns.length };
  if (columns.length < 2) return { ...base, rows: 0, pairs: [] };
  const step = Math.max(1, Math.ceil(profile.rows / CORRELATED_ROWS));
  const values = columns.map((column, i) => `${valueOf(column, source, dialect)} as x${i}`);
  const sample = `select ${values.join(', ')} from (select *, ${dialect.ordinal(source)} as ${ORDINAL} from ${dialect.from(source)}) t where ${ORDINAL} % ${step} = 0`;
  const ranks = columns.map((_, i) => `case when x${i} is not null then rank() over (order by x${i}) + (count(*) over (partition by x${i}) - 1) / 2.0 end as r${i}`);
  const of = columns.flatMap((_, i) => columns.slice(i + 1).map((_, j) => [i, i + 1 + j] as const));
  const sql = `select count(*) as n, ${of.map(([i, j]) => `corr(r${i}, r${j}) as c${i}_${j}`).join(', ')} from (select ${ranks.join(', ')} from (${sample}) s) r`;
  const [row = []] = await engine.run({ sql, columns: ['n', ...of.map(([i, j]) => `c${i}_${j}`)] }, { signal });
  const pairs = of.flatMap(([i, j], at): Correlation['pairs'] => {
    const rho = row[at + 1] ?? null;
    const [a, b] = [columns[i]?.index ?? 0, columns[j]?.index ?? 0];
    return rho === null || !Number.isFinite(Number(rho)) ? [] : [[a, b, Number(rho)]];
  });
  return { ...base, rows: Number(row[0] ?? 0), pairs };
}

function valueOf(column: ColumnProfile, source: Source, dialect: Engine['dialect']): string {
  const { raw, value } = columnSql(column, source, dialect);
  const words = column.sentinels.map((sentinel) => dialect.text(sentinel.value));
  return words.length === 0 ? value : `case when ${raw} not in (${words.join(', ')}) then ${value} end`;
}
