// Small readings of JavaScript's syntax tree.

import type { SyntaxNode } from '@lezer/common';
import { children, source } from '../syntax/nodes.ts';
import type { Unit } from '../syntax/scope.ts';
import { readLiteral } from './strings.ts';

/** Arguments, up to the first that is unpacked (...names). */
export function positional(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.getChild('ArgList');
  const nodes = list === null ? [] : children(list);
  const unpacked = nodes.findIndex(({ name }) => name === 'Spread');
  return (unpacked < 0 ? nodes : nodes.slice(0, unpacked)).filter(isExpression);
}

export function isExpression(node: SyntaxNode): boolean {
  return !node.type.isError && !/^([()[\]{},:;.]|\?\.|Spread|Equals|LineComment|BlockComment|new|await|async|Arrow)$/.test(node.name);
}

/** Names and values of an object; what is computed, unpacked or a method is left out. */
export function entries(node: SyntaxNode, unit: Unit): readonly (readonly [key: string, value: SyntaxNode])[] {
  if (node.name !== 'ObjectExpression') return [];
  return node.getChildren('Property').flatMap((property) => {
    const [key, colon, value] = children(property);
    if (key === undefined) return [];
    const name = key.name === 'String' ? readLiteral(source(key, unit))?.value : key.name === 'PropertyDefinition' ? source(key, unit) : undefined;
    // { path } is short for { path: path }.
    if (colon === undefined && name !== undefined) return [[name, key] as const];
    return colon?.name === ':' && value !== undefined && name !== undefined ? [[name, value] as const] : [];
  });
}

/** The value that an object has for the first of these names. */
export function property(node: SyntaxNode | undefined, names: readonly string[], unit: Unit): SyntaxNode | undefined {
  return node === undefined ? undefined : entries(node, unit).find(([name]) => names.includes(name))?.[1];
}

/** The expressions in an array; undefined where something is unpacked into it. */
export function elements(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (node.name !== 'ArrayExpression') return undefined;
  const nodes = children(node);
  return nodes.some(({ name }) => name === 'Spread') ? undefined : nodes.filter(isExpression);
}

/** What an expression is about: (x), await x, x!, x as T, f<T>. */
export function unwrapped(node: SyntaxNode, unit: Unit): SyntaxNode {
  let inner = node;
  for (let depth = 0; depth < 20; depth++) {
    const nodes = children(inner).filter(isExpression);
    const [first, second] = nodes;
    const isAs = inner.name === 'BinaryExpression' && /^(as|satisfies)$/.test(second?.name ?? '');
    const isSure = inner.name === 'PostfixExpression' && second !== undefined && source(second, unit) === '!';
    if (first === undefined || !(/^(ParenthesizedExpression|AwaitExpression|InstantiationExpression)$/.test(inner.name) || isAs || isSure)) return inner;
    inner = first;
  }
  return inner;
}

/** The module that an expression is, in full: require("fs").promises is fs.promises. */
export function moduleOf(node: SyntaxNode, unit: Unit): string | undefined {
  const inner = unwrapped(node, unit);
  if (inner.name === 'MemberExpression' && inner.lastChild?.name === 'PropertyName' && inner.firstChild !== null) {
    const outer = moduleOf(inner.firstChild, unit);
    return outer === undefined ? undefined : memberOf(outer, source(inner.lastChild, unit));
  }
  const isRequire = inner.name === 'CallExpression' && inner.firstChild?.name === 'VariableName' && source(inner.firstChild, unit) === 'require';
  const path = isRequire ? positional(inner)[0] : inner.name === 'DynamicImport' ? inner.getChild('String') : undefined;
  const name = path == null ? undefined : readLiteral(source(path, unit))?.value;
  return name === undefined ? undefined : moduleName(name);
}

/** fs/promises and node:fs as they are called elsewhere. */
export function moduleName(name: string): string {
  return name
    .replace(/^(node|npm|jsr):/, '')
    .replace(/^https?:\/\/(?:cdn\.jsdelivr\.net\/npm|esm\.sh|unpkg\.com|cdn\.skypack\.dev)\//, '')
    .replace(/(?<=.)@[\d^~][^/]*/, '')
    .replace(/^(fs-extra|graceful-fs|fs)(?=$|\/)/, 'fs')
    .replace(/^(fs|path)\/(\w+)$/, '$1.$2');
}

export function memberOf(outer: string, name: string): string {
  return name === 'default' ? outer : `${outer}.${name}`;
}
