// What a Python expression of strings, paths and constants comes to, where that can be known without running it.

import type { SyntaxNode } from '@lezer/common';

/** Stands for the folder of the code's own file at the start of a path. */
export const OWN_FOLDER = '\u0000';
const OWN_FILE = '\u0000\u0000';

/** Values of names, and where imported names come from. */
export interface Scope {
  readonly text: string;
  /** undefined for a name that has more than one value. */
  readonly constants: ReadonlyMap<string, string | undefined>;
  /** Local name to full name: pd to pandas, rc to pandas.read_csv. */
  readonly imports: ReadonlyMap<string, string>;
}

/** The text an expression stands for, or undefined. */
export function fold(node: SyntaxNode | null, scope: Scope): string | undefined {
  if (node === null) return undefined;
  const folder = FOLDERS[node.name];
  return folder?.(node, scope);
}

const FOLDERS: { readonly [nodeName: string]: (node: SyntaxNode, scope: Scope) => string | undefined } = {
  String: (node, scope) => literal(source(node, scope)),
  ContinuedString: (node, scope) => joinAll(children(node).map((part) => fold(part, scope)), ''),
  FormatString: formatString,
  VariableName: (node, scope) => {
    const name = source(node, scope);
    return name === '__file__' ? OWN_FILE : scope.constants.get(name);
  },
  ParenthesizedExpression: (node, scope) => fold(children(node).find((child) => !/^[()]$/.test(child.name)) ?? null, scope),
  BinaryExpression: binary,
  MemberExpression: member,
  CallExpression: call,
};

export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

export function source(node: SyntaxNode, scope: { readonly text: string }): string {
  return scope.text.slice(node.from, node.to);
}

/** A string literal's value; undefined for bytes. */
export function literal(text: string): string | undefined {
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(text);
  if (match === null) return undefined;
  const [, prefix = '', , body = ''] = match;
  if (/b/i.test(prefix)) return undefined;
  return /r/i.test(prefix) ? body : unescape(body);
}

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };

function unescape(body: string): string {
  return body.replace(/\\(.|\n)/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
}

function formatString(node: SyntaxNode, scope: Scope): string | undefined {
  const parts: string[] = [];
  const replacements = children(node).filter((child) => child.name === 'FormatReplacement');
  const text = source(node, scope);
  const open = /^[A-Za-z]*("""|'''|"|')/.exec(text);
  if (open === null) return undefined;
  let at = node.from + open[0].length;
  for (const replacement of replacements) {
    parts.push(scope.text.slice(at, replacement.from));
    const inner = children(replacement).filter((child) => !/^[{}]$/.test(child.name));
    const value = inner.length === 1 ? fold(inner[0] ?? null, scope) : undefined;
    if (value === undefined) return undefined;
    parts.push(value);
    at = replacement.to;
  }
  parts.push(scope.text.slice(at, node.to - (open[1]?.length ?? 1)));
  return parts.join('').replaceAll('{{', '{').replaceAll('}}', '}');
}

function binary(node: SyntaxNode, scope: Scope): string | undefined {
  const [left, operator, right] = children(node);
  const [a, b] = [fold(left ?? null, scope), fold(right ?? null, scope)];
  if (a === undefined || b === undefined || operator === undefined) return undefined;
  const sign = source(operator, scope);
  if (sign === '+') return a + b;
  return sign === '/' ? joinPaths([a, b]) : undefined;
}

/** Path(__file__).parent and the like. */
function member(node: SyntaxNode, scope: Scope): string | undefined {
  const [object, , property] = children(node);
  const value = fold(object ?? null, scope);
  if (value === undefined || property === undefined) return undefined;
  return source(property, scope) === 'parent' ? parentOf(value) : undefined;
}

function parentOf(path: string): string {
  if (path === OWN_FILE) return OWN_FOLDER;
  if (path === OWN_FOLDER) return `${OWN_FOLDER}/..`;
  const cut = path.lastIndexOf('/');
  return path.endsWith('..') ? `${path}/..` : cut < 0 ? '.' : path.slice(0, cut);
}

function call(node: SyntaxNode, scope: Scope): string | undefined {
  const [callee, list] = children(node);
  if (callee === undefined || list === undefined) return undefined;
  const values = positional(list).map((argument) => fold(argument, scope));
  const name = fullName(callee, scope);
  if (/^(pathlib\.)?(Pure)?(Posix|Windows)?Path$|^os\.path\.join$|^(pathlib|os)\.path\.join$/.test(name)) return joinAll(values, '/');
  if (/^os\.path\.dirname$/.test(name)) return values[0] === undefined ? undefined : parentOf(values[0]);
  if (/^(os\.path\.(abspath|realpath|expanduser|normpath)|str|os\.fspath)$/.test(name)) return values[0];
  return method(callee, values, scope);
}

/** path.joinpath("x"), path.resolve(). */
function method(callee: SyntaxNode, values: readonly (string | undefined)[], scope: Scope): string | undefined {
  if (callee.name !== 'MemberExpression') return undefined;
  const [object, , property] = children(callee);
  const path = fold(object ?? null, scope);
  if (path === undefined || property === undefined) return undefined;
  const name = source(property, scope);
  if (name === 'joinpath') return joinAll([path, ...values], '/');
  return ['resolve', 'absolute', 'as_posix', 'expanduser'].includes(name) ? path : undefined;
}

function joinAll(parts: readonly (string | undefined)[], separator: string): string | undefined {
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  return separator === '/' ? joinPaths(parts as readonly string[]) : parts.join(separator);
}

/** An absolute part starts anew, as in Python. */
function joinPaths(parts: readonly string[]): string {
  return parts.reduce((path, part) => (part.startsWith('/') || part.startsWith(OWN_FOLDER) || path === '' ? part : `${path.replace(/\/$/, '')}/${part}`));
}

/** A callee's dotted name with import aliases resolved; the root of an unknown object stays as it is. */
export function fullName(node: SyntaxNode, scope: Scope): string {
  const text = source(node, scope).replace(/\s+/g, '');
  const [root = '', ...rest] = text.split('.');
  return [scope.imports.get(root) ?? root, ...rest].join('.');
}

/** Positional arguments of an argument list. */
export function positional(list: SyntaxNode): readonly SyntaxNode[] {
  const nodes = children(list);
  return nodes.filter((node, i) => isValue(node) && nodes[i + 1]?.name !== 'AssignOp' && nodes[i - 1]?.name !== 'AssignOp');
}

/** The value of a keyword argument. */
export function keyword(list: SyntaxNode, name: string, scope: Scope): SyntaxNode | undefined {
  const nodes = children(list);
  const at = nodes.findIndex((node, i) => node.name === 'VariableName' && nodes[i + 1]?.name === 'AssignOp' && source(node, scope) === name);
  return at < 0 ? undefined : nodes[at + 2];
}

function isValue(node: SyntaxNode): boolean {
  return !/^[(),*]$|^\*\*$|AssignOp|Comment/.test(node.name);
}
