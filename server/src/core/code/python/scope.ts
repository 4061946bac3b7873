// The names of a Python text: what they are imported from, and the constants they stand for.

import type { SyntaxNode, Tree } from '@lezer/common';
import { children, fold, source, type Scope } from './fold.ts';

export function readScope(text: string, tree: Tree, outer?: Scope): Scope {
  const constants = new Map<string, string | undefined>(outer?.constants);
  const imports = new Map<string, string>(outer?.imports);
  const scope: Scope = { text, constants, imports };
  const seen = new Set<string>();
  tree.iterate({
    enter: (ref) => {
      if (ref.name === 'ImportStatement') readImport(source(ref.node, scope), imports);
      else if (ref.name === 'AssignStatement') readAssignment(ref.node, { scope, constants, seen });
      else if (ref.name === 'ForStatement' || ref.name === 'UpdateStatement') forget(ref.node, scope, constants);
    },
  });
  return scope;
}

/** import pandas as pd; from pandas import read_csv as rc. */
function readImport(statement: string, imports: Map<string, string>): void {
  const from = /^from\s+([\w.]+)\s+import\s+([\s\S]+)$/.exec(statement);
  const names = (from?.[2] ?? statement.replace(/^import\s+/, '')).replace(/[()\\]/g, ' ').split(',');
  for (const part of names) {
    const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    if (name === '') continue;
    if (from !== null) imports.set(alias ?? name, `${from[1]}.${name}`);
    else if (alias !== undefined) imports.set(alias, name);
  }
}

/** name = expression. A second assignment of another value makes the name unknown. */
function readAssignment(node: SyntaxNode, into: { scope: Scope; constants: Map<string, string | undefined>; seen: Set<string> }): void {
  const parts = children(node);
  const target = parts[0];
  const at = parts.findIndex((part) => part.name === 'AssignOp');
  if (target?.name !== 'VariableName' || at < 0 || parts.filter((part) => part.name === 'AssignOp').length > 1) return;
  const name = source(target, into.scope);
  const value = fold(parts[at + 1] ?? null, into.scope);
  const isSame = !into.seen.has(name) || into.constants.get(name) === value;
  into.constants.set(name, isSame ? value : undefined);
  into.seen.add(name);
}

/** A loop's variable has many values. */
function forget(node: SyntaxNode, scope: Scope, constants: Map<string, string | undefined>): void {
  for (const child of children(node)) {
    if (child.name === 'in' || child.name === 'Body') return;
    if (child.name === 'VariableName') constants.set(source(child, scope), undefined);
  }
}
