// One walk over JavaScript's syntax tree: binds the names of every function and block, and collects what may name a dataset.

import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { Collected } from '../syntax/collected.ts';
import { children, source } from '../syntax/nodes.ts';
import { Scope, type Binding, type Span, type Unit } from '../syntax/scope.ts';
import { SyntaxWalk } from '../syntax/walk.ts';
import { readLiteral } from './strings.ts';
import { isExpression, memberOf, moduleName, moduleOf } from './syntax.ts';

const CHANGES = /^(push|unshift|splice|pop|shift|sort|reverse|fill|set|delete|clear)$/;
/** names.map((name) => …) */
const EACH = /\.(map|forEach|flatMap|filter|some|every|find)$/;
const EXPECTS_ERROR = /(^|\.)(throws|rejects|throwsAsync|doesNotReject)$/;

export function readBindings(tree: Tree, unit: Unit, module: Scope): Collected {
  return new Walk(unit, module).over(tree);
}

/** What a name is bound to, with an offset in the unit. */
type Bound = Pick<Binding, 'node' | 'each' | 'joins' | 'imported' | 'within' | 'at'>;

class Walk extends SyntaxWalk {
  /** What let and const live in; undefined at the top of the text. */
  readonly #lexical: (Span | undefined)[] = [undefined];
  /** Statements that may not run, by their place. */
  readonly #bodies = new Set<number>();
  readonly #guards = new Set<number>();
  /** What the first parameter of a function stands for in turn, by the function's place. */
  readonly #mapped = new Map<number, SyntaxNode>();

