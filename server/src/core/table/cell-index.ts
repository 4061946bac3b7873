// Where the records of an open document are. Kept per chunk, so that an edit rescans the chunks it touched and no others.

import type { Address, Locator, Position, Range, RowChange } from './address.ts';
import type { Dialect } from './dataset.ts';
import { lastAtOrBelow, type Chunk, type ChunkedDocument } from './document.ts';
import { offsetOfLine } from './lines.ts';
import { cellValue, Scanner, type Cells } from './scanner.ts';

/** The records that end in one chunk (or in the document's last). */
interface IndexedChunk {
  readonly chunk: Chunk;
  /** Text of earlier chunks that belongs to this chunk's first record. */
  readonly carried: string;
  readonly isLast: boolean;
  /** Start of each record, from the start of the carried text. */
  readonly records: Uint32Array;
  /** What is left for the next chunk. */
  readonly rest: string;
}

export interface CellAt {
  /** -1: the header. */
  readonly row: number;
  readonly column: number;
  readonly range: Range;
  readonly value: string;
}

/** How long a slice of the first build may take before the event loop gets its turn. */
const SLICE = 10;

export class CellIndex implements Locator {
  readonly document: ChunkedDocument;
  readonly dialect: Dialect;
  readonly #scanner: Scanner;
  #chunks: readonly IndexedChunk[] = [];
  /** Records before each indexed chunk, header included. */
  #sums = new Float64Array(1);
  #version = -1;

  constructor(document: ChunkedDocument, dialect: Dialect) {
    this.document = document;
    this.dialect = dialect;
    this.#scanner = new Scanner(dialect);
  }

  /** The first scan in slices of a few milliseconds; afterwards `refresh` finds only what an edit changed. */
  async build(yieldNow: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    let until = now() + SLICE;
    for (let done = 0; done < this.document.chunks.length; ) {
      done = this.#scanUntil(() => now() > until);
      signal?.throwIfAborted();
      if (done < this.document.chunks.length) await yieldNow();
      until = now() + SLICE;
    }
    this.refresh();
  }

  /** Brings the index up to the document's present text. Returns the data rows that changed, undefined where none did. */
  refresh(): RowChange | undefined {
    if (this.#version === this.document.version && this.#chunks.length > 0) return undefined;
    const before = this.#chunks;
    const sumsBefore = this.#sums;
    this.#scanUntil(() => false);
    this.#version = this.document.version;
    return this.#changeSince(before, sumsBefore);
  }

  /** Data records. */
  get rowCount(): number {
    this.refresh();
    return Math.max(0, this.#recordCount - this.#headerRecords);
  }

  /** The header's names as written; empty where the dialect has no header. */
  get header(): readonly string[] {
    return this.dialect.header ? this.cells(-1) : [];
  }

  /** The values of a record; -1 is the header. Empty where there is no such record. */
  cells(row: number): readonly string[] {
    const span = this.#span(row);
    if (span === undefined) return [];
    return this.#parse(span.text, (cells) => valuesOf(span.text, cells, this.dialect.quote));
  }

  value(row: number, column: number): string | undefined {
    return this.cells(row)[column];
  }

  /** The source range of a cell (quotes included), a record (without its line end) or a column's header. */
  range(address: Address): Range | undefined {
    const row = address.row ?? -1;
    if (address.row === undefined && (address.column === undefined || !this.dialect.header)) return this.range({ row: this.dialect.header ? -1 : 0 });
    const span = this.#span(row);
    if (span === undefined) return undefined;
    return this.#parse(span.text, (cells) => {
      if (address.column === undefined) return this.#toRange(span.offset, 0, cells.lineEnd);
      if (address.column >= cells.count) return this.#toRange(span.offset, cells.lineEnd, cells.lineEnd);
      return this.#toRange(span.offset, cells.starts[address.column] ?? 0, cells.ends[address.column] ?? 0);
    });
  }

  /** The source range of a cell; undefined past the record's last one. */
  rangeOfCell(row: number, column: number): Range | undefined {
    const span = this.#span(row);
    if (span === undefined) return undefined;
    return this.#parse(span.text, (cells) => (column >= cells.count ? undefined : this.#toRange(span.offset, cells.starts[column] ?? 0, cells.ends[column] ?? 0)));
  }

  async locate(addresses: readonly Address[]): Promise<readonly (Range | undefined)[]> {
    return addresses.map((address) => this.range(address));
  }

