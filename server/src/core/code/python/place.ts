// How Python's expressions name paths.

import type { SyntaxNode } from '@lezer/common';
import { children, source } from '../syntax/nodes.ts';
import { placerOf } from '../syntax/place.ts';
import { turnsOfName } from '../syntax/turns.ts';
import { fold, foldAll, lookUp, turnsOf } from './fold.ts';
import { readLiteral } from './strings.ts';
import { elements, isExpression, positional } from './syntax.ts';

export const { referencesAt, referencesInSql } = placerOf({
  fold,
  lookUp,
  elements,
  literal: (node, { unit }) => (node.name === 'String' ? readLiteral(source(node, unit)) : undefined),
  branches: (node) => (node.name === 'ConditionalExpression' ? children(node).filter((_, i) => i === 0 || i === 4) : []),
  turns: (node, here) => (node.name === 'VariableName' ? turnsOfName(source(node, here.unit), node, here, turnsOf) : undefined),
  foldAll,
  // Another class may set what this one only begins with.
  isChangeable: (node, { unit }) => /\bself\./.test(source(node, unit)),
  inner: (node) => (node.name === 'ParenthesizedExpression' ? children(node).find(isExpression) : soleArgument(node)),
});

function soleArgument(node: SyntaxNode): SyntaxNode | undefined {
  const list = node.name === 'CallExpression' ? node.getChild('ArgList') : null;
  const given = list === null ? [] : positional(list);
  return given.length === 1 ? given[0] : undefined;
}
