// The datasets that a notebook's Python cells name, with their places in the notebook's own JSON text.

import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { findInCells } from '../python/find.ts';
import { Lines, type Reference } from '../reference.ts';

/** A cell's text and, for each of its UTF-16 units, the offset in the JSON text that it stands at. */
interface Cell {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** Nothing for a text that is no notebook, or whose kernel is not Python. */
export function findInNotebook(json: string): readonly Reference[] {
  const root = parseTree(json);
  const list = root === undefined ? undefined : findNodeAtLocation(root, ['cells']);
  if (root === undefined || list?.type !== 'array' || !isPython(root)) return [];
  const cells = (list.children ?? []).filter((cell) => findNodeAtLocation(cell, ['cell_type'])?.value === 'code').map((cell) => readCell(json, cell));
  const lines = new Lines(json);
  return findInCells(cells.map(({ text }) => text)).flatMap((references, i) => {
    const cell = cells[i];
    return cell === undefined ? [] : references.map((reference) => ({ ...reference, range: toJson(reference, cell, lines) }));
  });
}

function isPython(root: Node): boolean {
  const language = findNodeAtLocation(root, ['metadata', 'kernelspec', 'language']) ?? findNodeAtLocation(root, ['metadata', 'language_info', 'name']);
  return language === undefined || String(language.value).toLowerCase() === 'python';
}

function readCell(json: string, cell: Node): Cell {
  const source = findNodeAtLocation(cell, ['source']);
  const strings = source?.type === 'array' ? (source.children ?? []) : source === undefined ? [] : [source];
  const offsets: number[] = [];
  const parts: string[] = [];
  for (const node of strings) {
    if (node.type !== 'string') continue;
    parts.push(String(node.value));
    offsets.push(...offsetsOf(json.slice(node.offset, node.offset + node.length)).map((offset) => offset + node.offset));
  }
  return { text: parts.join(''), offsets };
}

/** Where each unit of a JSON string's value stands in its source: an escape takes two places, or six. */
function offsetsOf(source: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = 1; at < source.length - 1; ) {
    offsets.push(at);
    at += source[at] !== '\\' ? 1 : source[at + 1] === 'u' ? 6 : 2;
  }
  return offsets;
}

function toJson({ range }: Reference, cell: Cell, lines: Lines) {
  const inCell = cell.text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) => inCell.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + character;
  const start = cell.offsets[offset(range.start)] ?? 0;
  const last = cell.offsets[offset(range.end) - 1] ?? start;
  return lines.range(start, last + 1);
}
