// A view as pandas code.

import { FilterCode, list, literal, truth, TRUTHS, type Absence, type TextTest } from './python.ts';
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

class Writer extends FilterCode {
  value(column: number): string {
    const { type, format } = this.columns[column] ?? { type: 'text' };
    const own = this.cell(column);
    if (this.isTyped) return own;
    if (this.isNumber(column)) return `pd.to_numeric(${own}, errors="coerce")`;
    if (type === 'date' || type === 'datetime') return `pd.to_datetime(${own}, errors="coerce", format=${format === undefined ? '"ISO8601"' : literal(format)})`;
    return type === 'boolean' ? `${own}.str.lower().map(${TRUTHS})` : own;
  }

  protected named(name: string): string {
    return `df[${name}]`;
  }

  protected asText(cell: string): string {
    return `${cell}.astype("string")`;
  }

  protected always(value: boolean): string {
    return `pd.Series(${truth(value)}, index=df.index)`;
  }

  protected rowIn(rows: string): string {
    return `pd.Series(df.index.isin(${rows}), index=df.index)`;
  }

  protected oneOf(text: string, values: string): string {
    return `${text}.isin(${values})`;
  }

  protected moment(text: string): string {
    return `pd.Timestamp(${text})`;
  }

  protected isPresent(value: string): string {
    return `${value}.notna()`;
  }

  protected known(test: string): string {
    return test; // comparing gives no missing values here
  }

  protected absence(which: Absence, { own, text, isNumber, sentinels }: { own: string; text: string; isNumber: boolean; sentinels: string }): string {
    if (which === 'null') return `${own}.isna()`;
    if (which === 'empty') return `${text}.eq("")`;
    if (which === 'sentinel') return this.oneOf(text, sentinels);
    return isNumber ? `${text}.str.lower().eq("nan")` : this.always(false);
  }

  protected test({ mode, text, matchCase }: TextTest, cell: string): string {
    const [own, sought] = matchCase || mode === 'matches' ? [cell, text] : [`${cell}.str.lower()`, text.toLowerCase()];
    if (mode === 'is') return `${own}.eq(${literal(sought)})`;
    if (mode === 'contains') return `${own}.str.contains(${literal(sought)}, regex=False)`;
    if (mode === 'matches') return `${own}.str.contains(${literal(text)}, regex=True, case=${truth(matchCase)})`;
    return `${own}.str.${mode}with(${literal(sought)})`;
  }
}
