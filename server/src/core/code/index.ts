// The table of languages whose texts may name datasets. Adding one is a folder beside this and a line here.

import { findInJson, findInToml, findInYaml } from './config/find.ts';
import { findInNotebook, whyNoNotebook } from './notebook/find.ts';
import { findInCells, findInPython } from './python/find.ts';
import type { Reference, ReferenceFinder } from './reference.ts';

const FINDERS: readonly { readonly endings: RegExp; readonly find: ReferenceFinder }[] = [
  { endings: /\.pyw?$/i, find: findInPython },
  { endings: /\.ipynb$/i, find: findInNotebook },
  { endings: /\.ya?ml$/i, find: findInYaml },
  { endings: /\.jsonc?$/i, find: findInJson },
  { endings: /\.toml$/i, find: findInToml },
];

/** Lists of packages and settings of tools: no dataset is named there, and they are long. */
const NEVER = /(^|\/)(package(-lock)?|npm-shrinkwrap|composer|assay(-[^/]*)?|tsconfig[^/]*|jsconfig|pnpm-lock|poetry|uv|Cargo|Pipfile|pdm)\.(json|ya?ml|toml|lock)$|\.lock\.json$|(^|\/)\.pre-commit-config\.yaml$/i;

/** References in a text, by its file's name. Empty for a text that cannot be read. */
export function findReferences(path: string, text: string): readonly Reference[] {
  if (NEVER.test(path)) return [];
  const find = FINDERS.find(({ endings }) => endings.test(path))?.find;
  return find === undefined ? [] : unlessTooDeep(() => find(text), []);
}

/** References of a notebook's Python cells, in order; each with positions in its own cell. */
export function findReferencesInCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  return unlessTooDeep(() => findInCells(cells), cells.map(() => []));
}

/** Whether texts of this name are looked through at all. */
export function mayNameDatasets(path: string): boolean {
  return !NEVER.test(path) && FINDERS.some(({ endings }) => endings.test(path));
}

/** Why a file that should name datasets cannot be read ('it is not JSON from line 3 on'); undefined where it can. */
export function whyUnread(path: string, text: string): string | undefined {
  return /\.ipynb$/i.test(path) ? unlessTooDeep(() => whyNoNotebook(text), 'its values lie too deep in one another') : undefined;
}

/** The parsers of JSON and YAML call themselves for every bracket: a hundred thousand of them exhaust the stack. */
function unlessTooDeep<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}
