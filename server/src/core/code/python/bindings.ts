// One walk over a syntax tree: binds the names of every scope, and collects what may name a dataset.

import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { Collected } from '../syntax/collected.ts';
import { children, source } from '../syntax/nodes.ts';
import { Scope, type Binding, type Unit } from '../syntax/scope.ts';
import { SyntaxWalk } from '../syntax/walk.ts';
import { isExpression } from './syntax.ts';

const CATCHES_MISSING = /\b(FileNotFoundError|OSError|IOError|EnvironmentError|Exception|BaseException)\b/;
const EXPECTS_ERROR = /\b(raises|assertRaises|assertRaisesRegex|suppress)\s*\(/;
const CHANGES = /^(update|append|extend|insert|setdefault|pop|clear|remove|sort|reverse)$/;

/** Binds the names of a unit in the module's scope and beneath. */
export function readBindings(tree: Tree, unit: Unit, module: Scope): Collected {
  return new Walk(unit, module).over(tree);
}

class Walk extends SyntaxWalk {
  readonly #guards = new Set<number>();

  enter(ref: SyntaxNodeRef): void {
    ENTER[ref.name]?.(this, ref);
  }

  leave({ name, from }: SyntaxNodeRef): void {
    if (/^(FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(name)) this.scope = this.scope.parent ?? this.scope;
    else if (name === 'ForStatement' || name === 'WhileStatement') this.loops.pop();
    else if (name === 'Body') {
      this.blocks.pop();
      if (this.#guards.has(from)) this.guarded--;
    }
  }

  body(ref: SyntaxNodeRef): void {
    const block = ref.node.parent?.name === 'WithStatement' ? this.blocks.at(-1) : undefined;
    this.blocks.push(block ?? this.span(ref));
    if (this.#guards.has(ref.from)) this.guarded++;
  }

  call(node: SyntaxNode): void {
    this.collected.calls.push({ node, ...this.site(), isGuarded: this.guarded > 0 });
    const callee = node.firstChild;
    if (callee?.name !== 'MemberExpression' || callee.firstChild?.name !== 'VariableName') return;
    if (callee.lastChild !== null && CHANGES.test(this.#text(callee.lastChild))) this.#bind(callee.firstChild, { at: node.to });
  }

  collection(node: SyntaxNode): void {
    this.collected.collections.push({ node, ...this.site() });
  }

  function(ref: SyntaxNodeRef): void {
    const name = ref.node.getChild('VariableName');
    if (ref.name === 'FunctionDefinition' && name !== null) this.#bind(name, { at: ref.from });
    this.scope = new Scope('function', this.scope);
  }

  class(node: SyntaxNode): void {
    const members = new Scope('class', this.scope);
    const name = node.getChild('VariableName');
    if (name !== null) this.#bind(name, { at: node.to, members });
    this.scope = members;
  }

  /** Parameters hold what callers give; their defaults belong to the scope around. */
  parameters(list: SyntaxNode): void {
    const nodes = children(list);
    nodes.forEach((node, i) => {
      if (nodes[i - 1]?.name === 'AssignOp') {
        const name = list.parent?.name === 'LambdaExpression' ? undefined : nodes.slice(0, i).findLast((part) => part.name === 'VariableName');
        if (name !== undefined) this.collected.defaults.push({ node, name: this.#text(name), unit: this.unit, scope: this.scope.parent ?? this.scope });
      } else if (node.name === 'VariableName') this.#bind(node, { at: list.from });
    });
  }

  assignment(node: SyntaxNode): void {
    const groups = splitAt(children(node), 'AssignOp');
    const values = groups.at(-1) ?? [];
    for (const targets of groups.slice(0, -1)) {
      const isPaired = targets.length === values.length && !targets.some(({ name }) => name === '*');
      targets.forEach((target, i) => this.#assign(target, isPaired ? values[i] : undefined, node.to));
    }
    const [[target] = [], [value]] = [groups[0], values];
    const isConstant = groups.length === 2 && values.length === 1 && this.scope.kind !== 'function';
    if (isConstant && target !== undefined && value !== undefined) this.collected.constants.push({ node: value, name: this.#text(target), ...this.site() });
  }

  #assign(target: SyntaxNode, value: SyntaxNode | undefined, at: number): void {
    if (target.name === 'VariableName') return this.#bind(target, { node: value, at });
    if (/^(Tuple|Array|Parenthesized)Expression$/.test(target.name)) {
      const [names, values] = [children(target).filter(isExpression), value === undefined ? [] : children(value).filter(isExpression)];
      const isPaired = value?.name === target.name && names.length === values.length;
      names.forEach((name, i) => this.#assign(name, isPaired ? values[i] : undefined, at));
      return;
    }
    const [object, , attribute] = children(target);
    const owner = this.scope.kind === 'function' ? this.scope.parent : undefined;
    if (target.name === 'MemberExpression' && attribute?.name === 'PropertyName' && object !== undefined && this.#text(object) === 'self' && owner?.kind === 'class') {
      owner.bind(`self.${this.#text(attribute)}`, { node: value, ...this.site(), at: this.unit.base + at, block: this.blocks.at(-1) ?? this.span(target) });
      return;
    }
    // name[key] = … and name.attribute = … change what the name holds.
    let root: SyntaxNode | null = target;
    for (let depth = 0; root?.name === 'MemberExpression' && depth < 20; depth++) root = root.firstChild;
    if (root?.name === 'VariableName') this.#bind(root, { at });
  }

  update(node: SyntaxNode): void {
    const [target, operator, value] = children(node);
    if (target === undefined || operator === undefined) return;
    const sign = this.#text(operator);
    const isKnown = target.name === 'VariableName' && (sign === '+=' || sign === '/=');
    if (isKnown) this.#bind(target, { node: value, joins: sign === '+=' ? '+' : '/', at: node.to });
    else this.#assign(target, undefined, node.to);
  }

  walrus(node: SyntaxNode): void {
    const [target, , value] = children(node);
    if (target !== undefined) this.#assign(target, value, node.to);
  }

  loop(node: SyntaxNode): void {
    const nodes = children(node);
    const [start, end] = [nodes.findIndex(({ name }) => name === 'for'), nodes.findIndex(({ name }) => name === 'in')];
    if (start >= 0) this.#turns(nodes.slice(start + 1, end).filter(isExpression), nodes[end + 1], { at: node.from });
    this.loops.push(this.span(node));
  }

  /** Names of a comprehension live in it alone, also before their `for`. */
  comprehension(node: SyntaxNode): void {
    const nodes = children(node);
    nodes.forEach(({ name }, start) => {
      if (name !== 'for') return;
      const end = nodes.findIndex((child, i) => i > start && child.name === 'in');
      this.#turns(nodes.slice(start + 1, end < 0 ? undefined : end).filter(isExpression), nodes[end + 1], { at: node.from, within: this.span(node) });
    });
  }

  /** for … in: the targets hold one element after another. */
  #turns(targets: readonly SyntaxNode[], over: SyntaxNode | undefined, place: Pick<Binding, 'at' | 'within'>): void {
    const names = targets.length === 1 && targets[0] !== undefined ? namesIn(targets[0]) : targets.flatMap(namesIn);
    const isOne = targets.length === 1 && targets[0]?.name === 'VariableName';
    if (names.length === 0) for (const target of targets) this.#assign(target, undefined, place.at);
    names.forEach((name, part) => this.#bind(name, { ...place, each: over === undefined ? undefined : isOne ? { node: over } : { node: over, part } }));
  }

  /** with … as name, except … as name. */
  with(node: SyntaxNode): void {
    const nodes = children(node);
    const body = nodes.find(({ name }) => name === 'Body');
    nodes.forEach((name, i) => {
      if (nodes[i - 1]?.name === 'as') this.#assign(name, node.name === 'WithStatement' ? nodes[i - 2] : undefined, name.to);
    });
    if (node.name === 'WithStatement' && body !== undefined && EXPECTS_ERROR.test(this.unit.text.slice(node.from, body.from))) this.#guards.add(body.from);
  }

  try(node: SyntaxNode): void {
    this.with(node);
    const nodes = children(node);
    const body = nodes.find(({ name }) => name === 'Body');
    const catches = nodes.some(({ name }, i) => {
      const next = nodes[i + 1];
      return name === 'except' && next !== undefined && (next.name === 'Body' || CATCHES_MISSING.test(this.#text(next)));
    });
    if (body !== undefined && catches) this.#guards.add(body.from);
  }

  /** import pandas as pd; from pandas import read_csv as rc. */
  import(node: SyntaxNode): void {
    const statement = this.#text(node).replace(/#.*/g, ' ');
    const from = /^from\s+([\w.]+)\s+import\b([\s\S]*)$/.exec(statement);
    const names = (from?.[2] ?? statement.replace(/^\w+/, '')).replace(/[()\\]/g, ' ').split(',');
    for (const part of names) {
      const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      const top = name.split('.')[0] ?? '';
      const imported = from !== null ? `${from[1]}.${name}` : alias === undefined ? top : name;
      if (name !== '') this.#add(alias ?? (from === null ? top : name), { imported, at: node.to });
    }
  }

  /** global and nonlocal names change in functions, nobody knows when. */
  declare(node: SyntaxNode): void {
    for (const name of children(node).filter(({ name }) => name === 'VariableName')) {
      const outer = this.#text(node).startsWith('global') ? this.scope.module : (this.scope.parent ?? this.scope);
      outer.bind(this.#text(name), { ...this.site(), at: 0, block: this.span(node), isAnytime: true });
    }
  }

  forget(node: SyntaxNode): void {
    for (const name of children(node)) if (name.name === 'VariableName') this.#bind(name, { at: node.to });
  }

  #bind(name: SyntaxNode, binding: Pick<Binding, 'node' | 'each' | 'joins' | 'members' | 'within' | 'at'>): void {
    this.#add(this.#text(name), binding);
  }

  /** `at` is an offset in the unit. */
  #add(name: string, binding: Pick<Binding, 'node' | 'each' | 'joins' | 'imported' | 'members' | 'within' | 'at'>): void {
    const { base } = this.unit;
    const { block } = this;
    this.scope.bind(name, { ...binding, ...this.site(), at: base + binding.at, block, loop: this.loops[0] });
  }

  #text(node: SyntaxNode): string {
    return source(node, this.unit);
  }
}

const ENTER: { readonly [name: string]: ((walk: Walk, ref: SyntaxNodeRef) => void) | undefined } = {
  ArgList: (walk, ref) => walk.comprehension(ref.node),
  ArrayComprehensionExpression: (walk, ref) => walk.comprehension(ref.node),
  ArrayExpression: (walk, ref) => walk.collection(ref.node),
  AssignStatement: (walk, ref) => walk.assignment(ref.node),
  Body: (walk, ref) => walk.body(ref),
  CallExpression: (walk, ref) => walk.call(ref.node),
  CapturePattern: (walk, ref) => walk.forget(ref.node),
  ClassDefinition: (walk, ref) => walk.class(ref.node),
  ComprehensionExpression: (walk, ref) => walk.comprehension(ref.node),
  Decorator: (walk, ref) => walk.call(ref.node),
  DeleteStatement: (walk, ref) => walk.forget(ref.node),
  DictionaryComprehensionExpression: (walk, ref) => walk.comprehension(ref.node),
  DictionaryExpression: (walk, ref) => walk.collection(ref.node),
  ForStatement: (walk, ref) => walk.loop(ref.node),
  FunctionDefinition: (walk, ref) => walk.function(ref),
  ImportStatement: (walk, ref) => walk.import(ref.node),
  LambdaExpression: (walk, ref) => walk.function(ref),
  NamedExpression: (walk, ref) => walk.walrus(ref.node),
  ParamList: (walk, ref) => walk.parameters(ref.node),
  ScopeStatement: (walk, ref) => walk.declare(ref.node),
  SetComprehensionExpression: (walk, ref) => walk.comprehension(ref.node),
  SetExpression: (walk, ref) => walk.collection(ref.node),
  TryStatement: (walk, ref) => walk.try(ref.node),
  TupleExpression: (walk, ref) => walk.collection(ref.node),
  UpdateStatement: (walk, ref) => walk.update(ref.node),
  WhileStatement: (walk, ref) => walk.loop(ref.node),
  WithStatement: (walk, ref) => walk.with(ref.node),
};

/** The parts between the nodes of a name, each without commas and annotations. */
function splitAt(nodes: readonly SyntaxNode[], name: string): readonly (readonly SyntaxNode[])[] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === name) groups.push([]);
    else if (node.name === '*' || (isExpression(node) && node.name !== 'TypeDef')) groups.at(-1)?.push(node);
  }
  return groups;
}

function namesIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.name === 'VariableName') return [node];
  return /^(Tuple|Array|Parenthesized)Expression$/.test(node.name) ? children(node).flatMap((child) => (child.name === 'VariableName' ? [child] : [])) : [];
}
