// Runs row-local tests over a whole source: one scan counts every test's failures and keeps the first few rows of each.

import type { Engine, RunOptions } from '../ports.ts';
import type { Plan, Source, Value } from '../engine/plan.ts';
import type { CellTest } from './cell-check.ts';

export interface TestResult {
  readonly test: CellTest;
  /** Failing cells in all. */
  readonly total: number;
  /** The first `cap` of them in row order. */
  readonly cells: readonly { readonly row: number; readonly value: string | null }[];
}

export interface CellPlanInput {
  readonly source: Source;
  readonly tests: readonly CellTest[];
  /** SQL of a test's raw cell, as text. */
  readonly raw: (test: CellTest) => string;
  readonly cap: number;
}

/** A wide table has many tests; more aggregates than this in one query slow the engine's planner. */
const TESTS_PER_PLAN = 1000;

export async function runCellTests(input: CellPlanInput, engine: Engine, options: RunOptions = {}): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (let at = 0; at < input.tests.length; at += TESTS_PER_PLAN) {
    const tests = input.tests.slice(at, at + TESTS_PER_PLAN);
    const [row] = await engine.run(cellPlan({ ...input, tests }, engine), options);
    if (row !== undefined) results.push(...tests.map((test, i) => readResult(test, row.slice(i * 3, i * 3 + 3))));
  }
  return results;
}

/** Each predicate is worked out once per row; the aggregates look at its outcome. */
function cellPlan(input: CellPlanInput, engine: Engine): Plan {
  const { dialect } = engine;
  const outcomes = input.tests.flatMap((test, i) => [`(${test.where}) as f${i}`, `${input.raw(test)} as t${i}`]);
  const aggregates = input.tests.flatMap((test, i) => {
    const cap = Math.max(1, Math.min(input.cap, test.expected ?? input.cap));
    return [
      `count(case when f${i} then 1 end) as n${i}`,
      `${dialect.firstOrdinals(`f${i}`, 'ord', cap)} as r${i}`,
      `${dialect.firstValues(`f${i}`, { value: `t${i}`, ordinal: 'ord', cap })} as v${i}`,
    ];
  });
  const rows = `select ${outcomes.join(',\n')}, ${dialect.ordinal(input.source)} as ord from ${dialect.from(input.source)}`;
  return { sql: `select ${aggregates.join(',\n')} from (${rows}) t`, columns: input.tests.flatMap((_, i) => [`n${i}`, `r${i}`, `v${i}`]) };
}

function readResult(test: CellTest, [total, rows, values]: readonly Value[]): TestResult {
  const ordinals = Array.isArray(rows) ? rows.map(Number) : [];
  const texts = Array.isArray(values) ? values : [];
  return {
    test,
    total: Number(total ?? 0),
    cells: ordinals.map((row, i) => ({ row, value: texts[i] === null || texts[i] === undefined ? null : String(texts[i]) })),
  };
}
