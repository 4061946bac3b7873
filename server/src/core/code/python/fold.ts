// What a Python expression of strings, paths and constants comes to, where that can be known without running it.

import type { SyntaxNode } from '@lezer/common';
import { joinPaths, nameOf, OWN_FILE, parentOf, splitName } from '../paths.ts';
import { children, source } from '../syntax/nodes.ts';
import type { Leaf } from '../syntax/place.ts';
import { reaching, type Binding, type Scope } from '../syntax/scope.ts';
import { foldAll as foldTurns } from '../syntax/turns.ts';
import { agreed, DEEPEST, joined, LONGEST, MOST_VALUES, type Here, type Value } from '../syntax/values.ts';
import { callMethod, formatted } from './methods.ts';
import { opening, readLiteral, unescape } from './strings.ts';
import { elements, entries, isExpression, keyword, positional } from './syntax.ts';

/** The text an expression stands for, or undefined. */
export function fold(node: SyntaxNode | null | undefined, here: Here): string | undefined {
  const value = evaluate(node, here);
  return typeof value === 'string' ? value : undefined;
}

function evaluate(node: SyntaxNode | null | undefined, here: Here): Value | undefined {
  if (node == null || here.depth > DEEPEST) return undefined;
  const value = FOLDERS[node.name]?.(node, { ...here, depth: here.depth + 1 });
  return typeof value === 'string' && value.length > LONGEST ? undefined : value;
}

const FOLDERS: { readonly [nodeName: string]: ((node: SyntaxNode, here: Here) => Value | undefined) | undefined } = {
  String: (node, here) => readLiteral(source(node, here.unit))?.value,
  ContinuedString: (node, here) => joined(children(node).filter(isExpression).map((part) => fold(part, here))),
  FormatString: formatString,
  Number: (node, here) => (/^(0|[1-9]\d{0,14})$/.test(source(node, here.unit)) ? Number(source(node, here.unit)) : undefined),
  VariableName: (node, here) => valueOfName(source(node, here.unit), node, here),
  ParenthesizedExpression: (node, here) => evaluate(children(node).find(isExpression), here),
  NamedExpression: (node, here) => evaluate(children(node)[2], here),
  BinaryExpression: binary,
  MemberExpression: member,
  CallExpression: call,
};

/** Every text that an expression stands for in turn, where it hangs on one loop over known values. */
export function foldAll(node: SyntaxNode | null | undefined, here: Here): readonly string[] {
  return foldTurns(node, here, { evaluate, turnsOf });
}

/** The expressions that a loop's target stands for, one after another; empty where they are not known. */
export function turnsOf({ each, unit, scope }: Binding, { memo, depth }: Here): readonly Leaf[] {
  if (each === undefined) return [];
  const here: Here = { unit, scope, memo, depth };
  const over = plainLoop(each.node, each.part, here);
  const list = lookUp(over.node, here);
  if (list === undefined) return [];
  const pairs = entries(list.node);
  const nodes = pairs.length > 0 ? pairs.map(([key, value]) => (over.values ? value : key)) : (elements(list.node) ?? []);
  const parts = over.part === undefined ? nodes : nodes.flatMap((node) => elements(node)?.[over.part ?? 0] ?? []);
  return parts.length > MOST_VALUES ? [] : parts.map((node) => ({ node, here: list.here }));
}

/** enumerate(list), sorted(list), table.items() and table.values(): what they run over. */
function plainLoop(node: SyntaxNode, part: number | undefined, here: Here): { readonly node: SyntaxNode; readonly part?: number; readonly values: boolean } {
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  const list = node.getChild('ArgList');
  if (callee === null || list === null) return { node, part, values: false };
  const [first] = positional(list);
  const name = source(callee, here.unit);
  if (first !== undefined && name === 'enumerate' && part === 1) return { node: first, values: false };
  if (first !== undefined && /^(sorted|list|tuple|set|reversed|tqdm|tqdm\.tqdm)$/.test(name)) return plainLoop(first, part, here);
  const object = callee.firstChild;
  if (object !== null && callee.lastChild !== null && source(callee.lastChild, here.unit) === 'values' && part === undefined) return { node: object, values: true };
  if (object !== null && callee.lastChild !== null && source(callee.lastChild, here.unit) === 'items' && part !== undefined) return { node: object, values: part === 1 };
  return { node, part, values: false };
}

function valueOfName(name: string, node: SyntaxNode, here: Here): Value | undefined {
  const bindings = reaching(name, here, here.unit.base + node.from);
  if (bindings === undefined) return name === '__file__' ? OWN_FILE : undefined;
  return agreed(bindings, name, here, compute);
}

function compute({ node, joins, imported }: Binding, name: string, here: Here): Value | undefined {
  if (node === undefined) return imported === 'os.sep' || imported === 'os.path.sep' ? '/' : undefined;
  const value = evaluate(node, here);
  if (joins === undefined) return value;
  const before = valueOfName(name, node, here);
  if (typeof before !== 'string' || typeof value !== 'string') return undefined;
  return joins === '+' ? before + value : joinPaths([before, value]);
}

