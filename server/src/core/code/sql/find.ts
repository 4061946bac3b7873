// The datasets that SQL files and cells name.

import { Lines, type Reference } from '../reference.ts';
import { toPath } from '../target.ts';
import { takeCommands } from './commands.ts';
import { filesInSql, type SqlFile } from './files.ts';

const WORTH_READING = /\.(csv|tsv|tab|psv|ssv|jsonl|ndjson|json|parquet|pq|arrow|feather|ipc)\b|\bread_\w+\s*\(|_scan\s*\(|\bcopy\b|infile|outfile|^\.import|bulk/im;
/** A longer text is a dump. */
const LONGEST = 1_000_000;
const MOVES = /^\.(?:cd|shell|system)\b|^\\(?:cd|!)|\bfile_search_path\b/m;

/** Cells know nothing of one another. */
export function findInSqlCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  return cells.map(findInSql);
}

export function findInSql(text: string): readonly Reference[] {
  if (text.length > LONGEST || !WORTH_READING.test(text)) return [];
  const { files, rest } = takeCommands(text);
  const lines = new Lines(text);
  const isMoved = MOVES.test(text);
  const all = [...files, ...filesInSql(rest)].toSorted((a, b) => a.at - b.at);
  return all.flatMap((file) => toReference(file, { text, lines, isMoved }));
}

function toReference({ path, at, length, writes, isSure, reading }: SqlFile, given: { readonly text: string; readonly lines: Lines; readonly isMoved: boolean }): readonly Reference[] {
  const meant = toPath(path);
  if (meant === undefined) return [];
  const isLiteral = given.text.slice(at, at + length) === meant.target;
  const isHere = !given.isMoved && !/^~/.test(meant.target);
  return [{ ...meant, range: given.lines.range(at, at + length), ...(isLiteral ? { isLiteral } : {}), reader: 'sql', sure: isSure && !writes && isHere, writes, ...(reading === undefined ? {} : { reading }) }];
}
