// Where the records and cells of an open document are. Kept per chunk, so that an edit rescans the chunks it touched and no others.

import type { Address, Locator, Position, Range, RowChange } from './address.ts';
import { ChunkScanner, isStill, type IndexedChunk } from './cell-index-chunk.ts';
import { difference, Records, type Span } from './cell-index-records.ts';
import type { Dialect } from './dataset.ts';
import type { ChunkedDocument } from './document.ts';
import { MOST_LISTED, NO_FAULTS, raggedRow, sumUp, type Faults, type FaultTally } from './faults.ts';
import type { Problem } from './problem.ts';
import { cellValue, cellValues, Scanner, withRowNames, type Cells } from './scanner.ts';

export interface CellAt {
  /** -1: the header. */
  readonly row: number;
  readonly column: number;
  readonly range: Range;
  readonly value: string;
  readonly isQuoted: boolean;
}

/** How long a slice of a build may take before the event loop gets its turn, in milliseconds. */
const SLICE = 10;

export class CellIndex implements Locator {
  readonly document: ChunkedDocument;
  readonly dialect: Dialect;
  readonly #chunkScanner: ChunkScanner;
  readonly #cellScanner: Scanner;
  #records = new Records([]);
  /** Chunks that an unfinished build has indexed. */
  #partial: readonly IndexedChunk[] = [];
  #version: number | undefined;
  /** The record that was asked for last: its cells are often asked for one by one. */
  #parsed: { readonly record: number; readonly span: Span; readonly cells: Cells } | undefined;

  constructor(document: ChunkedDocument, dialect: Dialect) {
    this.document = document;
    this.dialect = dialect;
    this.#chunkScanner = new ChunkScanner(dialect);
    this.#cellScanner = new Scanner(dialect);
  }

  /** `refresh` in slices of a few milliseconds: for the first scan, and after edits of many megabytes. */
  async build(yieldNow: () => Promise<void>, signal?: AbortSignal): Promise<RowChange | undefined> {
    let until = performance.now() + SLICE;
    while (!this.#scan(() => performance.now() > until)) {
      await yieldNow();
      signal?.throwIfAborted();
      until = performance.now() + SLICE;
    }
    return this.refresh();
  }

