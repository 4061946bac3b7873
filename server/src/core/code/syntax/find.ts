// The datasets that the texts of one program name: a file, or the cells of a notebook. The same for every language.

import type { SyntaxNode, Tree } from '@lezer/common';
import { groupBy } from '../../group-by.ts';
import type { Position, Range } from '../../table/address.ts';
import { NAMES_A_TABLE } from '../../table/dataset.ts';
import { OUTPUT_NAME } from '../names.ts';
import { Lines, type Reference } from '../reference.ts';
import { isTemplate, looksLikeData } from '../target.ts';
import type { Call, Collected, Expression } from './collected.ts';
import { source } from './nodes.ts';
import type { Placed, Placer, RangesOf } from './place.ts';
import { Scope, type Unit } from './scope.ts';
import type { Here, Memo } from './values.ts';

/** A stretch of a text that was parsed by itself; one for a text without errors. */
export interface Part {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly from: number;
  readonly tree: Tree;
}

/** A programming language, as far as datasets go. */
export interface Grammar extends Pick<Placer, 'referencesAt'> {
  /** Text without any of these holds no reference and is not parsed. */
  readonly worthParsing: RegExp;
  /** Code after which relative paths start elsewhere, or files are there that were not. */
  readonly moves: RegExp;
  readonly parse: (text: string) => readonly Part[];
  /** Binds the names of a unit in the module's scope and beneath, and collects what may name datasets. */
  readonly read: (tree: Tree, unit: Unit, module: Scope) => Collected;
  /** The datasets that calls name. */
  readonly inCalls: (calls: readonly Call[], memo: Memo, ranges: RangesOf) => readonly Placed[];
  /** Nodes that hold several values; they have no path themselves. */
  readonly collection: RegExp;
  /** The values in a list, dictionary or object, where each may be a path. */
  readonly partsOf: (collection: Expression) => readonly SyntaxNode[];
}

/** A longer text was not written by hand; parsing it would take a second. */
const LONGEST = 1_000_000;

/** A part of a text, with the index of that text. */
interface PartOf extends Unit, Part {
  readonly cell: number;
}

/** Texts in order: later ones know the imports and constants of earlier ones. Positions are in each text. `isMoved`: code of another kind moves or brings files. */
export function findInTexts(texts: readonly string[], grammar: Grammar, isMoved = false): readonly (readonly Reference[])[] {
  const isTooLong = texts.reduce((sum, text) => sum + text.length, 0) > LONGEST;
  if (isTooLong || !texts.some((text) => grammar.worthParsing.test(text))) return texts.map(() => []);
  const module = new Scope('module');
  const memo: Memo = new Map();
  let base = 0;
  const units = texts.flatMap((text, cell): PartOf[] => {
    const start = base;
    base += text.length + 1;
    return grammar.parse(text).map((part) => ({ ...part, cell, base: start + part.from }));
  });
  const collected = units.map((unit) => grammar.read(unit.tree, unit, module));
  const ranges = rangesOf(units, texts);
  const placed = [...grammar.inCalls(collected.flatMap(({ calls }) => calls), memo, ranges)];
  placed.push(...findValues(collected, memo, { grammar, ranges, named: new Set(placed.map(({ reference }) => reference.target)), marked: marksOf(placed) }));
  const moves = isMoved || (placed.length > 0 && texts.some((text) => grammar.moves.test(text)));
  const cells = new Map<Unit, number>(units.map((unit) => [unit, unit.cell]));
  return texts.map((_, cell) => inOrder(placed.filter(({ here }) => cells.get(here.unit) === cell).map(({ reference }) => judged(reference, moves))));
}

/** Ranges in each part's whole text, whose lines are found once. */
function rangesOf(units: readonly PartOf[], texts: readonly string[]): RangesOf {
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

export function inOrder(references: readonly Reference[]): readonly Reference[] {
  const sorted = references.toSorted((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  // A list that two calls read is one place.
  return sorted.filter((reference, i) => i === 0 || JSON.stringify(reference.range) !== JSON.stringify(sorted[i - 1]?.range) || reference.target !== sorted[i - 1]?.target);
}

interface Around {
  readonly grammar: Grammar;
  readonly ranges: (here: Here) => ReturnType<RangesOf>;
  /** Targets that calls name: their constants need no mark of their own. */
  readonly named: Set<string>;
  /** Places that calls read, by unit: what stands in them is a part of a path. */
  readonly marked: ReadonlyMap<Unit, readonly Range[]>;
}

function marksOf(placed: readonly Placed[]): ReadonlyMap<Unit, readonly Range[]> {
  const byUnit = groupBy(placed, ({ here }) => here.unit);
  return new Map([...byUnit].map(([unit, all]) => [unit, all.map(({ reference }) => reference.range)]));
}

function isWithin(inner: Range, outer: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Defaults of parameters, constants, and elements of lists and dictionaries that have a data file's name. */
function findValues(collected: readonly Collected[], memo: Memo, { grammar, ranges, named, marked }: Around): readonly Placed[] {
  const partsOf = (one: Expression) => (NAMES_A_TABLE.test(source(one.node, one.unit)) ? grammar.partsOf(one) : []);
  const values = collected.flatMap(({ defaults, constants, collections }) => [
    ...defaults.map((one) => ({ ...one, reader: 'default' })),
    ...constants.map((one) => ({ ...one, reader: 'constant' })),
    ...collections.flatMap((one) => partsOf(one).map((node) => ({ ...one, node, reader: 'constant' }))),
  ]);
  return values.flatMap(({ node, unit, scope, name, reader }) => {
    if (grammar.collection.test(node.name) || !NAMES_A_TABLE.test(source(node, unit))) return [];
    const here = { unit, scope, memo, depth: 0 };
    const kind = { reader, sure: false, writes: OUTPUT_NAME.test(name ?? '') };
    const isNew = ({ target, range }: Reference) => looksLikeData(target) && !named.has(target) && marked.get(unit)?.some((one) => isWithin(range, one)) !== true;
    const found = grammar.referencesAt(node, here, kind, ranges).filter(isNew);
    for (const { target } of found) named.add(target);
    return found.map((reference) => ({ reference, here }));
  });
}
