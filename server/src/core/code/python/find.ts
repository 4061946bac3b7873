// The datasets that a Python text names.

import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { formatOf } from '../../table/dataset.ts';
import { Lines, type Reference } from '../reference.ts';
import { children, fold, fullName, keyword, literal, OWN_FOLDER, positional, source, type Scope } from './fold.ts';
import { READER_CALLS, SQL_CALL, type ReaderCall } from './readers.ts';
import { readScope } from './scope.ts';

/** Text without any of these holds no reference and is not parsed. */
const WORTH_PARSING = /read_|scan_|to_csv|to_parquet|open\s*\(|\.csv|\.tsv|\.parquet|\.json|\.arrow|\.feather|loadtxt|genfromtxt|dataset\(/;

export function findInPython(text: string): readonly Reference[] {
  return findInCells([text])[0] ?? [];
}

/** Cells of a notebook in order: later ones know the imports and constants of earlier ones. */
export function findInCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  let scope: Scope | undefined;
  return cells.map((cell) => {
    if (!WORTH_PARSING.test(cell) && !/import|=/.test(cell)) return [];
    const text = blankMagics(cell);
    const tree = parser.parse(text);
    const here: Scope = readScope(text, tree, scope);
    scope = here;
    if (!WORTH_PARSING.test(text)) return [];
    const lines = new Lines(text);
    const found: Reference[] = [];
    tree.iterate({
      enter: (ref) => {
        if (ref.name === 'CallExpression') found.push(...inCall(ref.node, here, lines));
      },
    });
    return found;
  });
}

/** IPython's %magic, !shell and ?help lines are no Python: they give way to as many spaces, so positions stay. */
function blankMagics(cell: string): string {
  if (/^\s*%%(?!time|capture|timeit)/.test(cell)) return cell.replace(/[^\r\n]/g, ' ');
  return cell.replace(/^[ \t]*[%!?][^\r\n]*/gm, (line) => ' '.repeat(line.length));
}

function inCall(node: SyntaxNode, scope: Scope, lines: Lines): readonly Reference[] {
  const [callee, list] = children(node);
  if (callee === undefined || list?.name !== 'ArgList') return [];
  const name = callee.name === 'MemberExpression' || callee.name === 'VariableName' ? fullName(callee, scope) : source(callee, scope);
  if (/(^|\.)add_argument$/.test(name)) return ofArgument(list, scope, lines);
  const reader = READER_CALLS.find(({ pattern }) => pattern.test(name));
  if (reader !== undefined) return ofReader(list, { reader, name }, scope, lines);
  return SQL_CALL.test(name) ? ofSql(list, scope, lines) : [];
}

function ofReader(list: SyntaxNode, call: { reader: ReaderCall; name: string }, scope: Scope, lines: Lines): readonly Reference[] {
  const { reader, name } = call;
  const argument = positional(list)[0] ?? reader.keywords.map((key) => keyword(list, key, scope)).find((node) => node !== undefined);
  const value = argument === undefined ? undefined : fold(argument, scope);
  if (argument === undefined || value === undefined || !isLocalPath(value)) return [];
  if (reader.needsEnding === true && formatOf(value) === undefined) return [];
  const writes = reader.writes === true || (/(^|\.)open$/.test(name) && opensForWriting(list, scope));
  return [{ ...toPath(value), range: rangeOf(argument, scope, lines), reader: name.replace(/^.*\.(?=\w+$)/, (root) => (/^[a-z_.]+$/.test(root) ? root : '')), sure: !writes, writes, reading: readingOf(list, scope) }];
}

/** A path that starts with OWN_FOLDER is relative to the code's file. */
function toPath(value: string): Pick<Reference, 'target' | 'base'> {
  return value.startsWith(OWN_FOLDER) ? { target: value.slice(1).replace(/^\//, ''), base: 'file' } : { target: value.replaceAll('\\', '/') };
}

function isLocalPath(value: string): boolean {
  return value !== '' && !/^[a-z][a-z0-9+.-]+:\/\//i.test(value) && !/[\n\r]/.test(value) && !value.startsWith('~');
}

/** A literal's content; a computed path's whole expression. */
function rangeOf(node: SyntaxNode, scope: Scope, lines: Lines) {
  const text = source(node, scope);
  const open = node.name === 'String' && literal(text) !== undefined ? /^[A-Za-z]*("""|'''|"|')/.exec(text) : null;
  if (open === null) return lines.range(node.from, node.to);
  return lines.range(node.from + open[0].length, node.to - (open[1]?.length ?? 1));
}

function opensForWriting(list: SyntaxNode, scope: Scope): boolean {
  const mode = positional(list)[1] ?? keyword(list, 'mode', scope);
  return mode !== undefined && /[wax]/.test(fold(mode, scope) ?? 'w');
}

function readingOf(list: SyntaxNode, scope: Scope): Reference['reading'] {
  const text = (...names: string[]) => names.map((name) => fold(keyword(list, name, scope) ?? null, scope)).find((value) => value !== undefined);
  const header = keyword(list, 'header', scope) ?? keyword(list, 'has_header', scope);
  const isHeaderless = header !== undefined && /^(None|False)$/.test(source(header, scope));
  const reading = { delimiter: text('sep', 'delimiter', 'separator'), encoding: text('encoding'), header: isHeaderless ? false : undefined };
  return Object.values(reading).every((value) => value === undefined) ? undefined : reading;
}

/** parser.add_argument("--data", default="data/train.csv"): probably read, perhaps written. */
function ofArgument(list: SyntaxNode, scope: Scope, lines: Lines): readonly Reference[] {
  const node = keyword(list, 'default', scope);
  const value = node === undefined ? undefined : fold(node, scope);
  if (node === undefined || value === undefined || !isLocalPath(value) || formatOf(value) === undefined) return [];
  const isOutput = positional(list).some((argument) => /out|save|dest|result|pred/i.test(fold(argument, scope) ?? ''));
  return [{ ...toPath(value), range: rangeOf(node, scope, lines), reader: 'argparse', sure: false, writes: isOutput }];
}

/** duckdb.sql("from 'x.parquet'"): quoted names with a data file's ending. */
function ofSql(list: SyntaxNode, scope: Scope, lines: Lines): readonly Reference[] {
  const [argument] = positional(list);
  if (argument?.name !== 'String') return [];
  const text = source(argument, scope);
  const names = /(\bfrom\s+|\bjoin\s+|read_(?:csv|parquet|json)(?:_auto)?\s*\(\s*)(['"])([^'"\n]+)\2/gi;
  const found: Reference[] = [];
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const [whole, , , path = ''] = match;
    if (formatOf(path) === undefined || !isLocalPath(path)) continue;
    const start = argument.from + match.index + whole.lastIndexOf(path);
    found.push({ target: path, range: lines.range(start, start + path.length), reader: 'sql', sure: true, writes: false });
  }
  return found;
}
