// How R's expressions name paths.

import type { SyntaxNode } from '@lezer/common';
import { children, source } from '../syntax/nodes.ts';
import { placerOf } from '../syntax/place.ts';
import { turnsOfName } from '../syntax/turns.ts';
import type { Here } from '../syntax/values.ts';
import { elements, fold, foldAll, lookUp, turnsOf } from './fold.ts';
import { readLiteral } from './strings.ts';
import { bare, given } from './syntax.ts';

export const { referencesAt, referencesInSql } = placerOf({
  fold,
  lookUp,
  elements,
  literal: (node, { unit }) => (node.name === 'String' ? readLiteral(source(node, unit)) : undefined),
  inner,
  branches: (node) => (node.name === 'If' ? children(node).slice(1) : []),
  turns: (node, here) => (node.name === 'Name' ? turnsOfName(bare(source(node, here.unit)), node, here, turnsOf) : undefined),
  foldAll,
});

/** ("a.csv"), file("a.csv", encoding = "latin1"). */
function inner(node: SyntaxNode, { unit }: Here): SyntaxNode | undefined {
  if (node.name === 'Paren') return node.firstChild ?? undefined;
  const [first, ...others] = node.name === 'Call' ? given(node, unit).positional : [];
  return others.length === 0 || /^(file|gzfile|bzfile|xzfile)$/.test(node.firstChild === null ? '' : source(node.firstChild, unit)) ? first : undefined;
}
