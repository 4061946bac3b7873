// What the rows shown hold, in the bins and values of the whole dataset's profile: the part of each bar that a filter leaves.

import type { Dialect } from '../engine/dialect.ts';
import type { Source, Value } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import type { ColumnProfile, ValueCount } from '../profile/profile.ts';
import { columnSql } from '../profile/column-sql.ts';

export interface ShownCounts {
  readonly column: number;
  /** Cells without a value, and those that stand for missing. */
  readonly missing: number;
  /** As many as the profile's histogram has bins. */
  readonly bins?: readonly number[];
  /** Of the profile's most frequent values; those that are not shown at all are left out. */
  readonly values?: readonly ValueCount[];
}

interface Shown {
  readonly source: Source;
  /** The ordinals of the rows shown; undefined where all are. */
  readonly order: Source | undefined;
  readonly engine: Engine;
  readonly signal?: AbortSignal;
}

/** Values whose bars a header or a card has room for. */
const MOST_VALUES = 10;

/** Rejects with an EngineError. */
export async function countShown(profiles: readonly ColumnProfile[], shown: Shown): Promise<readonly ShownCounts[]> {
  if (profiles.length === 0) return [];
  const { source, engine, signal } = shown;
  const aggregates = profiles.flatMap((profile) => aggregatesOf(profile, source, engine.dialect));
  const sql = `select ${aggregates.map((aggregate, i) => `${aggregate} as a${i}`).join(', ')} from ${rowsShown(shown)}`;
  const [row = []] = await engine.run({ sql, columns: aggregates.map((_, i) => `a${i}`) }, { signal });
  return profiles.map((profile, i) => readCounts(profile, row[2 * i] ?? 0, row[2 * i + 1] ?? null));
}

function rowsShown({ source, order, engine: { dialect } }: Shown): string {
  if (order === undefined) return dialect.from(source);
  return `(select * from ${dialect.from(source)} where ${dialect.ordinal(source)} in (select ord from ${dialect.from(order)})) t`;
}

/** Two a column: its missing cells, and a list of bins or values with their counts. */
function aggregatesOf(profile: ColumnProfile, source: Source, dialect: Dialect): readonly [string, string] {
  const { raw, value } = columnSql(profile, source, dialect);
  const words = profile.sentinels.map((sentinel) => dialect.text(sentinel.value));
  const isWord = words.length === 0 ? '' : ` or ${raw} in (${words.join(', ')})`;
  const missing = `count(case when ${raw} is null or ${raw} = ''${isWord} then 1 end)`;
  const isPresent = words.length === 0 ? 'true' : `${raw} not in (${words.join(', ')})`;
  const bins = binsOf(profile);
  if (bins !== undefined) return [missing, dialect.valueCounts(`case when ${isPresent} then least(${bins.count - 1}, greatest(0, floor((${value} - ${bins.low}) / ${bins.width}))) end`)];
  const top = profile.top.slice(0, MOST_VALUES).map((entry) => dialect.text(entry.value));
  return [missing, top.length === 0 ? 'null' : dialect.valueCounts(`case when ${raw} in (${top.join(', ')}) then ${raw} end`)];
}

function binsOf({ histogram }: ColumnProfile): { readonly low: number; readonly width: number; readonly count: number } | undefined {
  const count = histogram?.counts.length ?? 0;
  const [low, high] = [histogram?.edges[0], histogram?.edges.at(-1)];
  if (count === 0 || low === undefined || high === undefined || !(high > low)) return undefined;
  return { low, width: (high - low) / count, count };
}

function readCounts(profile: ColumnProfile, missing: Value, list: Value): ShownCounts {
  const entries = (Array.isArray(list) ? list : []).map((entry) => entry as { readonly key: Value; readonly value: Value });
  const base = { column: profile.index, missing: Number(missing) };
  const bins = binsOf(profile);
  if (bins === undefined) return { ...base, values: entries.map(({ key, value }) => ({ value: String(key), count: Number(value) })) };
  const counts = new Map(entries.map(({ key, value }) => [Number(key), Number(value)]));
  return { ...base, bins: Array.from({ length: bins.count }, (_, i) => counts.get(i) ?? 0) };
}
