// The datasets that Python texts name.

import type { SyntaxNode } from '@lezer/common';
import type { Reference } from '../reference.ts';
import type { Expression } from '../syntax/collected.ts';
import { findInTexts, type Grammar } from '../syntax/find.ts';
import { children } from '../syntax/nodes.ts';
import { readBindings } from './bindings.ts';
import { findInCalls } from './calls.ts';
import { blankMagics, shellText } from './magics.ts';
import { parseParts } from './parse.ts';
import { referencesAt } from './place.ts';
import { elements, entries, isExpression } from './syntax.ts';

const PYTHON: Grammar = {
  worthParsing: /csv|tsv|parquet|\.(?:tab|psv|ssv|pq|ipc)\b|jsonl|ndjson|arrow|feather|\.json\b|read_(?:table|json|ipc)|scan_|loadtxt|genfromtxt|savetxt|dataset\(|recfromcsv/i,
  moves: /\bchdir\s*\(|isolated_filesystem|extractall\s*\(|\bpatch(?:\.object)?\s*\([^)\n]{0,300}(?:read_|open)|pyfakefs|_download\b|\bdownload_|gdown\.download|(?:os\.system|subprocess\.\w+)\s*\([^)\n]{0,300}\b(?:wget|curl|kaggle|unzip|tar|dvc|gdown|git)\b/,
  parse: parseParts,
  read: readBindings,
  inCalls: findInCalls,
  referencesAt,
  collection: /Array|Tuple|Set|Dictionary/,
  partsOf,
};
const SHELL_MOVES = /\b(?:wget|curl|unzip|tar|kaggle|gdown|git|dvc|cd|cp|mv|aws|gsutil|7z|gunzip|run)\b/;

export function findInPython(text: string): readonly Reference[] {
  return findInTexts([text], PYTHON)[0] ?? [];
}

/** Cells of a notebook in order. */
export function findInCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  return findInTexts(cells.map(blankMagics), PYTHON, SHELL_MOVES.test(cells.map(shellText).join('\n')));
}

function partsOf({ node }: Expression): readonly SyntaxNode[] {
  return elements(node) ?? (node.name === 'DictionaryExpression' ? entries(node).map(([, value]) => value) : children(node).filter(isExpression));
}
