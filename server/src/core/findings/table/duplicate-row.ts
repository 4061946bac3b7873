// A row that is equal to an earlier one in every cell.

import type { TableCheck, TableCheckInput } from './table-check.ts';
import type { Engine } from '../../ports.ts';
import { ORDINAL } from '../../engine/dialect.ts';
import type { Plan, Value } from '../../engine/plan.ts';
import { rowsShouldDiffer } from '../../profile/duplicate-rows.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Finding } from '../finding.ts';
import { count, share } from '../../words.ts';

const CODE = 'duplicate-row';
const HASH = 'assay_row_hash';

export const duplicateRow: TableCheck = {
  code: CODE,
  async run(input, engine, options) {
    const total = rowsShouldDiffer(input.profile) ? (input.profile.duplicateRows ?? 0) : 0;
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

/** Many duplicates are a property of the data (events, answers), not a slip. */
function isSurprising(total: number, profile: Profile): boolean {
  return total <= Math.max(5, profile.rows * 0.05);
}

function ordinals(input: TableCheckInput, engine: Engine): string {
  const { dialect } = engine;
  return `(select *, ${dialect.ordinal(input.source)} as ${ORDINAL}, ${dialect.rowHash(input.raw)} as ${HASH} from ${dialect.from(input.source)}) t`;
}

/** Rows of equal hash, compared again in full, so that a hash collision is never a finding. */
function rowsPlan(input: TableCheckInput, engine: Engine): Plan {
  const t = ordinals(input, engine);
  const repeated = `select ${HASH} from ${t} group by ${HASH} having count(*) > 1`;
  const partition = input.raw.join(', ');
  return {
    sql: `select ${ORDINAL}, first from (select ${ORDINAL}, min(${ORDINAL}) over (partition by ${partition}) as first from ${t} where ${HASH} in (${repeated})) d where ${ORDINAL} > first order by ${ORDINAL} limit ${input.cap + 1}`,
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
