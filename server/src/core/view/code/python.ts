// What Python code of a view shares, whichever library it is for.

import type { ViewColumn } from '../arrangement.ts';
import type { Condition, Filter } from '../filter.ts';

type ColumnCondition = Exclude<Condition, { kind: 'rows' }>;
export type TextTest = Extract<Condition, { kind: 'text' }>;
export type Absence = Exclude<Extract<Condition, { kind: 'absent' }>['which'], 'any'>;

/** A Python string literal. */
export function literal(text: string): string {
  const escaped = text.replaceAll(/[\\"\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === '"') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

export function list(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** Python's own names of truth values. */
export function truth(value: boolean): string {
  return value ? 'True' : 'False';
}

/** Words for true and false, as a column is read. */
export const TRUTHS = '{"true": True, "t": True, "yes": True, "y": True, "1": True, "false": False, "f": False, "no": False, "n": False, "0": False}';

/** Writes filters as expressions over the columns of a data frame; a library's own file says how it spells each piece. */
export abstract class FilterCode {
  protected readonly columns: readonly ViewColumn[];
  /** Whether the file itself gives the types. */
  protected readonly isTyped: boolean;

  constructor(columns: readonly ViewColumn[], isTyped: boolean) {
    this.columns = columns;
    this.isTyped = isTyped;
  }

  filter(filter: Filter): string {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return filter.of.length === 0 ? this.always(filter.kind === 'and') : filter.of.map((part) => `(${this.filter(part)})`).join(filter.kind === 'and' ? ' & ' : ' | ');
      case 'not':
        return `~(${this.filter(filter.of)})`;
      case 'rows':
        return this.rowIn(`[${filter.rows.join(', ')}]`);
      default:
        return this.known(this.#condition(filter));
    }
  }

  /** The column as values of its type; missing where a cell is none. */
  abstract value(column: number): string;

  protected cell(column: number): string {
    return this.named(literal(this.columns[column]?.name ?? ''));
  }

  protected isNumber(column: number): boolean {
    return ['integer', 'number'].includes(this.columns[column]?.type ?? '');
  }

  /** `name`: a literal. */
  protected abstract named(name: string): string;
  protected abstract asText(cell: string): string;
  protected abstract always(value: boolean): string;
  protected abstract rowIn(rows: string): string;
  protected abstract oneOf(text: string, values: string): string;
  protected abstract test(test: TextTest, text: string): string;
  /** A moment as a value that compares with a column of dates. */
  protected abstract moment(text: string): string;
  protected abstract isPresent(value: string): string;
  protected abstract absence(which: Absence, cell: { readonly own: string; readonly text: string; readonly isNumber: boolean; readonly sentinels: string }): string;
  /** The test, false where it is missing. */
  protected abstract known(test: string): string;

  #condition(condition: ColumnCondition): string {
    const { column } = condition;
    const own = this.cell(column);
    const text = this.isTyped ? this.asText(own) : own;
    switch (condition.kind) {
      case 'in':
        return this.oneOf(text, list(condition.values));
      case 'range':
        return this.#range(condition);
      case 'text':
        return this.test(condition, text);
      case 'absent': {
        const cell = { own, text, isNumber: this.isNumber(column), sentinels: list(this.columns[column]?.sentinels ?? []) };
        const any: readonly Absence[] = ['null', 'empty', 'sentinel'];
        return condition.which === 'any' ? any.map((which) => `(${this.absence(which, cell)})`).join(' | ') : this.absence(condition.which, cell);
      }
    }
  }

  #range({ column, min, max }: Extract<Condition, { kind: 'range' }>): string {
    const value = this.value(column);
    const parts = [...(min === undefined ? [] : [`(${value} >= ${this.#bound(column, min)})`]), ...(max === undefined ? [] : [`(${value} <= ${this.#bound(column, max)})`])];
    return parts.length === 0 ? this.isPresent(value) : parts.join(' & ');
  }

  #bound(column: number, given: number | string): string {
    const type = this.columns[column]?.type;
    if (this.isNumber(column)) return String(Number(given));
    return type === 'date' || type === 'datetime' ? this.moment(literal(String(given))) : literal(String(given));
  }
}
