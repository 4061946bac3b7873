// What a JavaScript expression of strings, paths and constants comes to, where that can be known without running it.

import type { SyntaxNode } from '@lezer/common';
import { joinPaths, nameOf, OWN_FILE, OWN_FOLDER, parentOf, splitName } from '../paths.ts';
import { children, source } from '../syntax/nodes.ts';
import type { Leaf } from '../syntax/place.ts';
import { reaching, type Binding } from '../syntax/scope.ts';
import { foldAll as foldTurns } from '../syntax/turns.ts';
import { agreed, DEEPEST, joined, LONGEST, MOST_VALUES, type Here, type Value } from '../syntax/values.ts';
import { readLiteral, unescape } from './strings.ts';
import { elements, entries, isExpression, memberOf, moduleOf, positional, unwrapped } from './syntax.ts';

/** The text an expression stands for, or undefined. */
export function fold(node: SyntaxNode | null | undefined, here: Here): string | undefined {
  const value = evaluate(node, here);
  return typeof value === 'string' ? value : undefined;
}

function evaluate(node: SyntaxNode | null | undefined, outer: Here): Value | undefined {
  if (node == null || outer.depth > DEEPEST) return undefined;
  const here = { ...outer, depth: outer.depth + 1 };
  const inner = unwrapped(node, here.unit);
  const value = FOLDERS[inner.name]?.(inner, here);
  return typeof value === 'string' && value.length > LONGEST ? undefined : value;
}

const FOLDERS: { readonly [nodeName: string]: ((node: SyntaxNode, here: Here) => Value | undefined) | undefined } = {
  String: (node, here) => readLiteral(source(node, here.unit))?.value,
  TemplateString: template,
  Number: (node, here) => (/^(0|[1-9]\d{0,14})$/.test(source(node, here.unit)) ? Number(source(node, here.unit)) : undefined),
  VariableName: valueOfName,
  PropertyDefinition: valueOfName, // { path }
  BinaryExpression: plus,
  MemberExpression: member,
  CallExpression: call,
  NewExpression: (node, here) => (fullName(node.getChild('VariableName'), here) === 'URL' ? url(positional(node), here) : undefined),
};

function valueOfName(node: SyntaxNode, here: Here): Value | undefined {
  const name = source(node, here.unit);
  const bindings = reaching(name, here, here.unit.base + node.from);
  if (bindings === undefined) return name === '__dirname' ? OWN_FOLDER : name === '__filename' ? OWN_FILE : undefined;
  return agreed(bindings, name, here, compute);
}

function compute({ node, joins, imported }: Binding, name: string, here: Here): Value | undefined {
  if (node === undefined) return imported === 'path.sep' ? '/' : undefined;
  const value = evaluate(node, here);
  if (joins === undefined) return value;
  const bindings = reaching(name, here, here.unit.base + node.from);
  const before = bindings === undefined ? undefined : agreed(bindings, name, here, compute);
  return before === undefined || value === undefined ? undefined : `${before}${value}`;
}

function template(node: SyntaxNode, here: Here): string | undefined {
  const parts: (string | undefined)[] = [];
  let at = node.from + 1;
  for (const hole of node.getChildren('Interpolation')) {
    const value = evaluate(children(hole).find((child) => !/^Interpolation/.test(child.name)), here);
    parts.push(unescape(here.unit.text.slice(at, hole.from)), value === undefined ? undefined : String(value));
    at = hole.to;
  }
  return joined([...parts, unescape(here.unit.text.slice(at, node.to - 1))]);
}

function plus(node: SyntaxNode, here: Here): string | undefined {
  const [left, operator, right] = children(node);
  if (left === undefined || operator === undefined || source(operator, here.unit) !== '+') return undefined;
  const [a, b] = [evaluate(left, here), evaluate(right, here)];
  return a === undefined || b === undefined || (typeof a === 'number' && typeof b === 'number') ? undefined : `${a}${b}`;
}

/** import.meta.dirname, FILES.train, FILES["train"], NAMES[0], url.pathname. */
function member(node: SyntaxNode, here: Here): Value | undefined {
  const code = source(node, here.unit);
  const meta = /^import\.meta\.(dirname|dir|filename|path|url)$/.exec(code)?.[1];
  if (meta !== undefined) return /^dir/.test(meta) ? OWN_FOLDER : OWN_FILE;
  const [object, sign, key] = children(node);
  if (object === undefined || key === undefined || sign === undefined) return undefined;
  const index = sign.name === '[' ? evaluate(key, here) : source(key, here.unit);
  if (index === 'sep' && fullName(node, here) === 'path.sep') return '/';
  if (index === 'pathname' || index === 'href') return fold(object, here);
  const found = lookUp(object, here);
  if (found === undefined || index === undefined) return undefined;
  const inside = { ...found.here, depth: here.depth };
  if (typeof index === 'number') return evaluate(elements(found.node)?.[index], inside);
  return evaluate(entries(found.node, inside.unit).find(([name]) => name === index)?.[1], inside);
}

