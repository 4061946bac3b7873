// The strings of YAML with their places and the keys above them.

import { isPair, isScalar, parseAllDocuments, visit, type Node, type Pair } from 'yaml';

export interface YamlString {
  readonly value: string;
  /** The keys above, the outermost first; for a key those above it. */
  readonly path: readonly string[];
  /** Offsets of the content, without its quotes. */
  readonly from: number;
  readonly to: number;
  readonly isKey: boolean;
}

export interface YamlDocument {
  readonly strings: readonly YamlString[];
  /** Plain values by their keys, joined by dots. */
  readonly values: ReadonlyMap<string, string>;
}

/** Brackets in one another: YAML's parser takes seconds for thousands, and gives up. */
const DEEPEST = 200;

/** In one line; YAML's parser takes each pair for an error, and minutes for as many as half a megabyte holds. */
const QUOTES_UPON_QUOTES = /(?:(?:""|'')[^"'\n]*){500}/;

/** Whether YAML's parser would take minutes for a text. */
export function isTooDeep(text: string): boolean {
  if (QUOTES_UPON_QUOTES.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : depth === 0 ? 0 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

export function documentsInYaml(text: string): readonly YamlDocument[] {
  return parseAllDocuments(text, { logLevel: 'silent' }).map((document) => {
    const strings: YamlString[] = [];
    const values = new Map<string, string>();
    visit(document as Parameters<typeof visit>[0], {
      Scalar: (position, node, parents) => {
        if (!isScalar(node)) return;
        const isKey = position === 'key';
        const path = keysOf(isKey ? parents.slice(0, -1) : parents);
        if (!isKey && /^(string|number)$/.test(typeof node.value)) values.set(path.join('.'), String(node.value));
        if (typeof node.value !== 'string' || node.range == null || node.type?.startsWith('BLOCK') === true) return;
        const isQuoted = node.type?.startsWith('QUOTE') === true;
        const from = node.range[0] + (isQuoted ? 1 : 0);
        const written = text.slice(from, node.range[1]).trimEnd();
        const to = from + (isQuoted ? written.replace(/["']$/, '') : written).length;
        strings.push({ value: node.value, path, from, to, isKey });
      },
    });
    return { strings, values };
  });
}

function keysOf(parents: readonly (Parameters<typeof visit>[0] | Node | Pair)[]): readonly string[] {
  return parents.flatMap((parent) => (isPair(parent) && isScalar(parent.key) ? [String(parent.key.value)] : []));
}
