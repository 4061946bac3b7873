// From an expression to a reference: the path it means, and the place in the text that says so.

import type { SyntaxNode } from '@lezer/common';
import { formatOf } from '../../table/dataset.ts';
import type { Ranges, Reference } from '../reference.ts';
import { fold, foldAll, lookUp, turnsOf, type Here } from './fold.ts';
import { OWN_FILE, OWN_FOLDER } from './paths.ts';
import { reaching } from './scope.ts';
import { filesInSql } from './sql.ts';
import { readLiteral } from './strings.ts';
import { children, elements, isExpression, positional, source } from './syntax.ts';

/** What is known of a reference besides its path and place. */
export type Kind = Pick<Reference, 'reader' | 'sure' | 'writes' | 'reading'>;

/** The references that a path argument makes: one, or one for each element of a list. Empty where it is not known. */
export function referencesAt(node: SyntaxNode, here: Here, kind: Kind, lines: (here: Here) => Ranges): readonly Reference[] {
  const list = lookUp(node, here);
  const parts = list === undefined ? undefined : elements(list.node);
  // A list of an earlier cell is marked there, not here.
  if (list !== undefined && parts !== undefined) return list.here.unit !== here.unit ? [] : parts.flatMap((part) => referenceAt(part, list.here, kind, lines));
  const found = referenceAt(node, here, kind, lines);
  if (found.length > 0) return found;
  const branches = node.name === 'ConditionalExpression' ? children(node).filter((_, i) => i === 0 || i === 4) : [];
  if (branches.length > 0) return branches.flatMap((branch) => referenceAt(branch, here, { ...kind, sure: false }, lines));
  return inTurns(node, here, kind, lines);
}

/** In a loop over known values: the values themselves where they are the paths, else the expression, for each of them. */
function inTurns(node: SyntaxNode, here: Here, kind: Kind, lines: (here: Here) => Ranges): readonly Reference[] {
  const [loop, ...others] = node.name === 'VariableName' ? (reaching(source(node, here.unit), here, here.unit.base + node.from) ?? []) : [];
  if (loop?.each !== undefined && others.length === 0) {
    return turnsOf(loop, here).flatMap((turn) => (turn.here.unit === here.unit ? referenceAt(turn.node, turn.here, kind, lines) : []));
  }
  return foldAll(node, here).flatMap((value) => {
    const path = toPath(value);
    return path === undefined ? [] : [{ ...path, range: lines(here).range(node.from, node.to), ...kind, sure: false }];
  });
}

function referenceAt(node: SyntaxNode, here: Here, kind: Kind, lines: (here: Here) => Ranges): readonly Reference[] {
  const value = fold(node, here);
  if (value === undefined) return [];
  const path = toPath(value);
  if (path === undefined) return [];
  // Another class may set what this one only begins with.
  const sure = kind.sure && !/\bself\./.test(source(node, here.unit));
  const narrow = narrowed(node, value, here);
  const literal = narrow.name === 'String' ? readLiteral(source(narrow, here.unit)) : undefined;
  if (literal === undefined) return [{ ...path, range: lines(here).range(node.from, node.to), ...kind, sure }];
  const range = lines(here).range(narrow.from + literal.from, narrow.from + literal.to);
  return [{ ...path, range, ...(literal.isPlain && literal.value === path.target ? { isLiteral: true } : {}), ...kind, sure }];
}

/** The one literal that is the whole path: Path("a.csv"), str("a.csv"), ("a.csv"). */
function narrowed(node: SyntaxNode, value: string, here: Here): SyntaxNode {
  let narrow = node;
  for (let i = 0; i < 10; i++) {
    const inner: SyntaxNode | undefined = narrow.name === 'ParenthesizedExpression' ? children(narrow).find(isExpression) : soleArgument(narrow);
    if (inner === undefined || fold(inner, here) !== value) break;
    narrow = inner;
  }
  return narrow;
}

function soleArgument(node: SyntaxNode): SyntaxNode | undefined {
  const list = node.name === 'CallExpression' ? node.getChild('ArgList') : null;
  const given = list === null ? [] : positional(list);
  return given.length === 1 ? given[0] : undefined;
}

/** undefined for what is no path on this machine: an address on the web, data given as text, standard input. */
export function toPath(value: string): Pick<Reference, 'target' | 'base'> | undefined {
  if (value.startsWith(OWN_FILE)) return undefined;
  const isOwn = value.startsWith(OWN_FOLDER);
  const target = (isOwn ? value.slice(1).replace(/^\//, '') : value).replaceAll('\\', '/');
  if (target === '' || target.length > 1000 || target !== target.trim()) return undefined;
  if (/^[a-z][a-z0-9+.-]+:|[\n\r\u0000]|^-$|^\/dev\//i.test(target) || /^[{[].*["':]/.test(target)) return undefined;
  return isOwn ? { target, base: 'file' } : { target };
}

/** Whether a text that nobody reads here is evidently a data file's name: no pattern, no template, and no settings in JSON. */
export function looksLikeData(value: string): boolean {
  const format = formatOf(value);
  const name = value.split(/[/\\]/).at(-1) ?? '';
  return format !== undefined && format !== 'json' && /^[^.?\s][^:"'<>|]*$/.test(name) && !value.startsWith('*') && !/\s{2}|[{}$]|%[sd(]/.test(value) && value.length <= 400;
}

/** A pattern that something else fills, or a stand-in for a path: `data/{split}.csv`, `$DIR/x.csv`, `path/to/file.csv`. */
export function isTemplate(target: string): boolean {
  return /\{[\w.]*\}|\{\{|<[\w -]+>|\$\{?\w|%[sd(]|(^|\/)path\/to\/|^your[_-]|^\.{3}/.test(target);
}

/** The files that SQL in an expression names. */
export function referencesInSql(node: SyntaxNode, here: Here, kind: Pick<Kind, 'sure'>, lines: (here: Here) => Ranges): readonly Reference[] {
  const sql = fold(node, here);
  if (sql === undefined) return [];
  const literal = node.name === 'String' ? readLiteral(source(node, here.unit)) : undefined;
  return filesInSql(sql).flatMap(({ path, at, writes }) => {
    const meant = formatOf(path) === undefined ? undefined : toPath(path);
    if (meant === undefined) return [];
    const isPlain = literal?.isPlain === true;
    const start = node.from + (literal?.from ?? 0) + at;
    const range = isPlain ? lines(here).range(start, start + path.length) : lines(here).range(node.from, node.to);
    return [{ ...meant, range, ...(isPlain && path === meant.target ? { isLiteral: true } : {}), reader: 'sql', sure: kind.sure && !writes, writes }];
  });
}
