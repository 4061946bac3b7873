// What an R expression of strings, paths and constants comes to, where that can be known without running it.

import type { SyntaxNode } from '@lezer/common';
import { joinPaths, nameOf, OWN_FILE, OWN_FOLDER, parentOf, splitName } from '../paths.ts';
import { children, source } from '../syntax/nodes.ts';
import type { Leaf } from '../syntax/place.ts';
import { reaching, type Binding } from '../syntax/scope.ts';
import { foldAll as foldTurns } from '../syntax/turns.ts';
import { agreed, DEEPEST, joined, LONGEST, MOST_VALUES, type Here, type Value } from '../syntax/values.ts';
import { readLiteral } from './strings.ts';
import { bare, calleeOf, given, type Given } from './syntax.ts';

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
  Number: (node, here) => (/^(0|[1-9]\d{0,14})L?$/.test(source(node, here.unit)) ? Number.parseInt(source(node, here.unit), 10) : undefined),
  Name: (node, here) => valueOfName(bare(source(node, here.unit)), node, here),
  Paren: (node, here) => evaluate(node.firstChild, here),
  Member: (node, here) => (isOwnFile(source(node, here.unit)) ? OWN_FILE : evaluate(entryOf(node, here)?.node, entryOf(node, here)?.here ?? here)),
  Index: (node, here) => evaluate(entryOf(node, here)?.node, entryOf(node, here)?.here ?? here),
  Call: call,
};

function valueOfName(name: string, { from }: SyntaxNode, here: Here): Value | undefined {
  return agreed(reaching(name, here, here.unit.base + from) ?? [], name, here, compute);
}

/** Every text that an expression stands for in turn, where it hangs on one loop over known values. */
export function foldAll(node: SyntaxNode, here: Here): readonly string[] {
  return foldTurns(node, here, { evaluate, turnsOf });
}

/** The expressions that a loop's target stands for, one after another; empty where they are not known. */
export function turnsOf({ each, unit, scope }: Binding, { memo, depth }: Here): readonly Leaf[] {
  const list = each === undefined ? undefined : lookUp(each.node, { unit, scope, memo, depth });
  const nodes = list === undefined ? [] : (elements(list.node, list.here) ?? []);
  return list === undefined || nodes.length > MOST_VALUES ? [] : nodes.map((node) => ({ node, here: list.here }));
}

function compute({ node }: Binding, _name: string, here: Here): Value | undefined {
  return evaluate(node, here);
}

/** rstudioapi::getActiveDocumentContext()$path is the script itself. */
function isOwnFile(code: string): boolean {
  return /^(rstudioapi::)?(getActiveDocumentContext|getSourceEditorContext)\(\)\$path$/.test(code);
}

/** paths$train, paths[["train"]], paths["train"]: the expression in list(train = …). */
function entryOf(node: SyntaxNode, here: Here): { readonly node: SyntaxNode; readonly here: Here } | undefined {
  const [object, key] = children(node);
  if (object === undefined || key === undefined) return undefined;
  const found = lookUp(object, here);
  if (found === undefined || found.node.name !== 'Call' || !/^(c|list)$/.test(calleeOf(found.node, found.here.unit)?.name ?? '')) return undefined;
  const { named, positional } = given(found.node, found.here.unit);
  const written = node.name === 'Member' ? bare(source(key, here.unit)) : evaluate(key.firstChild?.firstChild, here);
  const value = typeof written === 'number' ? (named.size === 0 ? positional[written - 1] : undefined) : named.get(written ?? '');
  return value === undefined ? undefined : { node: value, here: { ...found.here, depth: here.depth + 1 } };
}

/** The expression that a name stands for, with its place; an expression that is no name stands for itself. */
export function lookUp(node: SyntaxNode, here: Here): { readonly node: SyntaxNode; readonly here: Here } | undefined {
  if (here.depth > DEEPEST) return undefined;
  if (node.name === 'Paren' && node.firstChild !== null) return lookUp(node.firstChild, { ...here, depth: here.depth + 1 });
  if (node.name !== 'Name') return { node, here };
  const [binding, ...others] = reaching(bare(source(node, here.unit)), here, here.unit.base + node.from) ?? [];
  if (binding?.node === undefined || others.length > 0) return undefined;
  return lookUp(binding.node, { unit: binding.unit, scope: binding.scope, memo: here.memo, depth: here.depth + 1 });
}

/** The values in c(…) and list(…). */
export function elements(node: SyntaxNode, { unit }: Here): readonly SyntaxNode[] | undefined {
  if (node.name !== 'Call' || !/^(c|list)$/.test(calleeOf(node, unit)?.name ?? '')) return undefined;
  const { positional, named } = given(node, unit);
  return [...positional, ...named.values()].toSorted((a, b) => a.from - b.from);
}