function formatString(node: SyntaxNode, here: Here): string | undefined {
  const quotes = opening(source(node, here.unit));
  if (quotes === undefined) return undefined;
  const parts: (string | undefined)[] = [];
  const plain = (from: number, to: number): string | undefined => {
    const text = here.unit.text.slice(from, to);
    return (quotes.isRaw ? text : unescape(text))?.replaceAll('{{', '{').replaceAll('}}', '}');
  };
  let at = node.from + quotes.length;
  for (const replacement of node.getChildren('FormatReplacement')) {
    parts.push(plain(at, replacement.from), replaced(replacement, here));
    at = replacement.to;
  }
  return joined([...parts, plain(at, node.to - quotes.quote)]);
}

/** {name}, {name!s}, {number:02d}. */
function replaced(node: SyntaxNode, here: Here): string | undefined {
  const [expression, ...extras] = children(node).filter(({ name }) => !/^[{}]$/.test(name));
  const value = evaluate(expression, here);
  const [spec] = extras.filter(({ name }) => name === 'FormatSpec').map((extra) => source(extra, here.unit).slice(1));
  const isSimple = extras.every((extra) => extra.name === 'FormatSpec' || source(extra, here.unit) === '!s');
  return value === undefined || !isSimple ? undefined : formatted(value, spec ?? '');
}

function binary(node: SyntaxNode, here: Here): string | undefined {
  const [left, operator, right] = children(node);
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  const sign = source(operator, here.unit);
  if (sign === '%') return percent(fold(left, here), right, here);
  if (sign !== '+' && sign !== '/') return undefined;
  const [a, b] = [fold(left, here), fold(right, here)];
  if (a === undefined || b === undefined) return undefined;
  return sign === '+' ? a + b : joinPaths([a, b]);
}

/** "%s/%02d.csv" % (folder, month). */
function percent(pattern: string | undefined, right: SyntaxNode, here: Here): string | undefined {
  const values = (right.name === 'TupleExpression' ? (elements(right) ?? []) : [right]).map((node) => evaluate(node, here));
  if (pattern === undefined || values.some((value) => value === undefined)) return undefined;
  let used = 0;
  let isKnown = true;
  const text = pattern.replace(/%(?:%|(\d*)([sd])|.?)/g, (whole, width?: string, kind?: string) => {
    if (whole === '%%') return '%';
    const value = kind === undefined ? undefined : values[used++];
    const part = value === undefined ? undefined : formatted(value, width ?? '');
    isKnown &&= part !== undefined;
    return part ?? '';
  });
  return isKnown && used === values.length ? text : undefined;
}

function member(node: SyntaxNode, here: Here): Value | undefined {
  const [object, sign, key] = children(node);
  if (object === undefined || key === undefined || sign === undefined) return undefined;
  return sign.name === '[' ? item(object, key, here) : attribute(object, source(key, here.unit), here);
}

function attribute(object: SyntaxNode, name: string, here: Here): Value | undefined {
  const value = fold(object, here);
  if (value !== undefined) return ATTRIBUTES.get(name)?.(value);
  if (/^os(\.path)?$/.test(source(object, here.unit)) && name === 'sep') return '/';
  if (object.name === 'VariableName' && source(object, here.unit) === 'self') return ofSelf(name, here);
  const [binding, ...others] = object.name === 'VariableName' ? (reaching(source(object, here.unit), here, here.unit.base + object.from) ?? []) : [];
  const values = others.length === 0 ? binding?.members?.names.get(name) : undefined;
  return values === undefined ? undefined : agreed(values, name, here, compute);
}

/** What every method of the class that sets `self.name` sets it to, and the class itself. */
function ofSelf(name: string, here: Here): Value | undefined {
  let scope: Scope | undefined = here.scope;
  while (scope !== undefined && scope.kind !== 'class') scope = scope.parent;
  return agreed([...(scope?.names.get(`self.${name}`) ?? []), ...(scope?.names.get(name) ?? [])], name, here, compute);
}

const ATTRIBUTES: ReadonlyMap<string, (path: string) => string | undefined> = new Map<string, (path: string) => string | undefined>([
  ['parent', parentOf],
  ['name', nameOf],
  ['stem', (path) => splitName(path)?.[0]],
  ['suffix', (path) => splitName(path)?.[1]],
]);

/** path.parents[1], FILES["train"], NAMES[0]. */
function item(object: SyntaxNode, key: SyntaxNode, here: Here): Value | undefined {
  const index = evaluate(key, here);
  if (index === undefined) return undefined;
  if (typeof index === 'number' && object.name === 'MemberExpression' && object.lastChild !== null && source(object.lastChild, here.unit) === 'parents') {
    let path = fold(object.firstChild, here);
    for (let i = 0; i <= Math.min(index, 50) && path !== undefined; i++) path = parentOf(path);
    return path;
  }
  const found = lookUp(object, here);
  if (found === undefined) return undefined;
  const inside = { ...found.here, depth: here.depth };
  if (typeof index === 'number') return evaluate(elements(found.node)?.[index], inside);
  return evaluate(entries(found.node).find(([name]) => fold(name, inside) === index)?.[1], inside);
}

