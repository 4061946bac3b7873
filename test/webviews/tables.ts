// Tables in memory for the panel's tests: a real one, one of any length, one of any width, and one of cells that break things.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnType } from '../../webviews/contract/dataset.ts';
import { ROOT } from '../support/sources.ts';

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly isText: boolean;
  readonly cell: (row: number, column: number) => string | null;
}

const MOVIE_TYPES: Record<string, ColumnType> = {
  Title: 'text', 'US Gross': 'integer', 'Worldwide Gross': 'integer', 'US DVD Sales': 'integer', 'Production Budget': 'integer', 'Release Date': 'text', 'Running Time min': 'integer', 'Rotten Tomatoes Rating': 'integer', 'IMDB Rating': 'number', 'IMDB Votes': 'integer',
};

/** 3,201 × 16, as CSV would have them: what is not there is empty. */
export function movies(): Table {
  const rows = JSON.parse(readFileSync(join(ROOT, 'node_modules/vega-datasets/data/movies.json'), 'utf8')) as Record<string, unknown>[];
  const names = Object.keys(rows[0] ?? {});
  const cell = (row: number, column: number): string => String(rows[row]?.[names[column] ?? ''] ?? '');
  return { name: 'movies.csv', rows: rows.length, columns: names.map((name) => ({ name: name.replaceAll(' ', '_'), type: MOVIE_TYPES[name] ?? 'text' })), isText: true, cell };
}

/** Each cell says where it is. */
export function long(rows: number): Table {
  const columns = (['id', 'name', 'price', 'day', 'note'] as const).map((name): Table['columns'][number] => ({ name, type: name === 'id' ? 'integer' : name === 'price' ? 'number' : 'text' }));
  const cell = (row: number, column: number): string | null => [`${row}`, `name ${row}`, `${(row % 1000) / 8}`, `2024-01-${String((row % 28) + 1).padStart(2, '0')}`, row % 5 === 0 ? null : `note ${row % 17}`][column] ?? null;
  return { name: 'long.parquet', rows, columns, isText: false, cell };
}

export function wide(columns: number, rows = 1000): Table {
  return { name: 'wide.csv', rows, columns: Array.from({ length: columns }, (_, i) => ({ name: `c${i}`, type: 'integer' })), isText: true, cell: (row, column) => `${row * 7 + column}` };
}

export const LONG_VALUE = 'long '.repeat(400_000);

const ODD: readonly (readonly [name: string, type: ColumnType, cells: readonly (string | null)[]])[] = [
  ['<img src=x onerror=alert(1)>', 'text', ['<b>bold</b>', '<script>1</script>', '&amp;', '"quoted"']],
  ['number', 'number', ['NaN', '1e308', '-0', '123456789012345678901234567890']],
  ['ids', 'integer', ['9007199254740993', '-999', '18446744073709551615', '0']],
  ['عربي', 'text', ['مرحبا بالعالم', 'a\u202etxt.exe', 'שלום 123', '']],
  ['control\u0007\nname', 'text', ['line 1\nline 2', 'tab\there', '\u0000\u0001', '  spaces  ']],
  ['long', 'text', [LONG_VALUE, 'short', null, '']],
  ['nested', 'nested', ['{"a": [1, 2.50, {"deep": 12345678901234567890}], "b": {}}', '[]', null, '[[1],[2]]']],
  ['same', 'text', ['x', 'y', 'z', null]],
  ['same', 'text', ['1', '2', '3', '']],
];

export function odd(): Table {
  const cell = (row: number, column: number): string | null => ODD[column]?.[2][row % 4] ?? null;
  return { name: 'odd <i>name</i>.parquet', rows: 400, columns: ODD.map(([name, type]) => ({ name, type })), isText: false, cell };
}
