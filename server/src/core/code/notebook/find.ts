// The datasets that a notebook's cells name, with their places in the notebook's own JSON text.

import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { findInMixedCells } from '../languages.ts';
import { Lines, type Reference } from '../reference.ts';

/** A cell's text and, for each of its UTF-16 units, the offsets in the JSON text that it stands between. */
interface Cell {
  readonly text: string;
  readonly language: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The code cells of a notebook, or why there are none. */
type Notebook = { readonly cells: readonly Cell[] } | { readonly reason: string };

/** Nothing for a text that is no notebook. */
export function findInNotebook(json: string): readonly Reference[] {
  const notebook = readNotebook(json);
  if ('reason' in notebook) return [];
  const lines = new Lines(json);
  return findInMixedCells(notebook.cells).flatMap((references, i) => {
    const cell = notebook.cells[i];
    return cell === undefined ? [] : references.map((reference) => toJson(reference, cell, { json, lines }));
  });
}

/** Why a text is no notebook, in words for a user; undefined for one that can be read. */
export function whyNoNotebook(json: string): string | undefined {
  const notebook = readNotebook(json);
  return 'reason' in notebook ? notebook.reason : undefined;
}

function readNotebook(json: string): Notebook {
  if (json.trim() === '') return { reason: 'it is empty' };
  const errors: ParseError[] = [];
  const start = json.startsWith('\ufeff') ? 1 : 0; // a byte order mark gives way to a space: offsets stay
  const root = parseTree(start === 1 ? ` ${json.slice(1)}` : json, errors, { disallowComments: true });
  const [error] = errors;
  if (root === undefined || error !== undefined) return { reason: `it is not JSON from line ${new Lines(json).position(error?.offset ?? 0).line + 1} on` };
  const list = findNodeAtLocation(root, ['cells']) ?? findNodeAtLocation(root, ['worksheets', 0, 'cells']);
  if (list?.type !== 'array') return { reason: 'it has no list of cells' };
  const language = languageOf(root);
  const cells = (list.children ?? []).filter((cell) => findNodeAtLocation(cell, ['cell_type'])?.value === 'code');
  return { cells: cells.map((cell) => readCell(json, cell, language)) };
}

/** The language of the kernel; Python where the notebook does not say. */
function languageOf(root: Node): string {
  const language = findNodeAtLocation(root, ['metadata', 'kernelspec', 'language']) ?? findNodeAtLocation(root, ['metadata', 'language_info', 'name']);
  return language === undefined ? 'python' : String(language.value);
}

/** A cell's source is one string or a list of lines; `input` in notebooks of before 2015. */
function readCell(json: string, cell: Node, language: string): Cell {
  const own = findNodeAtLocation(cell, ['metadata', 'vscode', 'languageId']) ?? findNodeAtLocation(cell, ['language']); // the latter before nbformat 4
  const source = findNodeAtLocation(cell, ['source']) ?? findNodeAtLocation(cell, ['input']);
  const strings = source?.type === 'array' ? (source.children ?? []) : source === undefined ? [] : [source];
  const [starts, ends]: [number[], number[]] = [[], []];
  const parts: string[] = [];
  for (const node of strings) {
    if (node.type !== 'string') continue;
    parts.push(String(node.value));
    const last = node.offset + node.length - 1;
    for (let at = node.offset + 1; at < last; ) {
      starts.push(at);
      at += json[at] !== '\\' ? 1 : json[at + 1] === 'u' ? 6 : 2; // an escape takes two places, or six
      ends.push(at);
    }
  }
  return { text: parts.join(''), language: typeof own?.value === 'string' ? own.value : language, starts, ends };
}

/** A reference of a cell with its place in the JSON text. */
function toJson(reference: Reference, cell: Cell, { json, lines }: { readonly json: string; readonly lines: Lines }): Reference {
  const inCell = new Lines(cell.text);
  const inJson = (range: Reference['range']) => {
    const start = cell.starts[inCell.offset(range.start)] ?? 0;
    return [start, cell.ends[inCell.offset(range.end) - 1] ?? start] as const;
  };
  const isWritten = ([start, end]: readonly [number, number]) => json.slice(start, end) === reference.target;
  const { isLiteral, literalAt, ...rest } = reference;
  const [place, elsewhere] = [inJson(reference.range), literalAt === undefined ? undefined : inJson(literalAt)];
  return {
    ...rest,
    range: lines.range(...place),
    ...(isLiteral === true && isWritten(place) ? { isLiteral } : {}),
    ...(elsewhere !== undefined && isWritten(elsewhere) ? { literalAt: lines.range(...elsewhere) } : {}),
  };
}