  enter(ref: SyntaxNodeRef): void {
    const key = keyOf(ref);
    if (this.#bodies.has(key)) this.blocks.push(this.span(ref));
    if (this.#guards.has(key)) this.guarded++;
    if (isFunction(ref)) this.#function(ref.node);
    if (isLexical(ref.name)) this.#lexical.push(this.span(ref));
    ENTER[ref.name]?.(this, ref.node);
  }

  leave(ref: SyntaxNodeRef): void {
    const key = keyOf(ref);
    if (this.#bodies.has(key)) this.blocks.pop();
    if (this.#guards.has(key)) this.guarded--;
    if (isFunction(ref)) this.scope = this.scope.parent ?? this.scope;
    if (isLexical(ref.name)) this.#lexical.pop();
    if (isLoop(ref.name)) this.loops.pop();
  }

  #function(node: SyntaxNode): void {
    const name = node.name === 'FunctionDeclaration' ? node.getChild('VariableDefinition') : null;
    if (name !== null) this.#bind(name, { at: 0 });
    this.scope = new Scope('function', this.scope);
  }

  class(node: SyntaxNode): void {
    const name = node.getChild('VariableDefinition');
    if (name !== null) this.#bind(name, { at: 0 });
  }

  call(node: SyntaxNode): void {
    const isGuarded = this.guarded > 0 || this.#hasCatch(node);
    this.collected.calls.push({ node, ...this.site(), isGuarded });
    const [callee, list] = [node.firstChild, node.getChild('ArgList')];
    if (callee === null || list === null) return;
    const name = source(callee, this.unit);
    const isExpected = EXPECTS_ERROR.test(name) || (name === 'expect' && /^\s*\.(not\s*\.)?(toThrow|rejects)/.test(this.unit.text.slice(node.to, node.to + 40)));
    if (isExpected) this.#guards.add(keyOf(list));
    const [run] = EACH.test(name) ? children(list).filter(isExpression) : [];
    if (run !== undefined && callee.firstChild !== null) this.#mapped.set(keyOf(run), callee.firstChild);
    if (callee.name === 'MemberExpression' && callee.firstChild?.name === 'VariableName' && CHANGES.test(name.slice(name.lastIndexOf('.') + 1))) this.#assign(callee.firstChild, { at: node.to });
  }

  /** readFile(…).then(…).catch(…). */
  #hasCatch(node: SyntaxNode): boolean {
    let inner = node;
    for (let depth = 0; depth < 10; depth++) {
      const member: SyntaxNode | null = inner.parent;
      if (member?.name !== 'MemberExpression' || member.firstChild?.from !== inner.from || member.parent?.name !== 'CallExpression') return false;
      if (member.lastChild !== null && source(member.lastChild, this.unit) === 'catch') return true;
      inner = member.parent;
    }
    return false;
  }

  collection(node: SyntaxNode): void {
    this.collected.collections.push({ node, ...this.site() });
  }

  /** What stands in for a value that is not given: process.argv[2] ?? "data.csv". */
  otherwise(node: SyntaxNode): void {
    const [, operator, right] = children(node);
    if (operator === undefined || right === undefined || !/^(\?\?|\|\|)$/.test(source(operator, this.unit))) return;
    this.collected.defaults.push({ node: right, ...this.site() });
  }

  /** Parameters hold what callers give; their defaults belong to the scope around. */
  parameters(list: SyntaxNode): void {
    const over = list.parent === null ? undefined : this.#mapped.get(keyOf(list.parent));
    const [first, second] = children(list).filter(isExpression);
    this.#pattern(list, undefined, { at: list.from });
    const name = over === undefined || second?.name === 'Equals' ? undefined : first;
    if (over !== undefined && name !== undefined) this.#turn(name, over, { at: list.from });
  }

  /** A name, or [name, other], that holds one value after another. */
  #turn(target: SyntaxNode, over: SyntaxNode, bound: Pick<Bound, 'at' | 'within'>): void {
    if (target.name === 'VariableDefinition') return this.#rebind(target, { ...bound, each: { node: over } });
    if (target.name !== 'ArrayPattern') return;
    children(target).filter(isExpression).forEach((name, part) => name.name === 'VariableDefinition' && this.#rebind(name, { ...bound, each: { node: over, part } }));
  }

  #rebind(name: SyntaxNode, bound: Bound): void {
    this.scope.names.get(source(name, this.unit))?.pop();
    this.#bind(name, bound);
  }

  declaration(node: SyntaxNode): void {
    const nodes = children(node);
    const within = nodes[0]?.name === 'var' ? undefined : this.#lexical.at(-1);
    nodes.forEach((target, i) => {
      if (!/^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(target.name)) return;
      const rest = nodes.slice(i + 1, i + 4);
      const equals = rest.findIndex(({ name }) => name === 'Equals');
      const isOwn = equals >= 0 && !rest.slice(0, equals).some(({ name }) => name === ',');
      const value = isOwn ? rest[equals + 1] : undefined;
      this.#pattern(target, value, { at: node.to, within });
      const isConstant = value !== undefined && target.name === 'VariableDefinition' && this.scope.kind === 'module';
      if (isConstant) this.collected.constants.push({ node: value, name: source(target, this.unit), ...this.site() });
    });
  }

  /** name = value, { name, other: alias = default } = value. */
  #pattern(target: SyntaxNode, value: SyntaxNode | undefined, bound: Pick<Bound, 'at' | 'within'>): void {
    if (target.name === 'VariableDefinition') {
      const imported = value === undefined ? undefined : moduleOf(value, this.unit);
      return this.#bind(target, { ...bound, ...(imported === undefined ? { node: value } : { imported }) });
    }
    const module = value === undefined || target.name !== 'ObjectPattern' ? undefined : (moduleOf(value, this.unit) ?? this.#known(value));
    const nodes = children(target);
    nodes.forEach((node, i) => {
      if (node.name === 'PatternProperty') this.#patternProperty(node, module, bound);
      else if (nodes[i - 1]?.name === 'Equals') this.#default(node, nodes[i - 2]);
      else if (/^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(node.name)) this.#pattern(node, undefined, bound);
    });
  }

  #patternProperty(property: SyntaxNode, module: string | undefined, bound: Pick<Bound, 'at' | 'within'>): void {
    const nodes = children(property);
    const equals = nodes.findIndex(({ name }) => name === 'Equals');
    const target = nodes.slice(0, equals < 0 ? nodes.length : equals).at(-1);
    if (target === undefined) return;
    const [first] = nodes;
    const imported = module !== undefined && first !== undefined && /^(PropertyName|VariableDefinition)$/.test(first.name) ? memberOf(module, source(first, this.unit)) : undefined;
    if (target.name === 'VariableDefinition') this.#bind(target, { ...bound, imported });
    else this.#pattern(target, undefined, bound);
    const value = equals < 0 ? undefined : nodes[equals + 1];
    if (value !== undefined) this.#default(value, target);
  }

