// The programming languages, by the names that notebooks, fences and editors have for them.

import { findInScripts } from './javascript/find.ts';
import { findInCells } from './python/find.ts';
import { findInRCells } from './r/find.ts';
import type { Reference } from './reference.ts';
import { findInSqlCells } from './sql/find.ts';

/** References of texts in order, where later ones know the constants of earlier ones; each with positions in its own text. */
export type CellsFinder = (cells: readonly string[]) => readonly (readonly Reference[])[];

const LANGUAGES: readonly { readonly names: RegExp; readonly find: CellsFinder }[] = [
  { names: /^(i?python[23]?|py[23]?|pycon|xpython|sage(math)?)$/, find: findInCells },
  { names: /^(r|rscript|webr|ir|splus)$/, find: findInRCells },
  { names: /^(sql|duckdb|sqlite3?|mysql|mariadb|postgres(ql)?|psql|plpgsql|pgsql|sparksql)$/, find: findInSqlCells },
  { names: /^(javascript|js|jsx|mjs|cjs|node|nodejs|javascriptreact|ojs|observablejs)$/, find: (cells) => findInScripts(cells, 'js') },
  { names: /^(typescript|ts|mts|cts|deno)$/, find: (cells) => findInScripts(cells, 'ts') },
  { names: /^(tsx|typescriptreact)$/, find: (cells) => findInScripts(cells, 'tsx') },
];

/** The finder for a language's name; undefined for one that is not read. */
export function finderOf(language: string): CellsFinder | undefined {
  const name = language.toLowerCase();
  return LANGUAGES.find(({ names }) => names.test(name))?.find;
}

/** A text with the name of its language. */
export interface Cell {
  readonly text: string;
  readonly language: string;
}

/** Finds in cells of several languages: those of one language know one another. A magic (%%sql, %%R) changes the language of its cell. */
export function findInMixedCells(cells: readonly Cell[]): readonly (readonly Reference[])[] {
  const meant = cells.map(withMagic);
  const found: (readonly Reference[])[] = cells.map(() => []);
  for (const find of new Set(meant.map(({ language }) => finderOf(language)))) {
    if (find === undefined) continue;
    const own = meant.flatMap(({ language }, i) => (finderOf(language) === find ? [i] : []));
    find(own.map((i) => meant[i]?.text ?? '')).forEach((references, n) => (found[own[n] ?? 0] = references));
  }
  return found;
}

const MAGIC = /^(\s*%%(sql|duckdb|R)\b)([^\r\n]*)/;
/** What stands between a magic and its code: options, a name for the result, the name of a connection. */
const OPTIONS = /^(?:\s+(?:-{1,2}\w[\w-]*(?:[ =]\w+)?|\w+\s*<<))*/;

/** The magic gives way to spaces, so that every position stays. */
function withMagic({ text, language }: Cell): Cell {
  const match = MAGIC.exec(text);
  if (match === null) return { text, language };
  const [, , name, rest = ''] = match;
  const isR = name === 'R';
  const options = isR ? rest.length : (OPTIONS.exec(rest)?.[0].length ?? 0);
  const length = match[0].length - rest.length + options;
  return { text: text.slice(0, length).replace(/[^\r\n]/g, ' ') + text.slice(length), language: isR ? 'r' : 'sql' };
}
