// From a profile to the row-local tests of every column.

import type { Dialect } from '../engine/dialect.ts';
import type { Source, Value } from '../engine/plan.ts';
import type { Engine, RunOptions } from '../ports.ts';
import { columnSql } from '../profile/column-sql.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import type { CellTest, ColumnContext, Extremes } from './cell-check.ts';
import type { CheckSettings } from './check.ts';
import { mayHaveOutliers } from './checks/outlier.ts';
import { CELL_CHECKS } from './checks/index.ts';
import { isColumnSilenced, severityOf } from './silence.ts';

export interface TestsInput {
  readonly profile: Profile;
  readonly source: Source;
  readonly extremes: ReadonlyMap<number, Extremes>;
  readonly settings: CheckSettings;
}

/** Tests of all columns, without those that are off or silenced. Pure. */
export function cellTests(input: TestsInput, dialect: Dialect): readonly CellTest[] {
  const { profile, source, extremes, settings } = input;
  return profile.columns.flatMap((column) => {
    const context: ColumnContext = { column, rows: profile.rows, extremes: extremes.get(column.index), sql: columnSql(column, source, dialect), dialect };
    return CELL_CHECKS.map((check) => check(context)).filter((test): test is CellTest => test !== undefined && isOn(test, settings));
  });
}

function isOn(test: CellTest, settings: CheckSettings): boolean {
  return severityOf(test.code, settings) !== undefined && !isColumnSilenced(settings.silences, test.code, test.column.name);
}

/** How many values from each end an outlier's gap is looked for in. */
const ENDS = 8;

/** The ends of the number columns that may hold outliers, by column index; one plan, and none where no column may. */
export async function findExtremes(input: { profile: Profile; source: Source }, engine: Engine, options: RunOptions): Promise<ReadonlyMap<number, Extremes>> {
  const columns = input.profile.columns.filter(mayHaveOutliers);
  if (columns.length === 0) return new Map();
  const { dialect } = engine;
  const ends = columns.flatMap((column) => {
    const value = valueWithoutSentinels(column, columnSql(column, input.source, dialect), dialect);
    return [dialect.smallest(value, ENDS), dialect.largest(value, ENDS)];
  });
  const sql = `select ${ends.map((end, i) => `${end} as e${i}`).join(', ')} from ${dialect.from(input.source)}`;
  const [row = []] = await engine.run({ sql, columns: ends.map((_, i) => `e${i}`) }, options);
  return new Map(columns.map((column, i) => [column.index, { low: numbers(row[2 * i]), high: numbers(row[2 * i + 1]).toReversed() }]));
}

function valueWithoutSentinels(column: ColumnProfile, sql: ColumnContext['sql'], dialect: Dialect): string {
  const words = column.sentinels.map((sentinel) => dialect.text(sentinel.value));
  return words.length === 0 ? sql.value : `case when ${sql.raw} not in (${words.join(', ')}) then ${sql.value} end`;
}

function numbers(value: Value | undefined): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}
