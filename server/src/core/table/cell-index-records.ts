// All records of a document at one moment: found by ordinal or by offset, without a list of them all.

import type { IndexedChunk } from './cell-index-chunk.ts';
import { countAtOrBelow, lastAtOrBelow } from './document.ts';

export interface Span {
  /** The record's text, with its line end and whatever follows up to the next record (blank lines, comments). */
  readonly text: string;
  /** Which chunk it starts in, and where. */
  readonly chunk: number;
  readonly start: number;
}

export class Records {
  readonly chunks: readonly IndexedChunk[];
  /** Records before each chunk; the header counts as one. */
  readonly #sums: Float64Array;

  constructor(chunks: readonly IndexedChunk[]) {
    this.chunks = chunks;
    this.#sums = new Float64Array(chunks.length + 1);
    chunks.forEach((chunk, i) => {
      this.#sums[i + 1] = this.before(i) + chunk.starts.length;
    });
  }

  get count(): number {
    return this.before(this.chunks.length);
  }

  /** Records that start before a chunk. */
  before(chunk: number): number {
    return this.#sums[chunk] ?? 0;
  }

  span(record: number): Span | undefined {
    if (record < 0 || record >= this.count) return undefined;
    const at = lastAtOrBelow(this.#sums, record, this.chunks.length); // the last chunk with as many before it: never an empty one
    const entry = this.chunks[at];
    if (entry === undefined) return undefined;
    const nth = record - this.before(at);
    const start = entry.starts[nth] ?? 0;
    return { text: textOf(entry, start, entry.starts[nth + 1] ?? entry.end), chunk: at, start };
  }

  /** The last record that starts at or before a place in a chunk; -1 where there is none. */
  at(chunk: number, offset: number): number {
    return this.before(chunk) + countAtOrBelow(this.chunks[chunk]?.starts ?? NONE, offset) - 1;
  }

  /** How many cells a record has, for all records in order. */
  forEachWidth(visit: (record: number, width: number) => void): void {
    this.chunks.forEach(({ widths }, i) => {
      const before = this.before(i);
      for (let nth = 0; nth < widths.length; nth++) visit(before + nth, widths[nth] ?? 0);
    });
  }
}

const NONE = new Uint32Array(0);

/** Text from a chunk that may go on in the chunks that were looked at. */
function textOf({ chunk, ahead }: IndexedChunk, start: number, end: number): string {
  const { length } = chunk.text;
  if (end <= length) return chunk.text.slice(start, end);
  const parts = [chunk.text.slice(start)];
  let left = end - length;
  for (const { text } of ahead) {
    if (left <= 0) break;
    parts.push(text.slice(0, left));
    left -= text.length;
  }
  return parts.join('');
}

/** Records of two moments that differ: those from `from` to the ends; everything before and after reads the same. */
export interface Difference {
  readonly from: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** Chunks that one edit may touch and still be compared record by record. */
const MOST_COMPARED = 32;

/** What changed between two moments; the first `fixed` records are never taken for a common end. */
export function difference(before: Records, after: Records, fixed: number): Difference {
  const [head, tail] = commonChunks(before.chunks, after.chunks);
  let from = Math.min(before.before(head), after.before(head));
  let same = before.count - before.before(before.chunks.length - tail);
  const isSmall = Math.max(before.chunks.length, after.chunks.length) - head - tail <= MOST_COMPARED;
  const most = Math.min(before.count, after.count);
  if (isSmall) while (from < most && before.span(from)?.text === after.span(from)?.text) from++;
  const room = Math.max(0, most - Math.max(from, fixed));
  same = Math.min(same, room);
  if (isSmall) while (same < room && before.span(before.count - 1 - same)?.text === after.span(after.count - 1 - same)?.text) same++;
  return { from, endBefore: before.count - same, endAfter: after.count - same };
}

/** How many chunks at the start and at the end are the same. */
function commonChunks(before: readonly IndexedChunk[], after: readonly IndexedChunk[]): readonly [head: number, tail: number] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [head, tail];
}
