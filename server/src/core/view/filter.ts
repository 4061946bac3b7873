// Which rows a view shows. A filter is data; what a user typed becomes a bound parameter, never SQL.

import * as z from 'zod';
import type { Dialect } from '../engine/dialect.ts';
import type { Plan } from '../engine/plan.ts';

const column = z.int().min(0);
const bound = z.union([z.number(), z.string().max(10_000)]);

/** How a text is sought in a cell. */
export const TEXT_MODES = ['contains', 'is', 'starts', 'ends', 'matches'] as const;
/** The ways in which a cell may hold nothing; `sentinel`: one of the words or numbers that stand for missing in its column. */
export const ABSENCES = ['any', 'null', 'empty', 'nan', 'sentinel'] as const;

const Condition = z.discriminatedUnion('kind', [
  /** One of these values, as they are written. */
  z.object({ kind: z.literal('in'), column, values: z.array(z.string()).max(10_000) }),
  /** From `min` to `max`, both included, in the order of the column's type; a value that does not parse is outside. */
  z.object({ kind: z.literal('range'), column, min: bound.optional(), max: bound.optional() }),
  /** `matches`: a regular expression (RE2), anywhere in the cell. */
  z.object({ kind: z.literal('text'), column, mode: z.enum(TEXT_MODES), text: z.string().max(10_000), matchCase: z.boolean().default(false) }),
  z.object({ kind: z.literal('absent'), column, which: z.enum(ABSENCES) }),
  /** Rows by ordinal: those of a finding. */
  z.object({ kind: z.literal('rows'), rows: z.array(z.int().min(0)).max(100_000) }),
]);

export type Condition = z.infer<typeof Condition>;
export type Filter = Condition | { readonly kind: 'and'; readonly of: readonly Filter[] } | { readonly kind: 'or'; readonly of: readonly Filter[] } | { readonly kind: 'not'; readonly of: Filter };

export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([Condition, z.object({ kind: z.literal('and'), of: z.array(Filter).max(100) }), z.object({ kind: z.literal('or'), of: z.array(Filter).max(100) }), z.object({ kind: z.literal('not'), of: Filter })]),
);

/** One column as a filter sees it. */
export interface FilterColumn {
  /** SQL of the cell as text; null or '' where it is empty. */
  readonly raw: string;
  /** SQL of the cell as a value of its type; null where it does not parse. */
  readonly value: string;
  /** Whether `value` compares as a number. */
  readonly isNumber: boolean;
  /** SQL of a bound as a value of the column's type, with one parameter for its text. */
  readonly bound: string;
  readonly sentinels: readonly string[];
}

export interface FilterInput {
  readonly columns: readonly FilterColumn[];
  /** SQL of the row's ordinal. */
  readonly ordinal: string;
  readonly dialect: Dialect;
}

/** SQL that is true or false, never null, with its parameters in order. */
export type Predicate = Required<Pick<Plan, 'sql' | 'values'>>;

const NEVER: Predicate = { sql: 'false', values: [] };

export function predicate(filter: Filter, input: FilterInput): Predicate {
  if (filter.kind === 'and' || filter.kind === 'or') return join(filter.of.map((part) => predicate(part, input)), filter.kind);
  if (filter.kind === 'not') {
    const { sql, values } = predicate(filter.of, input);
    return { sql: `not (${sql})`, values };
  }
  if (filter.kind === 'rows') return filter.rows.length === 0 ? NEVER : { sql: `${input.ordinal} in (${filter.rows.join(', ')})`, values: [] };
  const column = input.columns[filter.column];
  if (column === undefined) return NEVER;
  const { sql, values } = conditionOf(filter, column, input.dialect);
  return { sql: `coalesce(${sql}, false)`, values };
}

function join(parts: readonly Predicate[], word: 'and' | 'or'): Predicate {
  if (parts.length === 0) return { sql: word === 'and' ? 'true' : 'false', values: [] };
  return { sql: parts.map(({ sql }) => `(${sql})`).join(` ${word} `), values: parts.flatMap(({ values }) => values) };
}

function conditionOf(condition: Exclude<Condition, { kind: 'rows' }>, column: FilterColumn, dialect: Dialect): Predicate {
  switch (condition.kind) {
    case 'in':
      return condition.values.length === 0 ? NEVER : { sql: `${column.raw} in (${condition.values.map(() => '?').join(', ')})`, values: condition.values };
    case 'range':
      return rangeOf(condition, column);
    case 'text':
      return textOf(condition, column, dialect);
    case 'absent':
      return { sql: absence(condition.which, column, dialect), values: [] };
  }
}

function rangeOf({ min, max }: Extract<Condition, { kind: 'range' }>, { value, bound }: FilterColumn): Predicate {
  const parts: Predicate[] = [];
  if (min !== undefined) parts.push({ sql: `${value} >= ${bound}`, values: [String(min)] });
  if (max !== undefined) parts.push({ sql: `${value} <= ${bound}`, values: [String(max)] });
  return parts.length === 0 ? { sql: `${value} is not null`, values: [] } : join(parts, 'and');
}

function textOf({ mode, text, matchCase }: Extract<Condition, { kind: 'text' }>, { raw }: FilterColumn, dialect: Dialect): Predicate {
  const [cell, sought] = matchCase || mode === 'matches' ? [raw, '?'] : [`lower(${raw})`, 'lower(?)'];
  switch (mode) {
    case 'is':
      return { sql: `${cell} = ${sought}`, values: [text] };
    case 'contains':
      return { sql: `position(${sought} in ${cell}) > 0`, values: [text] };
    case 'starts':
      return { sql: `left(${cell}, length(${sought})) = ${sought}`, values: [text, text] };
    case 'ends':
      return { sql: `right(${cell}, length(${sought})) = ${sought}`, values: [text, text] };
    case 'matches':
      return { sql: dialect.matches(cell, '?'), values: [matchCase ? text : `(?i)${text}`] };
  }
}

function absence(which: (typeof ABSENCES)[number], { raw, isNumber, sentinels }: FilterColumn, dialect: Dialect): string {
  const words = sentinels.length === 0 ? 'false' : `${raw} in (${sentinels.map((word) => dialect.text(word)).join(', ')})`;
  switch (which) {
    case 'null':
      return `${raw} is null`;
    case 'empty':
      return `${raw} = ''`;
    case 'nan':
      return isNumber ? `lower(${raw}) = 'nan'` : 'false';
    case 'sentinel':
      return words;
    case 'any':
      return `(${raw} is null or ${raw} = '' or ${words})`;
  }
}
