// The five looks of a cell that holds no ordinary value, and how a text is shown on one line.

import type { CellText, ColumnProfile, ColumnType } from '../contract/dataset.ts';

/** `sentinel`: a word or number that stands for missing. `loading`: not here yet. */
export type Look = 'value' | 'null' | 'empty' | 'nan' | 'sentinel' | 'loading';

export interface Shown {
  readonly look: Look;
  readonly text: string;
  readonly isCut: boolean;
}

const ABSENT_TEXTS: Partial<Record<Look, string>> = { loading: '', null: 'null', empty: '""' };
/** More than a column can be wide. */
const LONGEST_LINE = 300;

export function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'number';
}

/** Words and numbers that stand for missing in each column. */
export function sentinelsOf(columns: readonly ColumnProfile[]): readonly ReadonlySet<string>[] {
  return columns.map(({ sentinels }) => new Set(sentinels.map(({ value }) => value)));
}

export function shownAs(cell: CellText | undefined, type: ColumnType, sentinels: ReadonlySet<string> | undefined): Shown {
  const look = lookOf(cell, type, sentinels);
  const text = ABSENT_TEXTS[look] ?? oneLine(textOf(cell));
  return { look, text, isCut: typeof cell === 'object' && cell !== null };
}

function lookOf(cell: CellText | undefined, type: ColumnType, sentinels: ReadonlySet<string> | undefined): Look {
  if (cell === undefined) return 'loading';
  if (cell === null) return 'null';
  const text = textOf(cell);
  if (text === '') return 'empty';
  if (isNumeric(type) && /^[+-]?nan$/i.test(text)) return 'nan';
  return sentinels?.has(text) === true ? 'sentinel' : 'value';
}

/** The text of a cell as far as it is here. */
export function textOf(cell: CellText | undefined): string {
  if (cell === undefined || cell === null) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

/** Line ends, tabs, other control characters and marks that turn the direction of text become visible. */
export function oneLine(text: string): string {
  const cut = text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text;
  return cut.replace(/\r\n|[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, visible);
}

function visible(mark: string): string {
  if (mark === '\n' || mark === '\r\n' || mark === '\r') return '↵';
  if (mark === '\t') return '⇥';
  const code = mark.charCodeAt(0);
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
