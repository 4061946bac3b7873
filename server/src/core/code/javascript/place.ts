// How JavaScript's expressions name paths.

import { children, source } from '../syntax/nodes.ts';
import { placerOf } from '../syntax/place.ts';
import { turnsOfName } from '../syntax/turns.ts';
import { fold, foldAll, inner, lookUp, turnsOf } from './fold.ts';
import { readLiteral } from './strings.ts';
import { elements } from './syntax.ts';

export const { referencesAt, referencesInSql } = placerOf({
  fold,
  lookUp,
  elements,
  literal: (node, { unit }) => (/^(Template)?String$/.test(node.name) ? readLiteral(source(node, unit)) : undefined),
  inner,
  branches: (node) => (node.name === 'ConditionalExpression' ? children(node).filter((_, i) => i === 2 || i === 4) : []),
  turns: (node, here) => (node.name === 'VariableName' ? turnsOfName(source(node, here.unit), node, here, turnsOf) : undefined),
  foldAll,
});
