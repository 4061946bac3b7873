// The table of languages whose texts may name datasets. Adding one is a folder beside this and a line here.

import { findInDvc } from './config/dvc.ts';
import { findInJson, findInToml, findInYaml } from './config/find.ts';
import { findInJavaScript } from './javascript/find.ts';
import { findInMixedCells, finderOf, type Cell } from './languages.ts';
import { findInDocument, findInMarkdown } from './markdown/find.ts';
import { findInNotebook, whyNoNotebook } from './notebook/find.ts';
import { findInPython } from './python/find.ts';
import { findInR } from './r/find.ts';
import { findInSql } from './sql/find.ts';
import type { Reference, ReferenceFinder } from './reference.ts';

const FINDERS: readonly { readonly endings: RegExp; readonly find: ReferenceFinder }[] = [
  { endings: /\.pyw?$/i, find: findInPython },
  { endings: /\.r$/i, find: findInR },
  { endings: /\.sql$/i, find: findInSql },
  { endings: /\.[cm]?jsx?$/i, find: (text) => findInJavaScript(text, 'js') },
  { endings: /\.[cm]?ts$/i, find: (text) => findInJavaScript(text, 'ts') },
  { endings: /\.tsx$/i, find: (text) => findInJavaScript(text, 'tsx') },
  { endings: /\.(md|markdown)$/i, find: findInMarkdown },
  { endings: /\.(qmd|rmd|rmarkdown)$/i, find: findInDocument },
  { endings: /\.ipynb$/i, find: findInNotebook },
  { endings: /(^|\/)dvc\.ya?ml$/i, find: findInDvc },
  { endings: /\.ya?ml$|(^|\/)MLproject$/i, find: findInYaml },
  { endings: /\.jsonc?$/i, find: findInJson },
  { endings: /\.toml$/i, find: findInToml },
];

/** Lists of packages, settings of tools, what compilers write: no dataset is named there, and they are long. */
const NEVER = /(^|\/)(package(-lock)?|npm-shrinkwrap|composer|assay(-[^/]*)?|tsconfig[^/]*|jsconfig|pnpm-lock|poetry|uv|Cargo|Pipfile|pdm)\.(json|ya?ml|toml|lock)$|\.lock\.json$|(^|\/)\.pre-commit-config\.yaml$|\.min\.[cm]?js$|\.d\.[cm]?ts$/i;

/** References in a text, by its file's name. Empty for a text that cannot be read. */
export function findReferences(path: string, text: string): readonly Reference[] {
  if (NEVER.test(path)) return [];
  const find = FINDERS.find(({ endings }) => endings.test(path))?.find;
  return find === undefined ? [] : unlessTooDeep(() => find(text), []);
}

/** References in a text whose language the editor knows, whatever its file is called: a new file, or one without ending. */
export function findReferencesIn(language: string, text: string): readonly Reference[] {
  const find = finderOf(language);
  return find === undefined ? [] : unlessTooDeep(() => find([text])[0] ?? [], []);
}

/** References of a notebook's cells, in order; each with positions in its own cell. */
export function findReferencesInCells(cells: readonly Cell[]): readonly (readonly Reference[])[] {
  return unlessTooDeep(() => findInMixedCells(cells), cells.map(() => []));
}

/** Whether texts in this language are looked through. */
export function isLanguage(language: string): boolean {
  return finderOf(language) !== undefined;
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
