// What a name stands for in turn: the target of a loop over known values.

import type { SyntaxNode } from '@lezer/common';
import type { Leaf } from './place.ts';
import { reaching, type Binding } from './scope.ts';
import type { Here, Memo, Value } from './values.ts';

/** The expressions that a loop's target stands for, one after another; empty where they are not known. */
export type TurnsOf = (loop: Binding, here: Here) => readonly Leaf[];

export interface Evaluating {
  readonly evaluate: (node: SyntaxNode | null | undefined, here: Here) => Value | undefined;
  readonly turnsOf: TurnsOf;
}

/** Every text that an expression stands for in turn, where it hangs on one loop over known values. */
export function foldAll(node: SyntaxNode | null | undefined, here: Here, { evaluate, turnsOf }: Evaluating): readonly string[] {
  const fold = (memo: Memo) => {
    const value = evaluate(node, { ...here, memo });
    return typeof value === 'string' ? value : undefined;
  };
  const value = fold(here.memo);
  if (value !== undefined) return [value];
  const memo: Memo = new Map();
  fold(memo);
  const [loop, ...others] = [...memo].flatMap(([binding, known]) => (binding.each !== undefined && known === undefined ? [binding] : []));
  if (loop === undefined || others.length > 0) return [];
  const turns = turnsOf(loop, here).flatMap((turn) => evaluate(turn.node, { ...turn.here, depth: here.depth + 1 }) ?? []);
  return [...new Set(turns.flatMap((turn) => fold(new Map([[loop, turn]])) ?? []))];
}

/** What the target of a loop stands for; undefined for any other name. */
export function turnsOfName(name: string, node: SyntaxNode, here: Here, turnsOf: TurnsOf): readonly Leaf[] | undefined {
  const [loop, ...others] = reaching(name, here, here.unit.base + node.from) ?? [];
  return loop?.each === undefined || others.length > 0 ? undefined : turnsOf(loop, here);
}
