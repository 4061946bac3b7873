// Small readings of Python's syntax tree.

import type { SyntaxNode } from '@lezer/common';
import { children, source } from '../syntax/nodes.ts';

/** Positional arguments, up to the first that is unpacked (*names). */
export function positional(list: SyntaxNode): readonly SyntaxNode[] {
  const nodes = children(list);
  const unpacked = nodes.findIndex(({ name }) => name === '*' || name === '**' || name === 'for');
  const sure = unpacked < 0 ? nodes : nodes.slice(0, unpacked);
  return sure.filter((node, i) => isExpression(node) && sure[i + 1]?.name !== 'AssignOp' && sure[i - 1]?.name !== 'AssignOp');
}

/** The value of the first of these keyword arguments that is there. */
export function keyword(list: SyntaxNode, names: readonly string[], unit: { readonly text: string }): SyntaxNode | undefined {
  const nodes = children(list);
  const at = nodes.findIndex((node, i) => node.name === 'VariableName' && nodes[i + 1]?.name === 'AssignOp' && names.includes(source(node, unit)));
  return at < 0 ? undefined : nodes[at + 2];
}

/** The expressions in a list, tuple or set; undefined where something is unpacked into it. */
export function elements(node: SyntaxNode): readonly SyntaxNode[] | undefined {
  if (!/^(Array|Tuple|Set)Expression$/.test(node.name)) return undefined;
  const nodes = children(node);
  return nodes.some(({ name }) => name === '*') ? undefined : nodes.filter(isExpression);
}

/** Keys and values of a dictionary. */
export function entries(node: SyntaxNode): readonly (readonly [key: SyntaxNode, value: SyntaxNode])[] {
  if (node.name !== 'DictionaryExpression') return [];
  const nodes = children(node);
  return nodes.flatMap((colon, i) => {
    const [key, value] = [nodes[i - 1], nodes[i + 1]];
    return colon.name === ':' && key !== undefined && value !== undefined && isExpression(value) ? [[key, value] as const] : [];
  });
}

export function isExpression(node: SyntaxNode): boolean {
  return !node.type.isError && !/^([()[\]{},:]|\*\*?|AssignOp|Comment)$/.test(node.name);
}
