// From an expression to a reference: the path it means, and the place in the text that says so.

import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../table/address.ts';
import type { Ranges, Reference } from '../reference.ts';
import { filesInSql } from '../sql/files.ts';
import { toPath } from '../target.ts';
import type { Here } from './values.ts';

/** A string literal: what it stands for, and where its content stands in its source. */
export interface Literal {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** true where the content is written as it is meant, without escapes: an offset in one is an offset in the other. */
  readonly isPlain: boolean;
}

/** How the expressions of one language are read. */
export interface Expressions {
  /** The text an expression stands for, or undefined. */
  readonly fold: (node: SyntaxNode | null | undefined, here: Here) => string | undefined;
  /** The expression that a name stands for, with its place; an expression that is no name stands for itself. */
  readonly lookUp: (node: SyntaxNode, here: Here) => Leaf | undefined;
  /** The expressions in a list; undefined for what is none. */
  readonly elements: (node: SyntaxNode, here: Here) => readonly SyntaxNode[] | undefined;
  /** undefined for a node that is no string literal. */
  readonly literal: (node: SyntaxNode, here: Here) => Literal | undefined;
  /** The expression in brackets, or the only argument of a call. */
  readonly inner: (node: SyntaxNode, here: Here) => SyntaxNode | undefined;
  /** The expressions of which a condition takes one. */
  readonly branches?: (node: SyntaxNode) => readonly SyntaxNode[];
  /** What the target of a loop stands for, one after another; undefined for any other expression. */
  readonly turns?: (node: SyntaxNode, here: Here) => readonly Leaf[] | undefined;
  /** Every text that an expression stands for in turn. */
  readonly foldAll?: (node: SyntaxNode, here: Here) => readonly string[];
  /** Whether code elsewhere may change what the expression comes to. */
  readonly isChangeable?: (node: SyntaxNode, here: Here) => boolean;
}

/** An expression with its place. */
export interface Leaf {
  readonly node: SyntaxNode;
  readonly here: Here;
}

/** What is known of a reference besides its path and place. */
export type Kind = Pick<Reference, 'reader' | 'sure' | 'writes' | 'reading'>;

/** References with the place they stand in. */
export interface Placed {
  readonly reference: Reference;
  readonly here: Here;
}

export type RangesOf = (here: Here) => Ranges;

export interface Placer {
  /** The references that a path argument makes: one, or one for each element of a list. Empty where it is not known. */
  readonly referencesAt: (node: SyntaxNode, here: Here, kind: Kind, ranges: RangesOf) => readonly Reference[];
  /** The files that SQL in an expression names. */
  readonly referencesInSql: (node: SyntaxNode, here: Here, kind: Pick<Kind, 'sure'>, ranges: RangesOf) => readonly Reference[];
}

export function placerOf(language: Expressions): Placer {
  return {
    referencesAt: (node, here, kind, ranges) => referencesAt(node, here, { language, kind, ranges }),
    referencesInSql: (node, here, kind, ranges) => referencesInSql(node, here, { language, kind, ranges }),
  };
}

interface Placing<K> {
  readonly language: Expressions;
  readonly kind: K;
  readonly ranges: RangesOf;
}

function referencesAt(node: SyntaxNode, here: Here, placing: Placing<Kind>): readonly Reference[] {
  const list = placing.language.lookUp(node, here);
  const parts = list === undefined ? undefined : placing.language.elements(list.node, list.here);
  // A list of an earlier cell is marked there, not here.
  if (list !== undefined && parts !== undefined) return list.here.unit !== here.unit ? [] : parts.flatMap((part) => referenceAt(part, list.here, placing));
  const found = referenceAt(node, here, placing);
  if (found.length > 0) return found;
  const branches = placing.language.branches?.(node) ?? [];
  if (branches.length > 0) return branches.flatMap((branch) => referenceAt(branch, here, { ...placing, kind: { ...placing.kind, sure: false } }));
  return inTurns(node, here, placing);
}

/** In a loop over known values: the values themselves where they are the paths, else the expression, for each of them. */
function inTurns(node: SyntaxNode, here: Here, placing: Placing<Kind>): readonly Reference[] {
  const { language, kind, ranges } = placing;
  const turns = language.turns?.(node, here);
  if (turns !== undefined) return turns.flatMap((turn) => (turn.here.unit === here.unit ? referenceAt(turn.node, turn.here, placing) : []));
  return (language.foldAll?.(node, here) ?? []).flatMap((value) => {
    const path = toPath(value);
    return path === undefined ? [] : [{ ...path, range: ranges(here).range(node.from, node.to), ...kind, sure: false }];
  });
}

function referenceAt(node: SyntaxNode, here: Here, { language, kind, ranges }: Placing<Kind>): readonly Reference[] {
  const value = language.fold(node, here);
  if (value === undefined) return [];
  const path = toPath(value);
  if (path === undefined) return [];
  const sure = kind.sure && language.isChangeable?.(node, here) !== true;
  const narrow = narrowed(node, { value, here, language });
  const literal = language.literal(narrow, here);
  if (literal === undefined) {
    const literalAt = literalElsewhere(narrow, { value, here, language, ranges });
    return [{ ...path, range: ranges(here).range(node.from, node.to), ...(literalAt === undefined ? {} : { literalAt }), ...kind, sure }];
  }
  const range = ranges(here).range(narrow.from + literal.from, narrow.from + literal.to);
  return [{ ...path, range, ...(literal.isPlain && literal.value === path.target ? { isLiteral: true } : {}), ...kind, sure }];
}

/** Where a name's one value is written; it may be used by others, too. */
function literalElsewhere(node: SyntaxNode, { value, here, language, ranges }: Narrowing & { readonly ranges: RangesOf }): Range | undefined {
  const found = language.lookUp(node, here);
  if (found === undefined || found.here.unit !== here.unit || found.node === node) return undefined;
  const narrow = narrowed(found.node, { value, here: found.here, language });
  const literal = language.literal(narrow, found.here);
  return literal?.isPlain === true && literal.value === toPath(value)?.target ? ranges(here).range(narrow.from + literal.from, narrow.from + literal.to) : undefined;
}

interface Narrowing {
  readonly value: string;
  readonly here: Here;
  readonly language: Expressions;
}

/** The one literal that is the whole path: Path("a.csv"), str("a.csv"), ("a.csv"). */
function narrowed(node: SyntaxNode, { value, here, language }: Narrowing): SyntaxNode {
  let narrow = node;
  for (let i = 0; i < 10; i++) {
    const inner = language.inner(narrow, here);
    if (inner === undefined || language.fold(inner, here) !== value) break;
    narrow = inner;
  }
  return narrow;
}

function referencesInSql(node: SyntaxNode, here: Here, { language, kind, ranges }: Placing<Pick<Kind, 'sure'>>): readonly Reference[] {
  const sql = language.fold(node, here);
  if (sql === undefined) return [];
  const literal = language.literal(node, here);
  return filesInSql(sql).flatMap(({ path, at, length, writes, isSure, reading }) => {
    const meant = toPath(path);
    if (meant === undefined) return [];
    const isPlain = literal?.isPlain === true;
    const start = node.from + (literal?.from ?? 0) + at;
    const range = isPlain ? ranges(here).range(start, start + length) : ranges(here).range(node.from, node.to);
    const isLiteral = isPlain && path === meant.target && path.length === length;
    return [{ ...meant, range, ...(isLiteral ? { isLiteral: true } : {}), reader: 'sql', sure: kind.sure && isSure && !writes, writes, ...(reading === undefined ? {} : { reading }) }];
  });
}
