// Small readings of R's syntax tree.

import type { SyntaxNode } from '@lezer/common';
import type { Unit } from '../syntax/scope.ts';
import { children, source } from '../syntax/nodes.ts';

/** A call's arguments, those with a name and those without. */
export interface Given {
  readonly positional: readonly SyntaxNode[];
  readonly named: ReadonlyMap<string, SyntaxNode>;
}

/** The arguments of a call, with what a pipe puts first. */
export function given(call: SyntaxNode, unit: Unit): Given {
  const positional: SyntaxNode[] = [];
  const named = new Map<string, SyntaxNode>();
  const args = call.getChild('Args');
  for (const arg of args === null ? [] : args.getChildren('Arg')) {
    const [name, value] = arg.firstChild?.name === 'ArgName' ? [arg.firstChild, arg.firstChild.nextSibling] : [undefined, arg.firstChild];
    if (value === null) continue;
    if (name === undefined) positional.push(value);
    else named.set(source(name, unit).replace(/^["'`]|["'`]$/g, ''), value);
  }
  const piped = pipedInto(call, unit);
  const isPlaced = [...positional, ...named.values()].some((value) => /^[._]$/.test(source(value, unit)));
  return { positional: piped === undefined || isPlaced ? positional : [piped, ...positional], named };
}

/** What stands before |> or %>%. */
function pipedInto(call: SyntaxNode, unit: Unit): SyntaxNode | undefined {
  const { parent } = call;
  if (parent?.name !== 'Binary') return undefined;
  const [left, operator, right] = children(parent);
  const isPipe = operator !== undefined && /^(\|>|%>%|%<>%|%T>%)$/.test(source(operator, unit));
  return isPipe && right?.from === call.from ? left : undefined;
}

/** The argument of one of these names, or at a place among the others; `before`: names of the arguments before it. */
export function argument({ positional, named }: Given, names: readonly string[], at: number | undefined, before: readonly string[] = []): SyntaxNode | undefined {
  for (const name of names) if (named.has(name)) return named.get(name);
  return at === undefined ? undefined : positional[at - before.filter((name) => named.has(name)).length];
}

/** A callee's name; what belongs to an object has none. */
export function calleeOf(call: SyntaxNode, unit: Unit): { readonly package?: string; readonly name: string; readonly node: SyntaxNode } | undefined {
  const callee = call.firstChild;
  if (callee === null) return undefined;
  if (callee.name === 'Name') return { name: bare(source(callee, unit)), node: callee };
  const [, pack, name] = callee.name === 'Namespace' ? (/^([\w.]+)\s*:::?\s*(\S+)$/.exec(source(callee, unit)) ?? []) : [];
  return pack === undefined || name === undefined ? undefined : { package: pack, name: bare(name), node: callee };
}

export function bare(name: string): string {
  return name.replace(/^`|`$/g, '');
}
