// The cells of some rows, as text: exact, and cut where one is long.

import { ORDINAL, type Dialect } from '../engine/dialect.ts';
import type { Plan, Source, Value } from '../engine/plan.ts';
import { columnSql } from '../profile/column-sql.ts';

/** A cell as it is written; null where the format holds nothing there. A long one is cut, with its length in characters. */
export type CellText = string | null | { readonly text: string; readonly length: number };

export interface Page {
  /** Ordinals of the rows, in the order shown. */
  readonly rows: readonly number[];
  /** The columns asked for. */
  readonly columns: readonly number[];
  /** cells[i][j]: column `columns[i]` of row `rows[j]`. */
  readonly cells: readonly (readonly CellText[])[];
}

export interface PageRequest {
  /** Position of the first row among those shown. */
  readonly start: number;
  readonly count: number;
  readonly columns: readonly number[];
}

/** Characters of a cell that a page holds. */
export const LONGEST_SHOWN = 300;
/** The engine unpacks so many rows at once, so that rows this near cost no more together than alone. */
const NEAR = 2048;

/** Rows from `start` on, as they lie in the source. */
export function pageInOrder(request: PageRequest, source: Source, dialect: Dialect): Plan {
  const { start, count } = request;
  if (numbersRows(source, dialect)) {
    const ordinal = dialect.ordinal(source);
    return select(request.columns, source, { dialect, ordinal }, `where ${ordinal} between ${start} and ${start + count - 1} order by ${ordinal}`);
  }
  const rows = `(select * from ${dialect.from(source)} limit ${count} offset ${start}) t`;
  const cells = cellsOf(request.columns, source, dialect);
  return { sql: `select ${[`${start} + row_number() over () - 1`, ...cells].join(', ')} from ${rows}`, columns: names(cells) };
}

/** The rows of a table by their ordinals in `order`, in that order: what a copy in order is kept from. */
export function copyInOrder(source: Source & { readonly kind: 'table' }, order: Source, dialect: Dialect): Plan {
  const columns = source.columns.map((column) => `t.${dialect.id(column)}`);
  const from = `(select ord, ${dialect.ordinal(order)} as place from ${dialect.from(order)}) o join (select *, ${dialect.ordinal(source)} as ${ORDINAL} from ${dialect.from(source)}) t on t.${ORDINAL} = o.ord`;
  return { sql: `select o.ord as ${ORDINAL}, ${columns.join(', ')} from ${from} order by o.place`, columns: [] };
}

/** Rows from `start` on, of a copy in order. */
export function pageOfCopy({ start, count, columns }: PageRequest, copy: Source, dialect: Dialect): Plan {
  const place = dialect.ordinal(copy);
  return select(columns, copy, { dialect, ordinal: ORDINAL }, `where ${place} between ${start} and ${start + count - 1} order by ${place}`);
}

/** Rows by ordinal, in any order. */
export function pageOfRows(ordinals: readonly number[], request: Pick<PageRequest, 'columns'> & { readonly source: Source }, dialect: Dialect): Plan {
  const { source, columns } = request;
  const ordinal = dialect.ordinal(source);
  const stretches = stretchesOf(ordinals).map((rows) => {
    const only = rows.length === 1 ? '' : ` and ${ordinal} in (${rows.join(', ')})`;
    return select(columns, source, { dialect, ordinal }, `where ${ordinal} between ${rows[0]} and ${rows.at(-1)}${only}`);
  });
  return { sql: stretches.map(({ sql }) => sql).join('\nunion all '), columns: stretches[0]?.columns ?? [] };
}

/** Runs of rows that lie near one another, each ascending. */
function stretchesOf(ordinals: readonly number[]): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  for (const ordinal of ordinals.toSorted((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && ordinal - (last.at(-1) ?? 0) < NEAR) last.push(ordinal);
    else stretches.push([ordinal]);
  }
  return stretches;
}

/** The one cell, whole. */
export function cellPlan(address: { readonly row: number; readonly column: number }, source: Source, dialect: Dialect): Plan {
  const { raw } = columnSql({ index: address.column, type: 'text' }, source, dialect);
  if (numbersRows(source, dialect)) return { sql: `select ${raw} from ${dialect.from(source)} where ${dialect.ordinal(source)} = ${address.row}`, columns: ['v'] };
  return { sql: `select ${raw} from ${dialect.from(source)} limit 1 offset ${address.row}`, columns: ['v'] };
}

/** Reads the rows of either plan; `order`: the ordinals in the order shown, where it is not theirs. */
export function readPage(rows: readonly (readonly Value[])[], columns: readonly number[], order?: readonly number[]): Page {
  const byOrdinal = order === undefined ? undefined : new Map(rows.map((row) => [Number(row[0]), row]));
  const sorted = byOrdinal === undefined ? rows : (order ?? []).flatMap((ordinal) => [byOrdinal.get(ordinal) ?? []]).filter((row) => row.length > 0);
  return {
    rows: sorted.map((row) => Number(row[0])),
    columns,
    cells: columns.map((_, i) => sorted.map((row) => cellText(row[1 + 2 * i] ?? null, row[2 + 2 * i] ?? null))),
  };
}

function cellText(text: Value, length: Value): CellText {
  if (text === null) return null;
  return length === null ? String(text) : { text: String(text), length: Number(length) };
}

function select(columns: readonly number[], source: Source, { dialect, ordinal }: { readonly dialect: Dialect; readonly ordinal: string }, rest: string): Plan {
  const cells = cellsOf(columns, source, dialect);
  return { sql: `select ${[ordinal, ...cells].join(', ')} from ${dialect.from(source)} ${rest}`, columns: names(cells) };
}

/** Two expressions a column: its text, cut, and its length where something was cut. */
function cellsOf(columns: readonly number[], source: Source, dialect: Dialect): readonly string[] {
  return columns.flatMap((index) => {
    const { raw } = columnSql({ index, type: 'text' }, source, dialect);
    const isLong = `length(${raw}) > ${LONGEST_SHOWN}`;
    return [`case when ${isLong} then left(${raw}, ${LONGEST_SHOWN}) else ${raw} end`, `case when ${isLong} then length(${raw}) end`];
  });
}

function names(cells: readonly string[]): readonly string[] {
  return ['ord', ...cells.map((_, i) => `c${i}`)];
}

/** Whether rows can be fetched by ordinal without counting all before them. */
function numbersRows(source: Source, dialect: Dialect): boolean {
  return !dialect.ordinal(source).includes('over');
}
