// Parses Python that may be broken: a bracket left open must not hide the statements after it.

import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Part } from '../syntax/find.ts';

/** A line that begins a statement of the module, and does not continue one. */
const STATEMENT = /^(?!(?:else|elif|except|finally|case|and|or|in|if|for|not)\b)[A-Za-z_@]/gm;
/** Texts with many errors are parsed again and again, up to so many times their length. */
const MOST_WORK = 4;
const ALWAYS_ALLOWED = 20_000;

export function parseParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  let allowed = text.length * MOST_WORK + ALWAYS_ALLOWED;
  for (let from = 0; ; ) {
    const rest = text.slice(from);
    const tree = parser.parse(rest);
    allowed -= rest.length;
    const next = allowed > rest.length ? afterError(tree, rest) : undefined;
    if (next === undefined) return [...parts, { text: rest, from, tree }];
    const part = rest.slice(0, next);
    parts.push({ text: part, from, tree: parser.parse(part) });
    allowed -= part.length;
    from += next;
  }
}

/** Where the first statement begins after the one that holds the first error. */
function afterError(tree: Tree, text: string): number | undefined {
  const cursor = tree.cursor();
  while (!cursor.type.isError) if (!cursor.next()) return undefined;
  STATEMENT.lastIndex = Math.max(1, (tree.topNode.childBefore(cursor.from + 1)?.from ?? 0) + 1);
  return STATEMENT.exec(text)?.index;
}