function call(node: SyntaxNode, here: Here): Value | undefined {
  const callee = calleeOf(node, here.unit);
  if (callee === undefined) return undefined;
  const own = callee.package === undefined ? reaching(callee.name, here, here.unit.base + node.from) : undefined;
  return own === undefined ? FUNCTIONS.get(callee.name)?.(given(node, here.unit), here) : undefined;
}

type Fold = (args: Given, here: Here) => Value | undefined;

const first: Fold = ({ positional, named }, here) => fold(positional[0] ?? [...named.values()][0], here);

function through(change: (path: string) => string | undefined): Fold {
  return (args, here) => {
    const path = first(args, here);
    return path === undefined ? undefined : change(typeof path === 'number' ? String(path) : path);
  };
}

function pathOf({ positional, named }: Given, here: Here): string | undefined {
  const parts = positional.map((part) => text(part, here));
  const ending = named.has('ext') ? fold(named.get('ext'), here) : '';
  if (parts.some((part) => part === undefined) || ending === undefined || named.has('fsep')) return undefined;
  // R joins absolute parts like any others.
  const path = joinPaths(parts.map((part, i) => (i === 0 ? (part ?? '') : (part ?? '').replace(/^\/+/, ''))));
  return ending === '' ? path : `${path}.${ending}`;
}

function text(node: SyntaxNode, here: Here): string | undefined {
  const value = evaluate(node, here);
  return value === undefined ? undefined : String(value);
}

function paste(separator: string): Fold {
  return ({ positional, named }, here) => {
    const sep = named.has('sep') ? fold(named.get('sep'), here) : separator;
    const parts = positional.map((part) => text(part, here));
    const isKnown = sep !== undefined && parts.every((part) => part !== undefined) && [...named.keys()].every((name) => name === 'sep' || name === 'collapse');
    return isKnown ? parts.join(sep) : undefined;
  };
}

/** sprintf("%s/%02d.csv", folder, month). */
function sprintf({ positional, named }: Given, here: Here): string | undefined {
  const [format, ...values] = positional;
  const pattern = fold(named.get('fmt') ?? format, here);
  const given = named.has('fmt') ? positional : values;
  if (pattern === undefined) return undefined;
  let used = 0;
  const parts = pattern.split(/(%%|%0?\d*[sdi]|%.?)/).map((part, i) => {
    if (i % 2 === 0) return part;
    if (part === '%%') return '%';
    const [, zero, width = '', kind] = /^%(0?)(\d*)([sdi])$/.exec(part) ?? [];
    const value = kind === undefined ? undefined : evaluate(given[used++], here);
    if (value === undefined || (width !== '' && zero === '')) return undefined;
    return String(value).padStart(Number(width), '0');
  });
  return used === given.length ? joined(parts) : undefined;
}

/** glue("{folder}/x.csv", folder = "data"): names in braces; an expression there is not looked into. */
function glue({ positional, named }: Given, here: Here): string | undefined {
  const parts = positional.map((part) => {
    const text = fold(part, here);
    const pieces = text?.split(/(\{\{|\}\}|\{[^{}]*\})/).map((piece, i) => {
      if (i % 2 === 0 || piece === '{{' || piece === '}}') return i % 2 === 0 ? piece : piece.charAt(0);
      const name = piece.slice(1, -1).trim();
      const value = named.has(name) ? evaluate(named.get(name), here) : /^[\w.]+$/.test(name) ? valueOfName(name, part, here) : undefined;
      return value === undefined ? undefined : String(value);
    });
    return pieces === undefined ? undefined : joined(pieces);
  });
  return [...named.keys()].some((name) => name.startsWith('.')) ? undefined : joined(parts);
}

const FUNCTIONS: ReadonlyMap<string, Fold> = new Map(Object.entries<Fold>({
  paste0: paste(''),
  paste: paste(' '),
  'file.path': pathOf,
  here: pathOf,
  path: pathOf,
  path_wd: pathOf,
  sprintf,
  glue,
  str_glue: glue,
  file: first,
  gzfile: first,
  bzfile: first,
  xzfile: first,
  normalizePath: first,
  'path.expand': first,
  path_abs: first,
  path_real: first,
  path_expand: first,
  'as.character': (args, here) => (args.positional[0] === undefined ? undefined : text(args.positional[0], here)),
  getwd: () => '.',
  'this.dir': () => OWN_FOLDER,
  dirname: through(parentOf),
  path_dir: through(parentOf),
  basename: through(nameOf),
  path_file: through(nameOf),
  file_path_sans_ext: through((path) => (splitName(path)?.[1] === '' ? path : path.slice(0, -(splitName(path)?.[1].length ?? 0)))),
  tolower: through((path) => path.toLowerCase()),
  toupper: through((path) => path.toUpperCase()),
  trimws: through((path) => path.trim()),
}));
