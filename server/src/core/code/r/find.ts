// The datasets that R texts name.

import type { Reference } from '../reference.ts';
import { findInTexts, type Grammar } from '../syntax/find.ts';
import { readBindings } from './bindings.ts';
import { findInCalls } from './calls.ts';
import { elements } from './fold.ts';
import { parseR } from './parse.ts';
import { referencesAt } from './place.ts';

const R: Grammar = {
  worthParsing: /csv|tsv|parquet|\.(?:tab|psv|ssv|pq|ipc)\b|jsonl|ndjson|arrow|feather|read[._](?:table|delim)|\bfread\b|\bvroom\b|open_dataset/i,
  moves: /\bsetwd\s*\((?!\s*dirname\s*\(\s*(?:rstudioapi::)?get(?:Active|SourceEditor))|\b(?:with_dir|local_dir|local_tempdir|with_tempdir|local_tempfile|root\.dir)\b|\b(?:unzip|untar|gunzip|archive_extract|drive_download|pin_download)\s*\(|\bsystem2?\s*\([^)\n]{0,300}\b(?:wget|curl|kaggle|unzip|tar|dvc|git|aws|gsutil)\b/,
  parse: parseR,
  read: readBindings,
  inCalls: findInCalls,
  referencesAt,
  collection: /^$/, // c(…) is a call, and a path may be one
  partsOf: ({ node, unit, scope }) => elements(node, { unit, scope, memo: new Map(), depth: 0 }) ?? [],
};

/** Cells in order: later ones know the constants of earlier ones. */
export function findInRCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  return findInTexts(cells, R);
}

export function findInR(text: string): readonly Reference[] {
  return findInTexts([text], R)[0] ?? [];
}
