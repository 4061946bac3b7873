// The names of a program's texts: what each may stand for at a place, without running anything.

import type { SyntaxNode } from '@lezer/common';

/** One parsed text: a file, or a cell of a notebook. */
export interface Unit {
  readonly text: string;
  /** Added to offsets, so that places in later cells are greater than those in earlier ones. */
  readonly base: number;
}

/** Where an expression stands. */
export interface Site {
  readonly unit: Unit;
  readonly scope: Scope;
}

/** From and to in the order of all units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One way in which a name gets its value. */
export interface Binding extends Site {
  /** The value's expression; undefined where it has many values or cannot be known. */
  readonly node?: SyntaxNode;
  /** For `name += value` and Python's `name /= value`: what joins the old value and `node`. */
  readonly joins?: '+' | '/';
  /** For the target of a loop: what it runs over, and the target's place where each turn has several. */
  readonly each?: { readonly node: SyntaxNode; readonly part?: number };
  /** The full name, for an import. */
  readonly imported?: string;
  /** The names inside, for a class. */
  readonly members?: Scope;
  /** From here on the name is bound. */
  readonly at: number;
  /** The statements that run only together with this one. */
  readonly block: Span;
  /** The outermost loop around it. */
  readonly loop?: Span;
  /** The comprehension or block that the name lives in; it is unknown elsewhere. */
  readonly within?: Span;
  /** Declared global in a function: it may change at any time. */
  readonly isAnytime?: boolean;
}

/** A module, function or class body with its names. */
export class Scope {
  readonly kind: 'module' | 'class' | 'function';
  readonly parent: Scope | undefined;
  readonly names = new Map<string, Binding[]>();

  constructor(kind: Scope['kind'], parent?: Scope) {
    this.kind = kind;
    this.parent = parent;
  }

  bind(name: string, binding: Binding): void {
    const bindings = this.names.get(name);
    if (bindings === undefined) this.names.set(name, [binding]);
    else bindings.push(binding);
  }

  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }
}

/** The bindings that a name may have at a place; undefined for a name that is bound nowhere. */
export function reaching(name: string, { scope: innermost }: Site, at: number): readonly Binding[] | undefined {
  let runsInOrder = true;
  for (let scope: Scope | undefined = innermost; scope !== undefined; scope = scope.parent) {
    const isVisible = runsInOrder || scope.kind !== 'class';
    const all = isVisible ? scope.names.get(name)?.filter(({ within }) => within === undefined || contains(within, at)) : undefined;
    if (all !== undefined && all.length > 0) return runsInOrder ? inOrder(all, at) : all;
    // A function runs when it is called: every value that the name ever has outside may be meant.
    if (scope.kind === 'function') runsInOrder = false;
  }
  return undefined;
}

/** The last binding that surely ran before, those that perhaps ran since, and those of an earlier turn of the loop. */
function inOrder(all: readonly Binding[], at: number): readonly Binding[] {
  const last = all.findLast((binding) => binding.at <= at && contains(binding.block, at));
  return all.filter((binding) => {
    if (binding === last || binding.isAnytime === true) return true;
    if (binding.at <= at) return last === undefined || binding.at > last.at;
    return binding.loop !== undefined && contains(binding.loop, at);
  });
}

function contains({ from, to }: Span, at: number): boolean {
  return from <= at && at < to;
}
