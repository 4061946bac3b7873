// A view as polars code.

import { FilterCode, list, literal, truth, TRUTHS, type Absence, type TextTest } from './python.ts';
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

class Writer extends FilterCode {
  value(column: number): string {
    const { type, format } = this.columns[column] ?? { type: 'text' };
    const own = this.cell(column);
    if (this.isTyped) return own;
    // Its reader takes "nan" and "inf" for numbers.
    if (this.isNumber(column)) return `pl.when(${own}.cast(pl.Float64, strict=False).is_finite()).then(${own}.cast(pl.Float64, strict=False))`;
    if (type === 'date' && format === undefined) return `${own}.str.to_date("%Y-%m-%d", strict=False)`;
    if (type === 'date' || type === 'datetime') return format === undefined ? `${own}.str.replace("T", " ").str.to_datetime(strict=False)` : `${own}.str.to_datetime(${literal(format)}, strict=False)`;
    return type === 'boolean' ? `${own}.str.to_lowercase().replace_strict(${TRUTHS}, default=None)` : own;
  }

  protected named(name: string): string {
    return `pl.col(${name})`;
  }

  protected asText(cell: string): string {
    return `${cell}.cast(pl.String)`;
  }

  protected always(value: boolean): string {
    return `pl.lit(${truth(value)})`;
  }

  protected rowIn(rows: string): string {
    return `pl.col("row").is_in(${rows})`;
  }

  protected oneOf(text: string, values: string): string {
    return `${text}.is_in(${values})`;
  }

  protected moment(text: string): string {
    return `pl.lit(${text}).str.to_datetime(strict=False)`;
  }

  protected isPresent(value: string): string {
    return `(${value}).is_not_null()`;
  }

  protected known(test: string): string {
    return `(${test}).fill_null(False)`;
  }

  protected absence(which: Absence, { own, text, isNumber, sentinels }: { own: string; text: string; isNumber: boolean; sentinels: string }): string {
    if (which === 'null') return `${own}.is_null()`;
    if (which === 'empty') return `${text} == ""`;
    if (which === 'sentinel') return this.oneOf(text, sentinels);
    return isNumber ? `${text}.str.to_lowercase() == "nan"` : this.always(false);
  }

  protected test({ mode, text, matchCase }: TextTest, cell: string): string {
    const [own, sought] = matchCase || mode === 'matches' ? [cell, text] : [`${cell}.str.to_lowercase()`, text.toLowerCase()];
    if (mode === 'is') return `${own} == ${literal(sought)}`;
    if (mode === 'contains') return `${own}.str.contains(${literal(sought)}, literal=True)`;
    if (mode === 'matches') return `${own}.str.contains(${literal(matchCase ? text : `(?i)${text}`)})`;
    return `${own}.str.${mode}_with(${literal(sought)})`;
  }
}
