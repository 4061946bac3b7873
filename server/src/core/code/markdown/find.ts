// The datasets that the code blocks of Markdown, R Markdown and Quarto name, and Quarto's front matter.

import { findInYaml } from '../config/find.ts';
import { findInMixedCells } from '../languages.ts';
import type { Reference } from '../reference.ts';
import { fencesIn, frontMatter, type Fence } from './fences.ts';

/** Longer ones are not written by hand. */
const LONGEST = 1_000_000;
const LONGEST_HEAD = 10_000;
const WORTH_READING = /csv|tsv|parquet|jsonl|ndjson|arrow|feather|\.json\b|\.(?:tab|psv|ssv|pq|ipc)\b|\bread_|\bload_dataset|\bfread\b|\bvroom\b/i;

/** Documentation: what it names need not exist. */
export function findInMarkdown(text: string): readonly Reference[] {
  return findInBlocks(text).map((reference) => ({ ...reference, sure: false }));
}

/** Documents whose chunks are run: as sure as a script. */
export function findInDocument(text: string): readonly Reference[] {
  return findInBlocks(text);
}

function findInBlocks(text: string): readonly Reference[] {
  if (text.length > LONGEST || !WORTH_READING.test(text)) return [];
  const head = frontMatter(text);
  const fences = fencesIn(text);
  const inFences = findInMixedCells(fences).flatMap((references, i) => {
    const fence = fences[i];
    return fence === undefined ? [] : references.map((reference) => toText(reference, fence));
  });
  return [...(head === undefined || head.length > LONGEST_HEAD ? [] : findInYaml(head)), ...inFences];
}

/** A fence's reference with its place in the whole text. */
function toText(reference: Reference, { line, indents, isRun }: Fence): Reference {
  const place = (at: Reference['range']['start']) => ({ line: line + at.line, character: at.character + (indents[at.line] ?? 0) });
  const whole = ({ start, end }: Reference['range']) => ({ start: place(start), end: place(end) });
  const { range, literalAt } = reference;
  return { ...reference, range: whole(range), ...(literalAt === undefined ? {} : { literalAt: whole(literalAt) }), sure: reference.sure && isRun };
}