  /** The cell at a place in the text; its delimiter belongs to it. */
  lookup(position: Position): CellAt | undefined {
    const offset = this.document.offsetAt(position);
    const row = this.#rowAt(offset);
    const span = row === undefined ? undefined : this.#span(row);
    if (row === undefined || span === undefined) return undefined;
    return this.#parse(span.text, (cells) => {
      const within = offset - span.offset;
      if (within > cells.lineEnd) return undefined;
      let column = 0;
      while (column < cells.count - 1 && (cells.ends[column] ?? 0) < within) column++;
      const [start, end] = [cells.starts[column] ?? 0, cells.ends[column] ?? 0];
      return { row, column, range: this.#toRange(span.offset, start, end), value: cellValue(span.text.slice(start, end), this.dialect.quote) };
    });
  }

  /** The first data row that starts at or after the line, and the last that starts at or before the other. */
  rowsBetween(firstLine: number, lastLine: number): { readonly from: number; readonly to: number } {
    const first = this.#rowAt(this.document.offsetAt({ line: firstLine, character: 0 })) ?? -1;
    const last = this.#rowAt(this.document.offsetAt({ line: lastLine, character: Number.MAX_SAFE_INTEGER })) ?? -1;
    return { from: Math.max(first, this.dialect.header ? -1 : 0), to: last };
  }

  /** Calls back with the text of each record from `from` to `to` (exclusive) and its cells, without building values. */
  forEachRecord(from: number, to: number, visit: (row: number, text: string, cells: Cells) => void): void {
    for (let row = from; row < to; row++) {
      const span = this.#span(row);
      if (span !== undefined) this.#parse(span.text, (cells) => visit(row, span.text, cells));
    }
  }

  get #recordCount(): number {
    return this.#sums[this.#chunks.length] ?? 0;
  }

  get #headerRecords(): number {
    return this.dialect.header ? 1 : 0;
  }

  /** Indexes chunks from the first that changed, until `isDue`. Returns how many are now indexed. */
  #scanUntil(isDue: () => boolean): number {
    const { chunks } = this.document;
    const known = new Map(this.#chunks.map((indexed) => [indexed.chunk, indexed]));
    const indexed: IndexedChunk[] = [];
    let rest = '';
    for (const [i, chunk] of chunks.entries()) {
      const isLast = i === chunks.length - 1;
      const old = known.get(chunk);
      const skipped = i === 0 ? this.dialect.skip : 0;
      const entry = old !== undefined && old.carried === rest && old.isLast === isLast && (i > 0 || this.#chunks[0] === old) ? old : this.#scanChunk({ chunk, carried: rest, isLast, skipped });
      indexed.push(entry);
      rest = entry.rest;
      if (entry !== old && isDue()) break;
    }
    this.#chunks = indexed;
    this.#sums = new Float64Array(indexed.length + 1);
    indexed.forEach((entry, i) => {
      this.#sums[i + 1] = (this.#sums[i] ?? 0) + entry.records.length;
    });
    return indexed.length;
  }

  #scanChunk(of: { chunk: Chunk; carried: string; isLast: boolean; skipped: number }): IndexedChunk {
    const text = of.carried + of.chunk.text;
    const starts: number[] = [];
    const sink = { at: 0, record: (cells: Cells) => void starts.push(cells.starts[0] ?? 0) };
    const end = this.#scanner.scan(text, offsetOfLine(text, of.skipped), sink, of.isLast);
    return { chunk: of.chunk, carried: of.carried, isLast: of.isLast, records: Uint32Array.from(starts), rest: of.isLast ? '' : text.slice(end) };
  }

  /** A record's text (to the end of its chunk's part at most) and its offset in the document. */
  #span(row: number): { readonly text: string; readonly offset: number } | undefined {
    this.refresh();
    const record = row + this.#headerRecords;
    if (record < 0 || record >= this.#recordCount) return undefined;
    let at = lastAtOrBelow(this.#sums, record, this.#chunks.length);
    while ((this.#chunks[at]?.records.length ?? 0) === 0 && at < this.#chunks.length - 1) at++;
    const entry = this.#chunks[at];
    if (entry === undefined) return undefined;
    const within = record - (this.#sums[at] ?? 0);
    const start = entry.records[within] ?? 0;
    const joined = entry.carried.length === 0 ? entry.chunk.text : entry.carried + entry.chunk.text;
    const end = entry.records[within + 1] ?? joined.length - entry.rest.length;
    return { text: joined.slice(start, end), offset: this.document.chunkOffset(at) - entry.carried.length + start };
  }

  /** The record that holds an offset; undefined before the first. */
  #rowAt(offset: number): number | undefined {
    this.refresh();
    let [low, high] = [0, this.#recordCount - 1];
    const offsetOf = (record: number) => this.#span(record - this.#headerRecords)?.offset ?? 0;
    if (high < 0 || offset < offsetOf(0)) return undefined;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsetOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low - this.#headerRecords;
  }

  /** Parses the one record that starts `text`; the cells are only valid during the call. */
  #parse<T>(text: string, use: (cells: Cells) => T): T {
    let result: T | undefined;
    let isFirst = true;
    const sink = {
      record: (cells: Cells) => {
        if (isFirst) result = use(cells);
        isFirst = false;
      },
    };
    new Scanner(this.dialect).scan(text, 0, sink);
    return result as T;
  }

  #toRange(offset: number, start: number, end: number): Range {
    return { start: this.document.positionAt(offset + start), end: this.document.positionAt(offset + end) };
  }

  /** Rows between the first and the last chunk that is not as it was. */
  #changeSince(before: readonly IndexedChunk[], sumsBefore: Float64Array): RowChange | undefined {
    const after = this.#chunks;
    let head = 0;
    while (head < before.length && head < after.length && before[head] === after[head]) head++;
    if (head === before.length && head === after.length) return undefined;
    let tail = 0;
    while (tail < Math.min(before.length, after.length) - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
    const from = (this.#sums[head] ?? 0) - this.#headerRecords;
    // Where the header itself came or went, a row of an unchanged chunk may have become the header.
    const isHeaderMoved = Math.min(sumsBefore[before.length - tail] ?? 0, this.#sums[after.length - tail] ?? 0) < this.#headerRecords;
    if (isHeaderMoved) tail = 0;
    const endBefore = (sumsBefore[before.length - tail] ?? 0) - this.#headerRecords;
    const endAfter = (this.#sums[after.length - tail] ?? 0) - this.#headerRecords;
    const start = Math.max(0, from);
    return { from: start, removed: Math.max(0, endBefore - start), inserted: Math.max(0, endAfter - start) };
  }
}

function valuesOf(text: string, cells: Cells, quote: string): readonly string[] {
  return Array.from({ length: cells.count }, (_, i) => cellValue(text.slice(cells.starts[i], cells.ends[i]), quote));
}

function now(): number {
  return performance.now();
}
