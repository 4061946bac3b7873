// Row-local checks: what a column leads one to expect of each of its cells.

import type { Dialect } from '../engine/dialect.ts';
import type { ColumnProfile } from '../profile/profile.ts';
import { CODES, type Code } from './codes.ts';
import type { Finding, Fix, Severity } from './finding.ts';

/** The smallest and largest values of a number column, ascending; only for columns whose ends look far out. */
export interface Extremes {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What a check may look at before it decides what to test in a column. */
export interface ColumnContext {
  readonly column: ColumnProfile;
  /** Rows the profile's figures rest on. */
  readonly rows: number;
  readonly extremes?: Extremes;
  /** SQL for the cell as text (null or '' where it is empty) and for its typed value (null where it does not parse). */
  readonly sql: { readonly raw: string; readonly value: string };
  readonly dialect: Dialect;
}

/** What a finding says about one cell. */
export interface Said {
  readonly message: string;
  readonly fix?: Fix;
  /** Where a cell is more or less serious than its code. */
  readonly severity?: Severity;
}

/**
 * A test of every cell in one column, in two forms that must agree: `fails` on a value in the process,
 * `where` as an SQL predicate in the engine.
 */
export interface CellTest {
  readonly code: Code;
  readonly column: ColumnProfile;
  /** `null` and '' both mean an empty cell. */
  readonly fails: (value: string | null) => boolean;
  readonly where: string;
  /** How many cells fail, where the profile has counted them already. */
  readonly expected?: number;
  /** From this many failing cells on, it is how the column is written: said once, on the header. */
  readonly saidOnceFrom?: number;
  readonly say: (value: string) => Said;
  /** For the header, where not every cell is marked: `total` cells fail. */
  readonly summarise: (total: number) => string;
}

/** Derives the test for one column, or undefined where the check has nothing to say about it. Pure. */
export type CellCheck = (context: ColumnContext) => CellTest | undefined;

/** SQL for "the cell is not empty". */
export function present(context: ColumnContext): string {
  return `${context.sql.raw} is not null and ${context.sql.raw} <> ''`;
}

/** SQL for "the cell is one of these words". */
export function isOneOf(context: ColumnContext, words: readonly string[]): string {
  return `${context.sql.raw} in (${words.map((word) => context.dialect.text(word)).join(', ')})`;
}

/** false where the profile already shows that no cell fails: it has counted them, or lists every value of the column. */
export function mayFail({ column, expected, fails }: CellTest): boolean {
  if (expected !== undefined) return expected > 0;
  if (!column.topExact) return true;
  return (column.missing > 0 && fails(null)) || [...column.top, ...column.sentinels].some(({ value }) => fails(value));
}

/** The finding for one failing cell. */
export function cellFinding(test: CellTest, row: number, value: string | null): Finding {
  const said = test.say(value ?? '');
  return {
    code: test.code,
    severity: said.severity ?? CODES[test.code].severity,
    address: { row, column: test.column.index },
    column: test.column.name,
    value: value ?? '',
    message: said.message,
    fix: said.fix,
  };
}