/** The expression that a name stands for, with its place; an expression that is no name stands for itself. */
export function lookUp(node: SyntaxNode, here: Here): Leaf | undefined {
  const inner = frozen(unwrapped(node, here.unit), here);
  if (inner.name !== 'VariableName') return { node: inner, here };
  const [binding, ...others] = reaching(source(inner, here.unit), here, here.unit.base + inner.from) ?? [];
  if (binding?.node === undefined || binding.joins !== undefined || others.length > 0 || here.depth > DEEPEST) return undefined;
  return lookUp(binding.node, { unit: binding.unit, scope: binding.scope, memo: here.memo, depth: here.depth + 1 });
}

/** Every text that an expression stands for in turn, where it hangs on one loop over known values. */
export function foldAll(node: SyntaxNode, here: Here): readonly string[] {
  return foldTurns(node, here, { evaluate, turnsOf });
}

/** The expressions that a loop's target stands for, one after another; empty where they are not known. */
export function turnsOf({ each, unit, scope }: Binding, { memo, depth }: Here): readonly Leaf[] {
  if (each === undefined) return [];
  const here: Here = { unit, scope, memo, depth };
  const table = tableOf(each.node, each.part, here);
  const list = lookUp(table ?? each.node, here);
  if (list === undefined) return [];
  const all = table === undefined ? (elements(list.node) ?? []) : entries(list.node, list.here.unit).map(([, value]) => value);
  const nodes = each.part === undefined || table !== undefined ? all : all.flatMap((node) => elements(node)?.[each.part ?? 0] ?? []);
  return nodes.length > MOST_VALUES ? [] : nodes.map((node) => ({ node, here: list.here }));
}

/** FILES in Object.values(FILES), and in the second of each pair of Object.entries(FILES). */
function tableOf(over: SyntaxNode, part: number | undefined, { unit }: Here): SyntaxNode | undefined {
  const name = over.name === 'CallExpression' && over.firstChild !== null ? source(over.firstChild, unit) : '';
  return (name === 'Object.values' && part === undefined) || (name === 'Object.entries' && part === 1) ? positional(over)[0] : undefined;
}

/** Object.freeze({…}) holds what its argument holds. */
function frozen(node: SyntaxNode, { unit }: Here): SyntaxNode {
  const isFrozen = node.name === 'CallExpression' && node.firstChild !== null && source(node.firstChild, unit) === 'Object.freeze';
  return isFrozen ? (positional(node)[0] ?? node) : node;
}

function call(node: SyntaxNode, here: Here): Value | undefined {
  const callee = node.firstChild;
  if (callee === null) return undefined;
  const name = fullName(callee, here);
  const given = positional(node);
  if (name === 'url.fileURLToPath' || name === 'url.pathToFileURL') return fold(given[0], here);
  const known = FUNCTIONS.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) {
    const values = given.map((argument) => evaluate(argument, here));
    return values.every((value) => value !== undefined) ? known(values.map(String)) : undefined;
  }
  return callee.name === 'MemberExpression' ? method(callee, given, here) : undefined;
}

function method(callee: SyntaxNode, given: readonly SyntaxNode[], here: Here): string | undefined {
  const [object, name] = [callee.firstChild, callee.lastChild === null ? '' : source(callee.lastChild, here.unit)];
  if (object === null) return undefined;
  const list = name === 'join' ? elements(unwrapped(object, here.unit)) : undefined;
  const values = given.map((argument) => evaluate(argument, here));
  if (list !== undefined) {
    const parts = list.map((part) => evaluate(part, here));
    return parts.every((part) => part !== undefined) && typeof (values[0] ?? ',') === 'string' ? parts.join(String(values[0] ?? ',')) : undefined;
  }
  const text = evaluate(object, here);
  return text === undefined ? undefined : METHODS.get(name)?.(String(text), values);
}

type Method = (text: string, values: readonly (Value | undefined)[]) => string | undefined;

const METHODS: ReadonlyMap<string, Method> = new Map(Object.entries<Method>({
  toString: (text: string) => text,
  trim: (text) => text.trim(),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  concat: (text, values) => (values.every((value) => value !== undefined) ? [text, ...values].join('') : undefined),
  padStart: (text, [width, filler = ' ']) => (typeof width === 'number' && width < 100 ? text.padStart(width, String(filler)) : undefined),
  replace: (text, [from, to]) => (typeof from === 'string' && typeof to === 'string' ? text.replace(from, () => to) : undefined),
  replaceAll: (text, [from, to]) => (typeof from === 'string' && typeof to === 'string' ? text.replaceAll(from, () => to) : undefined),
}));

