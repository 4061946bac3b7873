// SQL for one column: its cells as text, and as values of its type.

import type { Dialect } from '../engine/dialect.ts';
import type { Source } from '../engine/plan.ts';
import { FALSE_WORDS, TRUE_WORDS, type Typing } from './parse.ts';
import type { ColumnType } from './profile.ts';

export interface ColumnSql {
  /** The cell as the source has it; null where a typed format holds none. */
  readonly cell: string;
  /** The cell as text; null or '' where it is empty. */
  readonly raw: string;
  /** The cell as a value of its type; null where it is empty or does not parse. */
  readonly value: string;
}

export function columnSql(column: Typing & { readonly index: number }, source: Source, dialect: Dialect): ColumnSql {
  const name = dialect.id(source.columns[column.index] ?? '');
  if (isTyped(source)) return typedColumn(name, source.types[column.index] ?? 'VARCHAR', dialect);
  return { cell: name, raw: name, value: castTo(column, name, dialect) };
}

/** Whether the format itself gives the type of each column; of a text the columns are text. */
export function isTyped(source: Source): source is Source & { kind: 'parquet' | 'table' } {
  return source.kind === 'parquet' || (source.kind === 'table' && source.types.length > 0);
}

function typedColumn(name: string, native: string, dialect: Dialect): ColumnSql {
  if (native === 'VARCHAR') return { cell: name, raw: name, value: name };
  return { cell: name, raw: dialect.asText(name), value: isFloat(native) ? finite(name) : name };
}

function isFloat(native: string): boolean {
  return /^(DOUBLE|FLOAT|REAL)/.test(native);
}

/** One NaN or infinity would be the end of every mean; comparing takes both for larger than any number. */
function finite(name: string): string {
  return `case when abs(${name}) <= ${Number.MAX_VALUE} then ${name} end`;
}

function castTo({ type, format }: Typing, text: string, dialect: Dialect): string {
  if (format !== undefined) return dialect.tryFormat(text, format);
  switch (type) {
    case 'integer':
    case 'number':
      return dialect.tryNumber(text);
    case 'date':
      return dialect.tryDate(text);
    case 'datetime':
      return dialect.tryTimestamp(text);
    case 'time':
      return dialect.tryTime(text);
    case 'boolean':
      return booleanOf(text, dialect);
    default:
      return text;
  }
}

function booleanOf(text: string, dialect: Dialect): string {
  const words = (list: readonly string[]) => list.map((word) => dialect.text(word)).join(', ');
  return `case when lower(${text}) in (${words(TRUE_WORDS)}) then true when lower(${text}) in (${words(FALSE_WORDS)}) then false end`;
}

/** What an engine's own column type means to us. */
export function typeOfNative(native: string): ColumnType {
  if (/\[\]$|^(STRUCT|MAP|LIST|UNION|JSON|BLOB|ARRAY|VARIANT)/.test(native)) return 'nested';
  if (/INT/.test(native) && !/INTERVAL/.test(native)) return 'integer';
  if (/^(DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC)/.test(native)) return 'number';
  if (native === 'BOOLEAN') return 'boolean';
  if (native === 'DATE') return 'date';
  if (/^TIMESTAMP/.test(native)) return 'datetime';
  return /^TIME\b/.test(native) ? 'time' : 'text';
}
