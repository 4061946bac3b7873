// What names come to: the value that all of their bindings have.

import type { Binding, Site } from './scope.ts';

export type Value = string | number;

/** No path is longer; and a text that doubles itself line by line ends here. */
export const LONGEST = 20_000;
/** Expressions in one another are looked into so far. */
export const DEEPEST = 60;
/** A name with more values than this is not looked into. */
export const MOST_VALUES = 20;

/** Values that bindings were found to have; one for a text or a notebook. */
export type Memo = Map<Binding, Value | undefined>;

/** An expression's place, and how deep we are in it. */
export interface Here extends Site {
  readonly memo: Memo;
  readonly depth: number;
}

/** What a binding gives its name, in one language. */
export type Compute = (binding: Binding, name: string, here: Here) => Value | undefined;

/** The value that all bindings have. */
export function agreed(bindings: readonly Binding[], name: string, here: Here, compute: Compute): Value | undefined {
  const [first] = bindings;
  if (first === undefined || bindings.length > MOST_VALUES) return undefined;
  const value = valueOf(first, name, here, compute);
  return value !== undefined && bindings.every((binding) => valueOf(binding, name, here, compute) === value) ? value : undefined;
}

function valueOf(binding: Binding, name: string, { memo, depth }: Here, compute: Compute): Value | undefined {
  if (memo.has(binding)) return memo.get(binding);
  memo.set(binding, undefined); // a name that needs itself has no value
  const value = compute(binding, name, { unit: binding.unit, scope: binding.scope, memo, depth });
  memo.set(binding, value);
  return value;
}

export function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}
