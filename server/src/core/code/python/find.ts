// The datasets that Python texts name.

import type { Tree } from '@lezer/common';
import { NAMES_A_TABLE } from '../../table/dataset.ts';
import { Lines, type Ranges, type Reference } from '../reference.ts';
import { readBindings, type Collected, type Expression } from './bindings.ts';
import { findInCalls, type Placed } from './calls.ts';
import type { Here, Memo } from './fold.ts';
import { blankMagics, shellText } from './magics.ts';
import { parseParts } from './parse.ts';
import { isTemplate, looksLikeData, referencesAt } from './place.ts';
import { OUTPUT_NAME } from './readers.ts';
import { Scope, type Unit } from './scope.ts';
import { children, elements, entries, isExpression, source } from './syntax.ts';

/** Text without any of these holds no reference and is not parsed. */
const WORTH_PARSING = /csv|tsv|parquet|\.(?:tab|psv|ssv|pq|ipc)\b|jsonl|ndjson|arrow|feather|\.json\b|read_(?:table|json|ipc)|scan_|loadtxt|genfromtxt|savetxt|dataset\(|recfromcsv/i;

/** A longer text was not written by hand; parsing it would take a second. */
const LONGEST = 1_000_000;

/** Code after which relative paths start elsewhere, or files are there that were not. */
const MOVES = /\bchdir\s*\(|isolated_filesystem|extractall\s*\(|\bpatch(?:\.object)?\s*\([^)\n]{0,300}(?:read_|open)|pyfakefs|_download\b|\bdownload_|gdown\.download|(?:os\.system|subprocess\.\w+)\s*\([^)\n]{0,300}\b(?:wget|curl|kaggle|unzip|tar|dvc|gdown|git)\b/;
const SHELL_MOVES = /\b(?:wget|curl|unzip|tar|kaggle|gdown|git|dvc|cd|cp|mv|aws|gsutil|7z|gunzip|run)\b/;

export function findInPython(text: string): readonly Reference[] {
  return findInTexts([text], '')[0] ?? [];
}

/** Cells of a notebook in order: later ones know the imports and constants of earlier ones. Positions are in each cell's own text. */
export function findInCells(cells: readonly string[]): readonly (readonly Reference[])[] {
  return findInTexts(cells.map(blankMagics), cells.map(shellText).join('\n'));
}

/** A part of a text, with the index of that text. */
interface PartOf extends Unit {
  readonly cell: number;
  readonly from: number;
  readonly tree: Tree;
}

function findInTexts(texts: readonly string[], shell: string): readonly (readonly Reference[])[] {
  const isTooLong = texts.reduce((sum, text) => sum + text.length, 0) > LONGEST;
  if (isTooLong || !texts.some((text) => WORTH_PARSING.test(text))) return texts.map(() => []);
  const module = new Scope('module');
  const memo: Memo = new Map();
  let base = 0;
  const units = texts.flatMap((text, cell): PartOf[] => {
    const start = base;
    base += text.length + 1;
    return parseParts(text).map((part) => ({ ...part, cell, base: start + part.from }));
  });
  const collected = units.map((unit) => readBindings(unit.tree, unit, module));
  const ranges = rangesOf(units, texts);
  const placed = [...findInCalls(collected.flatMap(({ calls }) => calls), memo, ranges)];
  placed.push(...findValues(collected, memo, { ranges, named: new Set(placed.map(({ reference }) => reference.target)) }));
  const isMoved = texts.some((text) => MOVES.test(text)) || SHELL_MOVES.test(shell);
  const cells = new Map<Unit, number>(units.map((unit) => [unit, unit.cell]));
  return texts.map((_, cell) => inOrder(placed.filter(({ here }) => cells.get(here.unit) === cell).map(({ reference }) => judged(reference, isMoved))));
}

/** Ranges in each part's whole text, whose lines are found once. */
function rangesOf(units: readonly PartOf[], texts: readonly string[]): (here: Here) => Ranges {
  const lines = new Map<number, Lines>();
  const parts = new Map<Unit, PartOf>(units.map((unit) => [unit, unit]));
  return ({ unit }) => {
    const { cell, from } = parts.get(unit) ?? { cell: 0, from: 0 };
    const known = lines.get(cell) ?? new Lines(texts[cell] ?? '');
    lines.set(cell, known);
    return known.from(from);
  };
}

/** A home folder is another one on every machine; a relative path is sure only where the code stays in its folder. */
function judged(reference: Reference, isMoved: boolean): Reference {
  const isElsewhere = /^~/.test(reference.target) || isTemplate(reference.target) || (isMoved && reference.base !== 'file' && !/^(\/|[A-Za-z]:)/.test(reference.target));
  return isElsewhere ? { ...reference, sure: false } : reference;
}

function inOrder(references: readonly Reference[]): readonly Reference[] {
  const sorted = references.toSorted((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  // A list that two calls read is one place.
  return sorted.filter((reference, i) => i === 0 || JSON.stringify(reference.range) !== JSON.stringify(sorted[i - 1]?.range) || reference.target !== sorted[i - 1]?.target);
}

interface Around {
  readonly ranges: (here: Here) => Ranges;
  /** Targets that calls name: their constants need no mark of their own. */
  readonly named: Set<string>;
}

/** Defaults of parameters, constants, and elements of lists and dictionaries that have a data file's name. */
function findValues(collected: readonly Collected[], memo: Memo, { ranges, named }: Around): readonly Placed[] {
  const values = collected.flatMap(({ defaults, constants, collections }) => [
    ...defaults.map((one) => ({ ...one, reader: 'default' })),
    ...constants.map((one) => ({ ...one, reader: 'constant' })),
    ...collections.flatMap((one) => partsOf(one).map((node) => ({ ...one, node, reader: 'constant' }))),
  ]);
  return values.flatMap(({ node, unit, scope, name, reader }) => {
    if (/Array|Tuple|Set|Dictionary/.test(node.name) || !NAMES_A_TABLE.test(source(node, unit))) return [];
    const here = { unit, scope, memo, depth: 0 };
    const kind = { reader, sure: false, writes: OUTPUT_NAME.test(name ?? '') };
    const found = referencesAt(node, here, kind, ranges).filter(({ target }) => looksLikeData(target) && !named.has(target));
    for (const { target } of found) named.add(target);
    return found.map((reference) => ({ reference, here }));
  });
}

function partsOf({ node, unit }: Expression): readonly Expression['node'][] {
  if (!NAMES_A_TABLE.test(source(node, unit))) return [];
  return elements(node) ?? (node.name === 'DictionaryExpression' ? entries(node).map(([, value]) => value) : children(node).filter(isExpression));
}