/** The expression that a name stands for, with its place; an expression that is no name stands for itself. */
export function lookUp(node: SyntaxNode, here: Here): { readonly node: SyntaxNode; readonly here: Here } | undefined {
  if (node.name === 'ParenthesizedExpression' && here.depth < DEEPEST) {
    const inner = children(node).find(isExpression);
    return inner === undefined ? undefined : lookUp(inner, { ...here, depth: here.depth + 1 });
  }
  if (node.name !== 'VariableName') return { node, here };
  const [binding, ...others] = reaching(source(node, here.unit), here, here.unit.base + node.from) ?? [];
  if (binding?.node === undefined || binding.joins !== undefined || others.length > 0 || here.depth > DEEPEST) return undefined;
  return lookUp(binding.node, { unit: binding.unit, scope: binding.scope, memo: here.memo, depth: here.depth + 1 });
}

function call(node: SyntaxNode, here: Here): Value | undefined {
  const [callee, list] = children(node);
  if (callee === undefined || list?.name !== 'ArgList') return undefined;
  const nodes = positional(list);
  const name = fullName(callee, here);
  const known = FUNCTIONS.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) {
    const values = nodes.map((argument) => evaluate(argument, here));
    return values.every((value) => value !== undefined) ? known(values.map(String)) : undefined;
  }
  const object = callee.name === 'MemberExpression' && callee.lastChild?.name === 'PropertyName' ? fold(callee.firstChild, here) : undefined;
  if (object === undefined || callee.lastChild === null) return undefined;
  return callMethod(object, source(callee.lastChild, here.unit), {
    values: nodes.map((argument) => evaluate(argument, here)),
    items: nodes[0] === undefined ? undefined : elements(nodes[0])?.map((part) => fold(part, here)),
    named: (key) => evaluate(keyword(list, [key], here.unit), here),
  });
}

/** Functions that make a path or text of their arguments; all of them known. */
const FUNCTIONS: readonly (readonly [RegExp, (values: readonly string[]) => string | undefined])[] = [
  [/^(pathlib\.)?(Pure)?(Posix|Windows)?Path$/, (values) => (values.length === 0 ? '.' : joinPaths(values))],
  [/^(os\.path|posixpath|ntpath)\.join$/, joinPaths],
  [/^os\.path\.dirname$/, ([path]) => (path === undefined ? undefined : parentOf(path))],
  [/^os\.path\.basename$/, ([path]) => (path === undefined ? undefined : nameOf(path))],
  [/^(os\.path\.(abspath|realpath|expanduser|normpath)|os\.fspath|str)$/, ([path]) => path],
  [/^(os\.getcwd|(pathlib\.)?Path\.cwd)$/, () => '.'],
  [/^(pathlib\.)?Path\.home$/, () => '~'],
];

/** What well-known modules are called where the import is not to be seen (in another cell, say). */
const CUSTOMARY: ReadonlyMap<string, string> = new Map(
  Object.entries({ pd: 'pandas', pl: 'polars', np: 'numpy', pa: 'pyarrow', pq: 'pyarrow.parquet', dd: 'dask.dataframe', gpd: 'geopandas', mpd: 'modin.pandas', tf: 'tensorflow' }),
);

/** Modules that are known by their own name. */
const MODULES: ReadonlySet<string> = new Set(['Path', 'click', 'codecs', 'csv', 'cudf', 'dataclasses', 'duckdb', 'glob', 'gzip', 'io', 'numpy', 'os', 'pandas', 'pathlib', 'polars', 'pyarrow', 'shutil', 'tensorflow', 'typer', 'vaex']);

/** A callee's dotted name with imports resolved; what belongs to an unknown object begins with '?'. */
export function fullName(callee: SyntaxNode, here: Here): string {
  const path: string[] = [];
  let node: SyntaxNode | null = callee;
  while (node?.name === 'MemberExpression' && node.lastChild?.name === 'PropertyName' && path.length < 8) {
    path.unshift(source(node.lastChild, here.unit));
    node = node.firstChild;
  }
  return [node?.name === 'VariableName' ? rootName(node, path.length === 0, here) : '?', ...path].join('.');
}

/** What the first name of a callee stands for; `isWhole`: nothing follows it. */
export function rootName(node: SyntaxNode, isWhole: boolean, here: Here): string {
  const name = source(node, here.unit);
  const bindings = reaching(name, here, here.unit.base + node.from);
  if (bindings === undefined) return isWhole || MODULES.has(name) ? name : (CUSTOMARY.get(name) ?? '?');
  const imported = bindings.findLast((binding) => binding.imported !== undefined)?.imported;
  if (imported !== undefined && bindings.every((binding) => binding.imported !== undefined)) return imported;
  const value = here.depth < DEEPEST ? lookUp(node, { ...here, depth: here.depth + 10 }) : undefined;
  const made = value?.node.name === 'CallExpression' && value.node.firstChild !== null ? fullName(value.node.firstChild, value.here) : '?';
  return made === 'duckdb.connect' ? 'duckdb' : '?';
}
