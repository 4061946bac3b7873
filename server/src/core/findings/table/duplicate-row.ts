// A row that is equal to an earlier one in every cell.

import type { TableCheck, TableCheckInput } from './table-check.ts';
import type { Engine } from '../../ports.ts';
import type { Plan, Value } from '../../engine/plan.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Finding } from '../finding.ts';
import { count, share } from '../../words.ts';

const CODE = 'duplicate-row';

export const duplicateRow: TableCheck = {
  code: CODE,
  async run(input, engine, options) {
    if (!rowsShouldDiffer(input.profile)) return [];
    const [counts] = await engine.run(countPlan(input, engine), options);
    const total = Number(counts?.[0] ?? 0);
    if (total === 0 || !isSurprising(total, input.profile)) return [];
    const rows = await engine.run(rowsPlan(input, engine), { ...options, cap: input.cap });
    const { rows: all } = input.profile;
    return [
      {
        code: CODE,
        severity: 'information',
        total,
        marked: rows.slice(0, input.cap).map(toFinding),
        summary: `${count(total)} of ${count(all)} rows repeat an earlier one, ${share(total, all)}.`,
      },
    ];
  },
};

/** Of a wider table the engine would have to hold every cell of a row at once. */
const MOST_COLUMNS = 2000;

/** In a table of a few short categories equal rows are expected; a wide one, or one with a nearly unique column, should have none. */
function rowsShouldDiffer(profile: Profile): boolean {
  if (profile.columns.length < 2 || profile.columns.length > MOST_COLUMNS || profile.rows < 2) return false;
  const variety = profile.columns.reduce((sum, column) => sum + Math.log(Math.max(1, effectiveValues(column.distinct, column.top, column.count))), 0);
  return variety > Math.log(profile.rows) * 3;
}

/** How many values a column would have if all were equally frequent (inverse of the chance that two rows agree). */
function effectiveValues(distinct: number, top: readonly { count: number }[], total: number): number {
  const agree = top.reduce((sum, { count: n }) => sum + (n / Math.max(1, total)) ** 2, 0);
  return agree > 0 ? Math.min(distinct, 1 / agree) : distinct;
}

/** Many duplicates are a property of the data (events, answers), not a slip. */
function isSurprising(total: number, profile: Profile): boolean {
  return total <= Math.max(5, profile.rows * 0.05);
}

function ordinals(input: TableCheckInput, engine: Engine): string {
  const { dialect } = engine;
  return `(select *, ${dialect.ordinal(input.source)} as ord, ${dialect.rowHash(input.raw)} as row_hash from ${dialect.from(input.source)}) t`;
}

function countPlan(input: TableCheckInput, engine: Engine): Plan {
  const hashes = `select ${engine.dialect.rowHash(input.raw)} as row_hash from ${engine.dialect.from(input.source)}`;
  return { sql: `select sum(n - 1) as extra from (select count(*) as n from (${hashes}) h group by row_hash having count(*) > 1) g`, columns: ['extra'] };
}

/** Rows of equal hash, compared again in full, so that a hash collision is never a finding. */
function rowsPlan(input: TableCheckInput, engine: Engine): Plan {
  const t = ordinals(input, engine);
  const repeated = `select row_hash from ${t} group by row_hash having count(*) > 1`;
  const partition = input.raw.join(', ');
  return {
    sql: `select ord, first from (select ord, min(ord) over (partition by ${partition}) as first from ${t} where row_hash in (${repeated})) d where ord > first order by ord limit ${input.cap + 1}`,
    columns: ['ord', 'first'],
  };
}

function toFinding([ord, first]: readonly Value[]): Finding {
  return {
    code: CODE,
    severity: 'information',
    address: { row: Number(ord) },
    message: `This row is the same as row ${count(Number(first) + 1)}, cell by cell.`,
    fix: { kind: 'delete-row', title: 'Delete this duplicate row' },
  };
}
