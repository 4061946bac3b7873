// Find in all columns: the next cell, in the order shown, that holds a text.

import { ORDINAL } from '../engine/dialect.ts';
import type { Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import { columnSql } from '../profile/column-sql.ts';

export interface Search {
  readonly text: string;
  readonly matchCase: boolean;
  /** Columns to look through, in the order shown. */
  readonly columns: readonly number[];
  /** Where to go on from; the cell itself is not looked at. */
  readonly from: { readonly position: number; readonly column: number };
  readonly backwards: boolean;
}

export interface Match {
  readonly position: number;
  readonly column: number;
}

interface Where {
  readonly source: Source;
  readonly order: Source | undefined;
  readonly width: number;
  readonly engine: Engine;
  readonly signal?: AbortSignal;
}

/** Goes round at the end; undefined where no cell holds the text. Rejects with an EngineError. */
export async function nextMatch(search: Search, where: Where): Promise<Match | undefined> {
  if (search.text === '' || search.columns.length === 0) return undefined;
  const at = search.columns.indexOf(search.from.column);
  const rest = search.backwards ? search.columns.slice(0, Math.max(0, at)) : search.columns.slice(at + 1);
  const sameRow = await inRow(search.from.position, rest, { search, where });
  if (sameRow !== undefined) return { position: search.from.position, column: sameRow };
  const position = (await nextRow(search, where, search.from.position)) ?? (await nextRow(search, where, undefined));
  if (position === undefined) return undefined;
  const column = await inRow(position, search.columns, { search, where });
  return column === undefined ? undefined : { position, column };
}

/** The nearest row past `from` (of all, where it is undefined) with the text in any of the columns. */
async function nextRow(search: Search, where: Where, from: number | undefined): Promise<number | undefined> {
  const { engine } = where;
  const holds = search.columns.map((column) => condition(column, search, where)).join(' or ');
  const past = from === undefined ? 'true' : `assay_position ${search.backwards ? '<' : '>'} ${from}`;
  const sql = `select ${search.backwards ? 'max' : 'min'}(assay_position) from ${rowsShown(where)} where ${past} and (${holds})`;
  const [row] = await engine.run({ sql, values: search.columns.map(() => search.text), columns: ['p'] }, { signal: where.signal });
  const found = row?.[0] ?? null;
  return found === null ? undefined : Number(found);
}

/** The first (last) of these columns with the text in one row. */
async function inRow(position: number, columns: readonly number[], { search, where }: { search: Search; where: Where }): Promise<number | undefined> {
  if (columns.length === 0) return undefined;
  const flags = columns.map((column) => `coalesce(${condition(column, search, where)}, false)`);
  const sql = `select ${flags.join(', ')} from ${rowsShown(where)} where assay_position = ${position}`;
  const [row = []] = await where.engine.run({ sql, values: columns.map(() => search.text), columns: columns.map((_, i) => `c${i}`) }, { signal: where.signal });
  const at = search.backwards ? row.lastIndexOf(true) : row.indexOf(true);
  return columns[at];
}

function condition(column: number, { matchCase }: Search, { source, engine }: Where): string {
  const { raw } = columnSql({ index: column, type: 'text' }, source, engine.dialect);
  return matchCase ? `position(? in ${raw}) > 0` : `position(lower(?) in lower(${raw})) > 0`;
}

/** The rows shown, each with its place among them. */
function rowsShown({ source, order, engine: { dialect } }: Where): string {
  const rows = `(select *, ${dialect.ordinal(source)} as ${ORDINAL} from ${dialect.from(source)})`;
  if (order === undefined) return `(select *, ${ORDINAL} as assay_position from ${rows} r) t`;
  return `(select r.*, o.place as assay_position from ${rows} r join (select ord, ${dialect.ordinal(order)} as place from ${dialect.from(order)}) o on o.ord = r.${ORDINAL}) t`;
}
