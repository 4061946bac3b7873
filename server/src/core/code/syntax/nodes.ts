// Small readings of any syntax tree.

import type { SyntaxNode } from '@lezer/common';

export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

export function source(node: SyntaxNode, { text }: { readonly text: string }): string {
  return text.slice(node.from, node.to);
}
