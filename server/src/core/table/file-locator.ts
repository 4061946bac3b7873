// Addresses to text ranges for a delimited file on disk, in one pass that stops after the last wanted row.

import type { Files } from '../ports.ts';
import type { Address, Locator, Range } from './address.ts';
import type { Reading } from './dataset.ts';
import { decodeStream } from './encoding.ts';
import { scanStream } from './scan-stream.ts';
import { withRowNames, type Cells } from './scanner.ts';

interface Wanted {
  readonly row: number;
  readonly column?: number;
  readonly at: number;
}

/** Thrown to leave the stream once everything is found. */
class Done extends Error {}

export class FileLocator implements Locator {
  readonly #path: string;
  readonly #reading: Reading;
  readonly #files: Files;

  constructor(path: string, reading: Reading, files: Files) {
    this.#path = path;
    this.#reading = reading;
    this.#files = files;
  }

  async locate(addresses: readonly Address[], signal?: AbortSignal): Promise<readonly (Range | undefined)[]> {
    const found = new Array<Range | undefined>(addresses.length).fill(undefined);
    const hasHeader = this.#reading.dialect.header;
    const firstRow = hasHeader ? -1 : 0;
    const wanted = addresses
      .map(({ row, column }, at): Wanted => ({ row: row ?? firstRow, column: row === undefined && !hasHeader ? undefined : column, at }))
      .filter(({ row }) => row >= firstRow)
      .toSorted((a, b) => a.row - b.row);
    if (wanted.length === 0) return found;
    const walker = new Walker({ wanted, rowNames: this.#reading.dialect.rowNames === true }, found, firstRow);
    try {
      await scanStream(decodeStream(this.#files.stream(this.#path, signal), this.#reading), this.#reading.dialect, async (source, records) => {
        signal?.throwIfAborted();
        const end = records((cells) => walker.record(source, cells));
        if (walker.isDone) throw new Done();
        walker.leave(source, end);
      });
    } catch (error) {
      if (!(error instanceof Done)) throw error;
    }
    return found;
  }
}

/** Follows rows and physical lines through the pieces of a text. */
class Walker {
  readonly #wanted: readonly Wanted[];
  readonly #rowNames: boolean;
  readonly #found: (Range | undefined)[];
  #row: number;
  #next = 0;
  #place: Place = { line: 0, counted: 0, lineStart: 0 };

  constructor({ wanted, rowNames }: { readonly wanted: readonly Wanted[]; readonly rowNames: boolean }, found: (Range | undefined)[], firstRow: number) {
    this.#wanted = wanted;
    this.#rowNames = rowNames;
    this.#found = found;
    this.#row = firstRow;
  }

  get isDone(): boolean {
    return this.#next >= this.#wanted.length;
  }

  record(source: string, read: Cells): void {
    const row = this.#row++;
    if (this.#wanted[this.#next]?.row !== row) return;
    const cells = row < 0 && this.#rowNames ? withRowNames(read) : read;
    this.#place = advance(source, this.#place, cells.starts[0] ?? 0);
    for (let want = this.#wanted[this.#next]; want?.row === row; want = this.#wanted[++this.#next]) {
      const [start, end] = spanOf(cells, want.column);
      this.#found[want.at] = rangeFrom(source, this.#place, start, end);
    }
  }

  /** The piece is read up to `end`; what follows comes again with the next piece. */
  leave(source: string, end: number): void {
    const { line, lineStart } = advance(source, this.#place, end);
    this.#place = { line, counted: 0, lineStart: lineStart - end };
  }
}

function rangeFrom(source: string, from: Place, start: number, end: number): Range {
  const a = advance(source, from, start);
  const b = advance(source, a, end);
  return { start: { line: a.line, character: start - a.lineStart }, end: { line: b.line, character: end - b.lineStart } };
}

/** How far a piece's lines have been counted; a line may have begun in an earlier piece (`lineStart` below zero). */
interface Place {
  readonly line: number;
  readonly counted: number;
  readonly lineStart: number;
}

/** Counts lines from one offset to another. */
function advance(source: string, from: Place, to: number): Place {
  let { line, lineStart } = from;
  const newline = /\r\n|\n|\r/g;
  const text = source.slice(from.counted, to);
  for (let match = newline.exec(text); match !== null; match = newline.exec(text)) {
    line++;
    lineStart = from.counted + match.index + match[0].length;
  }
  return { line, counted: to, lineStart };
}

function spanOf(cells: Cells, column: number | undefined): readonly [number, number] {
  if (column === undefined) return [cells.starts[0] ?? 0, cells.lineEnd];
  if (column >= cells.count) return [cells.lineEnd, cells.lineEnd];
  return [cells.starts[column] ?? 0, cells.ends[column] ?? 0];
}
