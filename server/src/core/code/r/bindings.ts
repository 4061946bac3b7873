// One walk over R's syntax tree: binds the names of every function, and collects what may name a dataset.

import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { Collected } from '../syntax/collected.ts';
import { children, source } from '../syntax/nodes.ts';
import { Scope, type Binding, type Unit } from '../syntax/scope.ts';
import { SyntaxWalk } from '../syntax/walk.ts';
import { READS_EACH } from './readers.ts';
import { bare, calleeOf, given } from './syntax.ts';

/** Calls in which code may fail. */
const GUARDS = /^(tryCatch|try|try_fetch|expect_error|expect_warning|expect_snapshot|possibly|safely|withCallingHandlers|local_mocked_bindings|with_mock)$/;
/** Calls whose arguments are a list of values. */
const LISTS = /^(c|list|data\.frame|tibble|vector)$/;

export function readBindings(tree: Tree, unit: Unit, module: Scope): Collected {
  return new Walk(unit, module).over(tree);
}

class Walk extends SyntaxWalk {
  /** Bodies that may not run, by their place. */
  readonly #bodies = new Set<number>();
  /** What the first parameter of a function stands for in turn, by the function's place. */
  readonly #mapped = new Map<number, SyntaxNode>();

  enter(ref: SyntaxNodeRef): void {
    if (this.#bodies.has(keyOf(ref))) this.blocks.push(this.span(ref));
    if (ref.name === 'Call') this.#call(ref.node);
    else if (ref.name === 'Binary') this.#binary(ref.node);
    else if (ref.name === 'Function') this.scope = new Scope('function', this.scope);
    else if (ref.name === 'Params') this.#parameters(ref.node);
    else if (/^(If|For|Loop)$/.test(ref.name)) this.#branch(ref.node);
  }

  leave(ref: SyntaxNodeRef): void {
    if (this.#bodies.has(keyOf(ref))) this.blocks.pop();
    if (ref.name === 'Function') this.scope = this.scope.parent ?? this.scope;
    else if (ref.name === 'For' || ref.name === 'Loop') this.loops.pop();
    else if (ref.name === 'Call' && this.#isGuard(ref.node)) this.guarded--;
  }

  #call(node: SyntaxNode): void {
    this.collected.calls.push({ node, ...this.site(), isGuarded: this.guarded > 0 });
    if (LISTS.test(calleeOf(node, this.unit)?.name ?? '')) this.collected.collections.push({ node, ...this.site() });
    if (this.#isGuard(node)) this.guarded++;
    this.#map(node);
  }

  /** lapply(files, function(file) …). */
  #map(node: SyntaxNode): void {
    const [over, run] = READS_EACH.test(calleeOf(node, this.unit)?.name ?? '') ? given(node, this.unit).positional : [];
    if (over !== undefined && run?.name === 'Function') this.#mapped.set(keyOf(run), over);
  }

  #isGuard(node: SyntaxNode): boolean {
    return GUARDS.test(calleeOf(node, this.unit)?.name ?? '');
  }

  #binary(node: SyntaxNode): void {
    const [left, operator, right] = children(node);
    if (left === undefined || operator === undefined || right === undefined) return;
    const sign = source(operator, this.unit);
    if (sign === '<-' || sign === '=' || sign === ':=') this.#assign(left, right, node);
    else if (sign === '->') this.#assign(right, left, node);
    else if (sign === '<<-' || sign === '->>') this.#assignOutside(sign === '<<-' ? left : right, node);
    else if (sign === '%<>%') this.#forget(left, node);
  }

  #assign(target: SyntaxNode, value: SyntaxNode, { to }: SyntaxNode): void {
    if (target.name !== 'Name' && target.name !== 'String') return this.#forget(target, { to });
    const name = nameOf(target, this.unit);
    this.#bind(name, { node: value, at: to });
    if (this.scope.kind === 'module') this.collected.constants.push({ node: value, name, ...this.site() });
  }

  /** x$name <- …, x[["name"]] <- … and names(x) <- … change what x holds. */
  #forget(target: SyntaxNode, { to }: { readonly to: number }): void {
    let root: SyntaxNode | null | undefined = target;
    for (let depth = 0; root != null && root.name !== 'Name' && depth < 20; depth++) {
      root = root.name === 'Call' ? root.getChild('Args')?.firstChild?.lastChild : root.firstChild;
    }
    if (root?.name === 'Name') this.#bind(nameOf(root, this.unit), { at: to });
  }

  /** A name outside changes whenever the function runs. */
  #assignOutside(target: SyntaxNode, node: SyntaxNode): void {
    if (target.name !== 'Name') return;
    const outer = this.scope.parent?.kind === 'function' ? this.scope.parent : this.scope.module;
    outer.bind(nameOf(target, this.unit), { ...this.site(), at: 0, block: this.span(node), isAnytime: true });
  }

  /** Parameters hold what callers give; their defaults are worth a look. */
  #parameters(list: SyntaxNode): void {
    const over = list.parent === null ? undefined : this.#mapped.get(keyOf(list.parent));
    for (const [i, param] of list.getChildren('Arg').entries()) {
      const [name, value] = children(param);
      if (name === undefined) continue;
      const written = nameOf(name, this.unit);
      this.#bind(written, { at: list.from, ...(over === undefined || i > 0 ? {} : { each: { node: over } }) });
      if (value !== undefined) this.collected.defaults.push({ node: value, name: written, unit: this.unit, scope: this.scope.parent ?? this.scope });
    }
  }

  #branch(node: SyntaxNode): void {
    const [condition, ...bodies] = children(node);
    for (const body of bodies) this.#bodies.add(keyOf(body));
    if (node.name === 'If') return;
    this.loops.push(this.span(node));
    const name = node.name === 'For' ? condition?.firstChild : undefined;
    const over = condition?.lastChild;
    if (name?.name === 'Name') this.#bind(nameOf(name, this.unit), { at: node.from, ...(over == null || over.from === name.from ? {} : { each: { node: over } }) });
  }

  #bind(name: string, { node, each, at }: Pick<Binding, 'node' | 'each' | 'at'>): void {
    const { block } = this;
    this.scope.bind(name, { node, each, ...this.site(), at: this.unit.base + at, block, loop: this.loops[0] });
  }
}

function keyOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return from * 2 ** 21 + to;
}

function nameOf(node: SyntaxNode, unit: Unit): string {
  return bare(source(node, unit)).replace(/^["']|["']$/g, '');
}