  /** const { readFile } = fs.promises, where fs was imported. */
  #known(value: SyntaxNode): string | undefined {
    const names = source(value, this.unit);
    if (!/^[\w$]+(\.[\w$]+)*$/.test(names)) return undefined;
    const [root = '', ...rest] = names.split('.');
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      const imported = scope.names.get(root)?.at(-1)?.imported;
      if (imported !== undefined) return [imported, ...rest].join('.');
    }
    return undefined;
  }

  #default(node: SyntaxNode, name: SyntaxNode | undefined): void {
    this.collected.defaults.push({ node, ...this.site(), ...(name === undefined ? {} : { name: source(name, this.unit) }) });
  }

  assignment(node: SyntaxNode): void {
    const [target, operator, value] = children(node);
    if (target === undefined || operator === undefined || value === undefined) return;
    const sign = source(operator, this.unit);
    if (target.name === 'VariableName' && (sign === '=' || sign === '+=')) this.#assign(target, { node: value, at: node.to, ...(sign === '+=' ? { joins: '+' } : {}) });
    else for (const name of namesIn(target)) this.#assign(name, { at: node.to });
  }

  /** A name that is declared elsewhere changes; in another function nobody knows when. */
  #assign(target: SyntaxNode, bound: Bound): void {
    const name = source(target, this.unit);
    const own = this.scope.names.get(name);
    if (own !== undefined || this.scope.kind === 'module') return this.#bind(target, { ...bound, within: own?.at(-1)?.within });
    let outer: Scope | undefined = this.scope.parent;
    while (outer?.parent !== undefined && !outer.names.has(name)) outer = outer.parent;
    outer?.bind(name, { ...this.site(), at: 0, block: this.span(target), isAnytime: true });
  }

  loop(node: SyntaxNode): void {
    this.loops.push(this.span(node));
    this.branch(node);
    const spec = node.getChild('ForOfSpec') ?? node.getChild('ForInSpec');
    const over = spec?.name === 'ForOfSpec' ? children(spec).filter(isExpression).at(-1) : undefined;
    for (const target of spec === null ? [] : children(spec)) {
      if (!/^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(target.name)) continue;
      const bound = { at: node.from, within: this.span(node) };
      this.#pattern(target, undefined, bound);
      if (over !== undefined) this.#turn(target, over, bound);
    }
  }

  branch(node: SyntaxNode): void {
    for (const child of children(node)) if (/Statement$|^Block$|^SwitchBody$/.test(child.name)) this.#bodies.add(keyOf(child));
  }

  try(node: SyntaxNode): void {
    this.branch(node);
    const block = node.getChild('Block');
    if (block !== null && node.getChild('CatchClause') !== null) this.#guards.add(keyOf(block));
  }

  catch(node: SyntaxNode): void {
    this.branch(node);
    for (const name of node.getChildren('VariableDefinition')) this.#bind(name, { at: node.from, within: this.span(node) });
  }

  import(node: SyntaxNode): void {
    const path = node.getChild('String');
    const literal = path === null ? undefined : readLiteral(source(path, this.unit))?.value;
    if (literal === undefined) return;
    this.collected.calls.push({ node, ...this.site(), isGuarded: true });
    const module = moduleName(literal);
    for (const name of node.getChildren('VariableDefinition')) this.#bind(name, { imported: module, at: 0 });
    const group = node.getChild('ImportGroup');
    const nodes = group === null ? [] : children(group);
    nodes.forEach((name, i) => {
      if (name.name !== 'VariableDefinition') return;
      const original = nodes[i - 1]?.name === 'as' ? nodes[i - 2] : name;
      this.#bind(name, { imported: memberOf(module, source(original ?? name, this.unit)), at: 0 });
    });
  }

  #bind(name: SyntaxNode, bound: Bound): void {
    const { base } = this.unit;
    const block = bound.at === 0 ? { from: base, to: Number.POSITIVE_INFINITY } : this.block;
    this.scope.bind(source(name, this.unit), { ...bound, ...this.site(), at: base + bound.at, block, loop: this.loops[0] });
  }
}

const ENTER: { readonly [name: string]: ((walk: Walk, node: SyntaxNode) => void) | undefined } = {
  ArrayExpression: (walk, node) => walk.collection(node),
  AssignmentExpression: (walk, node) => walk.assignment(node),
  BinaryExpression: (walk, node) => walk.otherwise(node),
  CallExpression: (walk, node) => walk.call(node),
  CatchClause: (walk, node) => walk.catch(node),
  ClassDeclaration: (walk, node) => walk.class(node),
  DoStatement: (walk, node) => walk.loop(node),
  DynamicImport: (walk, node) => walk.call(node),
  ForStatement: (walk, node) => walk.loop(node),
  IfStatement: (walk, node) => walk.branch(node),
  ImportDeclaration: (walk, node) => walk.import(node),
  NewExpression: (walk, node) => walk.call(node),
  ObjectExpression: (walk, node) => walk.collection(node),
  ParamList: (walk, node) => walk.parameters(node),
  SwitchStatement: (walk, node) => walk.branch(node),
  TaggedTemplateExpression: (walk, node) => walk.call(node),
  TryStatement: (walk, node) => walk.try(node),
  VariableDeclaration: (walk, node) => walk.declaration(node),
  WhileStatement: (walk, node) => walk.loop(node),
};

function isFunction({ name, node }: SyntaxNodeRef): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/.test(name) || (name === 'Property' && node.getChild('ParamList') !== null);
}

function isLexical(name: string): boolean {
  return name === 'Block' || name === 'ForStatement' || name === 'SwitchBody';
}

function isLoop(name: string): boolean {
  return name === 'ForStatement' || name === 'WhileStatement' || name === 'DoStatement';
}

/** The names that an assignment changes: a, a.b, a[b], [a, b], { a }. */
function namesIn(target: SyntaxNode, depth = 0): readonly SyntaxNode[] {
  if (/^Variable(Name|Definition)$/.test(target.name)) return [target];
  if (depth > 20) return [];
  if (target.name === 'MemberExpression') return target.firstChild === null ? [] : namesIn(target.firstChild, depth + 1);
  return children(target).filter(isExpression).flatMap((child) => namesIn(child, depth + 1));
}

function keyOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return from * 2 ** 21 + to;
}