  /**
   * Brings the index up to the document's present text; every question does so by itself. Returns the data rows that
   * changed (none, where only blank lines, comments or the header did), undefined where the text is the same.
   */
  refresh(): RowChange | undefined {
    if (this.#version === this.document.version) return undefined;
    this.#scan(() => false);
    const before = this.#records;
    this.#records = new Records(this.#partial);
    this.#partial = [];
    this.#parsed = undefined;
    this.#version = this.document.version;
    const { from, endBefore, endAfter } = difference(before, this.#records, this.#headers);
    const toRow = (record: number) => Math.max(0, record - this.#headers);
    return { from: toRow(from), removed: toRow(endBefore) - toRow(from), inserted: toRow(endAfter) - toRow(from) };
  }

  /** Characters that a refresh has to scan, roughly: those of the chunks that are new. */
  get unscanned(): number {
    const known = new Set([...this.#records.chunks, ...this.#partial].map(({ chunk }) => chunk));
    return this.document.chunks.reduce((sum, chunk) => (known.has(chunk) ? sum : sum + chunk.text.length), 0);
  }

  /** Data records. */
  get rowCount(): number {
    this.refresh();
    return Math.max(0, this.#records.count - this.#headers);
  }

  /** Cells of the header, or of the first record where there is none: what every record should have. */
  get width(): number {
    this.refresh();
    return this.#parse(-this.#headers)?.cells.count ?? 0;
  }

  /** The header's names as written; empty where the dialect has no header. */
  get header(): readonly string[] {
    return this.dialect.header ? this.cells(-1) : [];
  }

  /** The values of a record; -1 is the header. Empty where there is no such record. */
  cells(row: number): readonly string[] {
    const parsed = this.#parse(row);
    if (parsed === undefined) return [];
    return cellValues(parsed.span.text, parsed.cells, this.dialect.quote, this.dialect.escape);
  }

  /** A cell's value without its quotes; undefined past the record's last cell. */
  value(row: number, column: number): string | undefined {
    const parsed = this.#parse(row);
    if (parsed === undefined || column >= parsed.cells.count) return undefined;
    return cellValue(sourceOf(parsed.span.text, parsed.cells, column), this.dialect.quote, this.dialect.escape);
  }

  /** The source range of a cell (quotes included), a record (without its line end) or a column's header. A cell that a short record lacks is an empty range at its end. */
  range(address: Address): Range | undefined {
    const { column } = address;
    const isTable = address.row === undefined && (column === undefined || !this.dialect.header);
    const row = address.row ?? -this.#headers;
    const parsed = this.#parse(row);
    if (parsed === undefined) return undefined;
    const { span, cells } = parsed;
    if (isTable || column === undefined) return this.#toRange(span, 0, cells.lineEnd);
    return this.rangeOfCell(row, column) ?? this.#toRange(span, cells.lineEnd, cells.lineEnd);
  }

  /** The source range of a cell; undefined past the record's last one. */
  rangeOfCell(row: number, column: number): Range | undefined {
    const parsed = this.#parse(row);
    if (parsed === undefined || column >= parsed.cells.count) return undefined;
    return this.#toRange(parsed.span, parsed.cells.starts[column] ?? 0, parsed.cells.ends[column] ?? 0);
  }

  async locate(addresses: readonly Address[]): Promise<readonly (Range | undefined)[]> {
    return addresses.map((address) => this.range(address));
  }

  /** The cell at a place in the text; its delimiter belongs to it. */
  lookup(position: Position): CellAt | undefined {
    this.refresh();
    const offset = this.document.offsetAt(position);
    const row = this.#rowAt(offset);
    const parsed = row === undefined ? undefined : this.#parse(row);
    if (row === undefined || parsed === undefined) return undefined;
    const { span, cells } = parsed;
    const within = offset - this.#offsetOf(span);
    if (within > cells.lineEnd) return undefined;
    let column = row < 0 && this.dialect.rowNames === true ? 1 : 0; // no place in the text is of a cell that is not there
    while (column < cells.count - 1 && (cells.ends[column] ?? 0) < within) column++;
    const source = sourceOf(span.text, cells, column);
    const value = cellValue(source, this.dialect.quote, this.dialect.escape);
    return { row, column, range: this.#toRange(span, cells.starts[column] ?? 0, cells.ends[column] ?? 0), value, isQuoted: value.length < source.length };
  }

  /** The records that the lines show some of, first and last included; -1 is the header. `to` lies before `from` where there are none. */
  rowsBetween(firstLine: number, lastLine: number): { readonly from: number; readonly to: number } {
    this.refresh();
    const first = this.#rowAt(this.document.offsetAt({ line: firstLine, character: 0 }));
    const last = this.#rowAt(this.document.offsetAt({ line: lastLine, character: Number.MAX_SAFE_INTEGER }));
    return { from: first ?? -this.#headers, to: last ?? -this.#headers - 1 };
  }

  /** Calls back with the text of each record from `from` to `to` (exclusive) and its cells, without building values. */
  forEachRecord(from: number, to: number, visit: (row: number, text: string, cells: Cells) => void): void {
    this.refresh();
    const scanner = new Scanner(this.dialect); // of its own: the visitor may ask the index
    for (let row = from; row < to; row++) {
      const text = this.#records.span(row + this.#headers)?.text;
      if (text !== undefined) visit(row, text, this.#named(row, scanner.first(text)));
    }
  }

  /** Calls back with each cell of the records from `from` to `to` (exclusive). */
  forEachCell(from: number, to: number, visit: (row: number, column: number, value: string, isQuoted: boolean) => void): void {
    this.forEachRecord(from, to, (row, text, cells) => {
      for (let column = 0; column < cells.count; column++) {
        const source = sourceOf(text, cells, column);
        const value = cellValue(source, this.dialect.quote, this.dialect.escape);
        visit(row, column, value, value.length < source.length);
      }
    });
  }

  /** As of `problems`, without the rest. */
  get backslashed(): number {
    this.refresh();
    return this.#records.chunks.reduce((sum, { faults }) => sum + faults.backslashed, 0);
  }

  /** What is wrong with the way the text is written, with ranges. Adds up what the chunks know: no scan. */
  problems(): Faults {
    this.refresh();
    const parts = this.#records.chunks.map(({ faults }, i): FaultTally => ({ ...faults, row: this.#records.before(i) - this.#headers }));
    const faults = sumUp([...parts, this.#ragged()], this.dialect);
    const list = faults.list.map((fault): Problem => ({ ...fault, range: this.range({ row: fault.row, column: 'column' in fault ? fault.column : undefined }) ?? fault.range }));
    return { ...faults, list };
  }

  get #headers(): number {
    return this.dialect.header ? 1 : 0;
  }

  /** Indexes the document's chunks, those that are still as they were for free. Returns false where `isDue` ended it early. */
  #scan(isDue: () => boolean): boolean {
    const { chunks } = this.document;
    const known = new Map([...this.#records.chunks, ...this.#partial].map((entry) => [entry.chunk, entry]));
    const partial: IndexedChunk[] = [];
    let from = this.dialect.skip === 0 ? 0 : this.document.offsetAt({ line: this.dialect.skip, character: 0 });
    for (const [index, chunk] of chunks.entries()) {
      const place = { chunks, index, from };
      const old = known.get(chunk);
      const entry = old !== undefined && isStill(old, place) ? old : this.#chunkScanner.scan(place);
      partial.push(entry);
      from = Math.max(0, Math.max(entry.end, from) - chunk.text.length);
      if (entry !== old && index < chunks.length - 1 && isDue()) break;
    }
    this.#partial = partial;
    return partial.length === chunks.length;
  }

  /** A record's cells, one for each column. */
  #named(row: number, cells: Cells): Cells {
    return row < 0 && this.dialect.rowNames === true ? withRowNames(cells) : cells;
  }

  /** A record and its cells; they are valid until the next call. */
  #parse(row: number): { readonly span: Span; readonly cells: Cells } | undefined {
    this.refresh();
    const record = row + this.#headers;
    if (this.#parsed?.record === record) return this.#parsed;
    const span = this.#records.span(record);
    if (span === undefined) return undefined;
    this.#parsed = { record, span, cells: this.#named(row, this.#cellScanner.first(span.text)) };
    return this.#parsed;
  }

  /** The record that holds an offset or the last before it; undefined before the first. */
  #rowAt(offset: number): number | undefined {
    const chunk = this.document.chunkAt(offset);
    const record = this.#records.at(chunk, offset - this.document.chunkOffset(chunk));
    return record < 0 ? undefined : record - this.#headers;
  }

  #offsetOf(span: Span): number {
    return this.document.chunkOffset(span.chunk) + span.start;
  }

  #toRange(span: Span, start: number, end: number): Range {
    const offset = this.#offsetOf(span);
    return { start: this.document.positionAt(offset + start), end: this.document.positionAt(offset + end) };
  }

  /** Rows with more or fewer cells than they should have. Not kept with the chunks, since an edit of the header changes them all. */
  #ragged(): FaultTally {
    const { width } = this;
    const list: Problem[] = [];
    let total = 0;
    this.#records.forEachWidth((record, cells) => {
      if (cells === width || record < this.#headers || ++total > MOST_LISTED) return;
      const row = record - this.#headers;
      const parsed = this.#parse(row);
      if (parsed !== undefined) list.push(raggedRow(parsed.span.text, parsed.cells, { row, width }));
    });
    return { ...NO_FAULTS, list, totals: total === 0 ? {} : { 'ragged-row': total } };
  }
}

/** A cell's text as it is written, quotes included. */
function sourceOf(text: string, cells: Cells, column: number): string {
  return text.slice(cells.starts[column], cells.ends[column]);
}
