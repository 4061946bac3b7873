// A value that repeats in a column that is otherwise a key.

import type { TableCheck, TableCheckInput } from './table-check.ts';
import type { Engine } from '../../ports.ts';
import type { Plan, Value } from '../../engine/plan.ts';
import { isNamedLikeKey } from '../../profile/keys.ts';
import type { ColumnProfile } from '../../profile/profile.ts';
import type { Group } from '../cap.ts';
import type { Finding } from '../finding.ts';
import { columnName, count, quote } from '../../words.ts';

const CODE = 'duplicate-key';

export const duplicateKey: TableCheck = {
  code: CODE,
  async run(input, engine, options) {
    const groups: Group[] = [];
    for (const column of input.profile.columns.filter((c) => looksLikeKey(c))) {
      const rows = await engine.run(rowsPlan(input, column, engine), { ...options, cap: input.cap });
      const total = column.count - column.distinct;
      groups.push({
        code: CODE,
        severity: 'warning',
        column,
        total,
        marked: rows.slice(0, input.cap).map((row) => toFinding(row, column)),
        summary: `${count(total)} values of ${columnName(column.name)} repeat an earlier one; ${count(column.distinct)} of ${count(column.count)} are distinct.`,
      });
    }
    return groups;
  },
};

const FEWEST_VALUES = 20;

/** Nearly all values occur once, and the column's name or the shape of its values says that each should. */
export function looksLikeKey(column: ColumnProfile): boolean {
  if (!column.distinctExact || column.count < FEWEST_VALUES || column.distinct === column.count) return false;
  if (column.distinct < column.count * 0.98) return false;
  if (column.type !== 'integer' && column.type !== 'text') return false;
  return isNamedLikeKey(column);
}

function rowsPlan(input: TableCheckInput, column: ColumnProfile, engine: Engine): Plan {
  const raw = input.raw[column.index] ?? '';
  const { dialect } = engine;
  const absent = column.sentinels.map((sentinel) => dialect.text(sentinel.value));
  const known = absent.length === 0 ? '' : ` and v not in (${absent.join(', ')})`;
  const t = `(select ${raw} as v, ${dialect.ordinal(input.source)} as ord from ${dialect.from(input.source)}) t`;
  return {
    sql: `select ord, v, first from (select ord, v, min(ord) over (partition by v) as first from ${t} where v in (select v from ${t} where v is not null and v <> ''${known} group by v having count(*) > 1)) d where ord > first order by ord limit ${input.cap + 1}`,
    columns: ['ord', 'v', 'first'],
  };
}

function toFinding([ord, value, first]: readonly Value[], column: ColumnProfile): Finding {
  return {
    code: CODE,
    severity: 'warning',
    address: { row: Number(ord), column: column.index },
    column: column.name,
    value: String(value),
    message: `${quote(String(value))} repeats the ${columnName(column.name)} of row ${count(Number(first) + 1)}; ${count(column.distinct)} of ${count(column.count)} values are distinct.`,
  };
}
