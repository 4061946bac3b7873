// The table of languages whose texts may name datasets. Adding one is a folder beside this and a line here.

import { findInJson, findInToml, findInYaml } from './config/find.ts';
import { findInNotebook } from './notebook/find.ts';
import { findInPython } from './python/find.ts';
import type { Reference, ReferenceFinder } from './reference.ts';

const FINDERS: readonly { readonly endings: RegExp; readonly find: ReferenceFinder }[] = [
  { endings: /\.pyw?$/i, find: findInPython },
  { endings: /\.ipynb$/i, find: findInNotebook },
  { endings: /\.ya?ml$/i, find: findInYaml },
  { endings: /\.jsonc?$/i, find: findInJson },
  { endings: /\.toml$/i, find: findInToml },
];

/** References in a text, by its file's name. */
export function findReferences(path: string, text: string): readonly Reference[] {
  return FINDERS.find(({ endings }) => endings.test(path))?.find(text) ?? [];
}

/** Whether texts of this name are looked through at all. */
export function mayNameDatasets(path: string): boolean {
  return FINDERS.some(({ endings }) => endings.test(path));
}