/** new URL("./x.csv", import.meta.url): beside the code's own file. */
function url([path, base]: readonly SyntaxNode[], here: Here): string | undefined {
  const [relative, start] = [fold(path, here), fold(base, here)];
  if (relative === undefined) return undefined;
  if (relative.startsWith('file://')) return relative.slice('file://'.length);
  return start !== undefined && start.startsWith(OWN_FOLDER) && !/^\w+:/.test(relative) ? joinPaths([parentOf(start), relative]) : undefined;
}

/** Functions that make a path or text of their arguments; all of them known. */
const FUNCTIONS: readonly (readonly [RegExp, (values: readonly string[]) => string | undefined])[] = [
  // join puts an absolute part behind the others, resolve starts anew at it.
  [/^path\.((posix|win32)\.)?join$/, ([first = '', ...rest]) => joinPaths([first, ...rest.map((part) => part.replace(/^\/+/, ''))])],
  [/^path\.((posix|win32)\.)?resolve$/, (values) => (values.length === 0 ? '.' : joinPaths(values))],
  [/^path\.((posix|win32)\.)?dirname$/, ([path]) => (path === undefined ? undefined : parentOf(path))],
  [/^path\.((posix|win32)\.)?basename$/, ([path, ending]) => nameWithout(path, ending)],
  [/^path\.((posix|win32)\.)?(normalize|toNamespacedPath)$/, ([path]) => path],
  [/^(String|require\.resolve|fs\.(promises\.)?realpath(Sync)?)$/, ([text]) => text],
  [/^(process|Deno)\.cwd$/, () => '.'],
  [/^os\.homedir$/, () => '~'],
];

function nameWithout(path: string | undefined, ending: string | undefined): string | undefined {
  const name = path === undefined ? undefined : nameOf(path);
  if (name === undefined || ending === undefined) return name;
  return name.endsWith(ending) ? name.slice(0, -ending.length) : splitName(name)?.join('');
}

/** What well-known modules are called where the import is not to be seen (in another cell, or in a page's scripts). */
const CUSTOMARY: ReadonlyMap<string, string> = new Map(
  Object.entries({ aq: 'arquero', pl: 'nodejs-polars', Papa: 'papaparse', fsp: 'fs.promises', fileURLToPath: 'url.fileURLToPath', dfd: 'danfojs', tf: '@tensorflow/tfjs', Plot: '@observablehq/plot' }),
);
const GLOBALS: ReadonlySet<string> = new Set(['Bun', 'Deno', 'Object', 'd3', 'fs', 'os', 'path', 'process', 'require', 'vega', 'vegaEmbed', 'vg', 'vl']);

/** A callee's dotted name with imports resolved; what belongs to an unknown object begins with '?'. */
export function fullName(callee: SyntaxNode | null, here: Here): string {
  const path: string[] = [];
  let node: SyntaxNode | null = callee === null ? null : unwrapped(callee, here.unit);
  while (node?.name === 'MemberExpression' && node.lastChild?.name === 'PropertyName' && path.length < 8) {
    path.unshift(source(node.lastChild, here.unit));
    node = node.firstChild === null ? null : unwrapped(node.firstChild, here.unit);
  }
  const root = node === null ? '?' : node.name === 'VariableName' ? rootName(node, path.length === 0, here) : (moduleOf(node, here.unit) ?? '?');
  return path.reduce(memberOf, root);
}

/** What the first name of a callee stands for; `isWhole`: nothing follows it. */
function rootName(node: SyntaxNode, isWhole: boolean, here: Here): string {
  const name = source(node, here.unit);
  const bindings = reaching(name, here, here.unit.base + node.from);
  if (bindings === undefined) return CUSTOMARY.get(name) ?? (isWhole || GLOBALS.has(name) ? name : '?');
  const imported = bindings.findLast((binding) => binding.imported !== undefined)?.imported;
  if (imported !== undefined && bindings.every((binding) => binding.imported !== undefined)) return imported;
  const [binding, ...others] = bindings;
  if (binding?.node === undefined || others.length > 0 || here.depth > DEEPEST) return '?';
  return nameOfValue(unwrapped(binding.node, binding.unit), { ...here, unit: binding.unit, scope: binding.scope, depth: here.depth + 10 });
}

/** const read = fs.readFile, const read = promisify(fs.readFile). */
function nameOfValue(value: SyntaxNode, here: Here): string {
  if (/^(MemberExpression|VariableName)$/.test(value.name)) return fullName(value, here);
  const isPromised = value.name === 'CallExpression' && /(^|\.)promisify$/.test(fullName(value.firstChild, here));
  return isPromised ? fullName(positional(value)[0] ?? null, here) : '?';
}

/** Whether a node is an expression of one argument whose value may be its argument's. */
export function inner(node: SyntaxNode, { unit }: Here): SyntaxNode | undefined {
  const bare = unwrapped(node, unit);
  if (bare.from !== node.from || bare.to !== node.to) return bare;
  const given = /^(CallExpression|NewExpression)$/.test(node.name) ? positional(node) : [];
  return given.filter(isExpression).length === 1 ? given[0] : undefined;
}
