// A view as polars code.

import type { ViewColumn } from '../arrangement.ts';
import type { Condition, Filter } from '../filter.ts';
import { list, literal, truth } from './python.ts';
import type { CodeInput } from './view-code.ts';

export function polarsCode(input: CodeInput): string {
  const { arrangement, columns, source } = input;
  const write = new Writer(columns, source.kind === 'parquet');
  const steps: string[] = [];
  if (arrangement.filter !== undefined) steps.push(`    .filter(${write.filter(arrangement.filter)})`);
  if (arrangement.sort.length > 0) {
    const keys = arrangement.sort.map(({ column }) => write.value(column));
    const directions = arrangement.sort.map(({ descending }) => truth(descending));
    steps.push(`    .sort([${keys.join(', ')}], descending=[${directions.join(', ')}], nulls_last=True, maintain_order=True)`);
  }
  return `import polars as pl\n\ndf = (\n    ${reader(input)}\n    .with_row_index("row")\n${steps.map((step) => `${step}\n`).join('')}    .drop("row")\n)\n`;
}

function reader({ path, source, encoding }: CodeInput): string {
  if (source.kind === 'parquet') return `pl.read_parquet(${literal(path)})`;
  const options = ['infer_schema=False'];
  if (source.delimiter !== ',') options.push(`separator=${literal(source.delimiter)}`);
  if (source.quote !== '"') options.push(`quote_char=${source.quote === '' ? 'None' : literal(source.quote)}`);
  if (source.skip > 0) options.push(`skip_lines=${source.skip}`);
  if (source.comment !== '') options.push(`comment_prefix=${literal(source.comment)}`);
  options.push(`has_header=${truth(source.header)}`, `new_columns=${list(source.columns)}`);
  if (encoding !== 'utf-8') options.push(`encoding=${literal(encoding)}`);
  // Its own option for this was given another name in version 2.
  return `pl.read_csv(${[literal(path), ...options].join(', ')}).fill_null("")`;
}

class Writer {
  readonly #columns: readonly ViewColumn[];
  /** Whether the file itself gives the types. */
  readonly #isTyped: boolean;

  constructor(columns: readonly ViewColumn[], isTyped: boolean) {
    this.#columns = columns;
    this.#isTyped = isTyped;
  }

  /** The column as values of its type; null where a cell is none. */
  value(column: number): string {
    const { type, format } = this.#columns[column] ?? { type: 'text' };
    const own = this.#cell(column);
    if (this.#isTyped) return own;
    // Python's own readers take "nan" and "inf" for numbers.
    if (type === 'integer' || type === 'number') return `pl.when(${own}.cast(pl.Float64, strict=False).is_finite()).then(${own}.cast(pl.Float64, strict=False))`;
    if (type === 'date' && format === undefined) return `${own}.str.to_date("%Y-%m-%d", strict=False)`;
    if (type === 'date' || type === 'datetime') return format === undefined ? `${own}.str.replace("T", " ").str.to_datetime(strict=False)` : `${own}.str.to_datetime(${literal(format)}, strict=False)`;
    if (type === 'boolean') return `${own}.str.to_lowercase().replace_strict({"true": True, "t": True, "yes": True, "y": True, "1": True, "false": False, "f": False, "no": False, "n": False, "0": False}, default=None)`;
    return own;
  }

  filter(filter: Filter): string {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return filter.of.length === 0 ? `pl.lit(${truth(filter.kind === 'and')})` : filter.of.map((part) => `(${this.filter(part)})`).join(filter.kind === 'and' ? ' & ' : ' | ');
      case 'not':
        return `~(${this.filter(filter.of)})`;
      case 'rows':
        return `pl.col("row").is_in([${filter.rows.join(', ')}])`;
      default:
        return `(${this.#condition(filter)}).fill_null(False)`;
    }
  }

  #cell(column: number): string {
    return `pl.col(${literal(this.#columns[column]?.name ?? '')})`;
  }

  #condition(condition: Exclude<Condition, { kind: 'rows' }>): string {
    const cell = this.#cell(condition.column);
    const text = this.#isTyped ? `${cell}.cast(pl.String)` : cell;
    switch (condition.kind) {
      case 'in':
        return `${text}.is_in(${list(condition.values)})`;
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
    return parts.length === 0 ? `(${value}).is_not_null()` : parts.join(' & ');
  }

  #bound(column: number, given: number | string): string {
    const { type } = this.#columns[column] ?? { type: 'text' };
    if (type === 'integer' || type === 'number') return String(Number(given));
    return type === 'date' || type === 'datetime' ? `pl.lit(${literal(String(given))}).str.to_datetime(strict=False)` : literal(String(given));
  }

  #absent({ column, which }: Extract<Condition, { kind: 'absent' }>, { cell, text }: { cell: string; text: string }): string {
    const { sentinels = [], type } = this.#columns[column] ?? {};
    const tests = {
      null: `${cell}.is_null()`,
      empty: `${text} == ""`,
      nan: type === 'integer' || type === 'number' ? `${text}.str.to_lowercase() == "nan"` : 'pl.lit(False)',
      sentinel: `${text}.is_in(${list(sentinels)})`,
    };
    return which === 'any' ? `(${tests.null}) | (${tests.empty}) | (${tests.sentinel})` : tests[which];
  }
}

function textTest({ mode, text, matchCase }: Extract<Condition, { kind: 'text' }>, cell: string): string {
  const [own, sought] = matchCase || mode === 'matches' ? [cell, text] : [`${cell}.str.to_lowercase()`, text.toLowerCase()];
  switch (mode) {
    case 'is':
      return `${own} == ${literal(sought)}`;
    case 'contains':
      return `${own}.str.contains(${literal(sought)}, literal=True)`;
    case 'starts':
      return `${own}.str.starts_with(${literal(sought)})`;
    case 'ends':
      return `${own}.str.ends_with(${literal(sought)})`;
    case 'matches':
      return `${own}.str.contains(${literal(matchCase ? text : `(?i)${text}`)})`;
  }
}
