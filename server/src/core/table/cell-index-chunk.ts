// The records that start in one chunk of an open document, and what their scan depended on.

import type { Dialect } from './dataset.ts';
import type { Chunk } from './document.ts';
import { FaultFinder, type FaultTally } from './faults.ts';
import { LONGEST_CELL, Scanner, type Cells } from './scanner.ts';

export interface IndexedChunk {
  readonly chunk: Chunk;
  /** Where its first record may start: what comes before belongs to an earlier chunk's last record. May pass its end. */
  readonly from: number;
  /** The chunks after it that were looked at to tell where its last record ends. */
  readonly ahead: readonly Chunk[];
  /** Whether the text was known to end with what was looked at. */
  readonly isEnd: boolean;
  /** Start of each record, and how many cells it has. */
  readonly starts: Uint32Array;
  readonly widths: Uint32Array;
  /** Where the next record starts, from this chunk's start. */
  readonly end: number;
  /** Structural faults; rows count from this chunk's first record. Ragged rows are told from `widths`. */
  readonly faults: FaultTally;
}

/** What a chunk's records depend on besides its own text. */
export interface Place {
  readonly chunks: readonly Chunk[];
  readonly index: number;
  readonly from: number;
}

/** Whether a chunk that was indexed earlier has the same records where it stands now. */
export function isStill(old: IndexedChunk, { chunks, index, from }: Place): boolean {
  const isEnd = index + old.ahead.length === chunks.length - 1;
  return old.from === from && old.isEnd === isEnd && old.ahead.every((chunk, i) => chunk === chunks[index + 1 + i]);
}

export class ChunkScanner {
  readonly #scanner: Scanner;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#scanner = new Scanner(dialect);
    this.#dialect = dialect;
  }

  /** The records that start in a chunk. Reads on into the chunks after it where the last one does not end in it. */
  scan({ chunks, index, from }: Place): IndexedChunk {
    const chunk = chunks[index];
    if (chunk === undefined) throw new RangeError(`no chunk ${index}`);
    const { length } = chunk.text;
    const starts: number[] = [];
    const widths: number[] = [];
    const finder = new FaultFinder({ dialect: this.#dialect });
    let ahead: readonly Chunk[] = [];
    let text = chunk.text;
    const sink = {
      until: length,
      record: (cells: Cells) => {
        starts.push(cells.starts[0] ?? 0);
        widths.push(cells.count);
        finder.record(text, cells);
      },
      blank: (lineEnd: number, next: number) => finder.blank(text, lineEnd, next),
    };
    let isEnd = index === chunks.length - 1;
    finder.lookFor(text);
    let at = this.#scanner.scan(text, from, sink, isEnd);
    while (at < length && !isEnd) {
      ahead = chunks.slice(index + 1, index + 1 + this.#further(chunks, index, ahead.length));
      isEnd = index + ahead.length === chunks.length - 1;
      text = chunk.text + ahead.map((next) => next.text).join('');
      finder.lookFor(text);
      at = this.#scanner.scan(text, at, sink, isEnd);
    }
    return { chunk, from, ahead, isEnd, starts: Uint32Array.from(starts), widths: Uint32Array.from(widths), end: at, faults: finder.tally };
  }

  /** How many chunks to look at next: one (enough for lines that end in CR), then twice as many, or up to one with a quote. */
  #further(chunks: readonly Chunk[], index: number, looked: number): number {
    if (looked === 0) return 1;
    let count = looked * 2;
    let length = 0;
    for (let chunk = chunks[index + count]; chunk !== undefined && length < LONGEST_CELL && !chunk.text.includes(this.#dialect.quote); chunk = chunks[index + count]) {
      length += chunk.text.length;
      count++;
    }
    return count;
  }
}
