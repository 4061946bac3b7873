// The datasets that JavaScript and TypeScript texts name.

import { parser } from '@lezer/javascript';
import type { Reference } from '../reference.ts';
import { findInTexts, type Grammar } from '../syntax/find.ts';
import { readBindings } from './bindings.ts';
import { findInCalls } from './calls.ts';
import { referencesAt } from './place.ts';
import { elements, entries } from './syntax.ts';

/** What a text is written in: types or not, elements or not. */
export type Flavour = 'js' | 'ts' | 'tsx';

const PARSERS = {
  js: parser.configure({ dialect: 'jsx' }),
  ts: parser.configure({ dialect: 'ts' }),
  tsx: parser.configure({ dialect: 'ts jsx' }),
};

/** A longer text was put together by a tool; parsing it would take seconds. */
const LONGEST = 250_000;
const LONGEST_LINE = 5000;

function grammarOf(flavour: Flavour): Grammar {
  return {
    // An ending at the end of a string: node.arrow and options.tab are no files.
    worthParsing: /\.(?:csv|tsv|tab|psv|ssv|jsonl|ndjson|parquet|pq|arrow|feather|ipc)(?:\.gz|\.zst)?\\?["'`]|\b(?:read|scan|load|sink|write)_?(?:CSV|Parquet|IPC|NDJSON|Arrow)|read_(?:csv|parquet|json)/i,
    // A browser's database knows files by the names that they were registered under.
    moves: /\bchdir\s*\(|\bmock\s*\(\s*['"](?:node:)?fs|memfs|mock-fs|duckdb-wasm|@uwdata\/(?:vgplot|mosaic)|registerFile|\b(?:exec|spawn)(?:Sync)?\s*\([^)\n]{0,300}\b(?:wget|curl|unzip|tar|git|dvc)\b|\bmkdtemp|\btmpdir\b/,
    parse: (text) => (isGenerated(text) ? [] : [{ text, from: 0, tree: PARSERS[flavour].parse(text) }]),
    read: readBindings,
    inCalls: findInCalls,
    referencesAt,
    collection: /^(Array|Object)Expression$/,
    partsOf: ({ node, unit }) => elements(node) ?? entries(node, unit).map(([, value]) => value),
  };
}

const GRAMMARS = { js: grammarOf('js'), ts: grammarOf('ts'), tsx: grammarOf('tsx') };

/** Bundlers write everything in a few lines. */
function isGenerated(text: string): boolean {
  if (text.length > LONGEST) return true;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    if ((end < 0 ? text.length : end) - at > LONGEST_LINE) return true;
    if (end < 0) break;
    at = end + 1;
  }
  return false;
}

export function findInJavaScript(text: string, flavour: Flavour): readonly Reference[] {
  return findInScripts([text], flavour)[0] ?? [];
}

/** Cells in order: later ones know the imports and constants of earlier ones. */
export function findInScripts(cells: readonly string[], flavour: Flavour): readonly (readonly Reference[])[] {
  return findInTexts(cells, GRAMMARS[flavour]).map((references) => (flavour === 'js' ? references : references.map(compiled)));
}

/** Compiled code often runs in another folder than its source lies in. */
function compiled(reference: Reference): Reference {
  return reference.base === 'file' ? { ...reference, sure: false } : reference;
}
