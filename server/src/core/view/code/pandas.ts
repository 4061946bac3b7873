// A view as pandas code.

import type { ViewColumn } from '../arrangement.ts';
import type { Condition, Filter } from '../filter.ts';
import { list, literal, truth } from './python.ts';
import type { CodeInput } from './view-code.ts';

export function pandasCode(input: CodeInput): string {
  const { arrangement, columns, source } = input;
  const lines = ['import pandas as pd', '', `df = ${reader(input)}`];
  const write = new Writer(columns, source.kind === 'parquet');
  if (arrangement.filter !== undefined) lines.push(`keep = ${write.filter(arrangement.filter)}`);
  if (arrangement.sort.length > 0) {
    lines.push('keys = pd.DataFrame({');
    for (const [i, { column }] of arrangement.sort.entries()) lines.push(`    ${i}: ${write.value(column)},`);
    const directions = arrangement.sort.map(({ descending }) => truth(!descending)).join(', ');
    lines.push('})');
    // One key at a time, the last one first: each sort keeps the order of equal rows, and puts blanks last.
    lines.push('order = keys.index', `for key, ascending in reversed(list(enumerate([${directions}]))):`, '    order = keys.loc[order, key].sort_values(ascending=ascending, kind="stable", na_position="last").index');
    lines.push('df = df.loc[order]');
  }
  if (arrangement.filter !== undefined) lines.push('df = df[keep.reindex(df.index)]');
  return `${lines.join('\n')}\n`;
}

function reader({ path, source, encoding }: CodeInput): string {
  if (source.kind === 'parquet') return `pd.read_parquet(${literal(path)})`;
  const options = ['dtype=str', 'keep_default_na=False', 'skip_blank_lines=True'];
  if (source.delimiter !== ',') options.push(`sep=${literal(source.delimiter)}`);
  if (source.quote === '') options.push('quoting=3');
  else if (source.quote !== '"') options.push(`quotechar=${literal(source.quote)}`);
  if (source.skip > 0) options.push(`skiprows=${source.skip}`);
  if (source.comment !== '') options.push(`comment=${literal(source.comment)}`);
  options.push(source.header ? 'header=0' : 'header=None', `names=${list(source.columns)}`);
  if (encoding !== 'utf-8') options.push(`encoding=${literal(encoding)}`);
  return `pd.read_csv(${[literal(path), ...options].join(', ')})`;
}

class Writer {
  readonly #columns: readonly ViewColumn[];
  /** Whether the file itself gives the types. */
  readonly #isTyped: boolean;

  constructor(columns: readonly ViewColumn[], isTyped: boolean) {
    this.#columns = columns;
    this.#isTyped = isTyped;
  }

  /** The column as values of its type; missing where a cell is none. */
  value(column: number): string {
    const { type, format } = this.#columns[column] ?? { type: 'text' };
    const own = this.#cell(column);
    if (this.#isTyped) return own;
    if (type === 'integer' || type === 'number') return `pd.to_numeric(${own}, errors="coerce")`;
    if (type === 'date' || type === 'datetime') return `pd.to_datetime(${own}, errors="coerce", format=${format === undefined ? '"ISO8601"' : literal(format)})`;
    if (type === 'boolean') return `${own}.str.lower().map({"true": True, "t": True, "yes": True, "y": True, "1": True, "false": False, "f": False, "no": False, "n": False, "0": False})`;
    return own;
  }

  filter(filter: Filter): string {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return filter.of.length === 0 ? `pd.Series(${truth(filter.kind === 'and')}, index=df.index)` : filter.of.map((part) => `(${this.filter(part)})`).join(filter.kind === 'and' ? ' & ' : ' | ');
      case 'not':
        return `~(${this.filter(filter.of)})`;
      case 'rows':
        return `pd.Series(df.index.isin([${filter.rows.join(', ')}]), index=df.index)`;
      default:
        return this.#condition(filter);
    }
  }

  #cell(column: number): string {
    return `df[${literal(this.#columns[column]?.name ?? '')}]`;
  }

  #condition(condition: Exclude<Condition, { kind: 'rows' }>): string {
    const cell = this.#cell(condition.column);
    const text = this.#isTyped ? `${cell}.astype("string")` : cell;
    switch (condition.kind) {
      case 'in':
        return `${text}.isin(${list(condition.values)})`;
      case 'range':
        return this.#range(condition);
      case 'text':
        return textTest(condition, text);
      case 'absent':
        return this.#absent(condition, { cell, text });
    }
  }

  #range({ column, min, max }: Extract<Condition, { kind: 'range' }>): string {
    const value = this.value(column);
    const bound = (given: number | string) => this.#bound(column, given);
    const parts = [...(min === undefined ? [] : [`(${value} >= ${bound(min)})`]), ...(max === undefined ? [] : [`(${value} <= ${bound(max)})`])];
    return parts.length === 0 ? `${value}.notna()` : parts.join(' & ');
  }

  #bound(column: number, given: number | string): string {
    const { type } = this.#columns[column] ?? { type: 'text' };
    if (type === 'integer' || type === 'number') return String(Number(given));
    return type === 'date' || type === 'datetime' ? `pd.Timestamp(${literal(String(given))})` : literal(String(given));
  }

  #absent({ column, which }: Extract<Condition, { kind: 'absent' }>, { cell, text }: { cell: string; text: string }): string {
    const { sentinels = [], type } = this.#columns[column] ?? {};
    const tests = {
      null: `${cell}.isna()`,
      empty: `${text}.eq("")`,
      nan: type === 'integer' || type === 'number' ? `${text}.str.lower().eq("nan")` : `pd.Series(False, index=df.index)`,
      sentinel: `${text}.isin(${list(sentinels)})`,
    };
    return which === 'any' ? `(${tests.null} | ${tests.empty} | ${tests.sentinel})` : tests[which];
  }
}

function textTest({ mode, text, matchCase }: Extract<Condition, { kind: 'text' }>, cell: string): string {
  const [own, sought] = matchCase || mode === 'matches' ? [cell, text] : [`${cell}.str.lower()`, text.toLowerCase()];
  switch (mode) {
    case 'is':
      return `${own}.eq(${literal(sought)})`;
    case 'contains':
      return `${own}.str.contains(${literal(sought)}, regex=False)`;
    case 'starts':
      return `${own}.str.startswith(${literal(sought)})`;
    case 'ends':
      return `${own}.str.endswith(${literal(sought)})`;
    case 'matches':
      return `${own}.str.contains(${literal(text)}, regex=True, case=${truth(matchCase)})`;
  }
}
