// The one definition of what the records and cells of a delimited text are. Everything that reads delimited text uses
// it: open documents, files on disk, locators, clean copies. Where DuckDB's strict reader accepts a text, both agree.

import type { Dialect } from './dataset.ts';
import { closingEscaped, escaped, unescaped } from './escape.ts';

/** What a scan says as it goes. Offsets are UTF-16 units from the start of the scanned text. */
export interface RecordSink {
  /** A record with its cells: cell `i` spans starts[i] to ends[i], quotes included. The arrays are reused: copy what you keep. */
  record(cells: Cells): void;
  /** A blank line: nothing but its line end. */
  blank?(lineEnd: number, next: number): void;
  /** Records that start here or later are left alone. */
  readonly until?: number;
}

export interface Cells {
  starts: Uint32Array;
  ends: Uint32Array;
  count: number;
  /** Where the record's line end begins, and where the next record begins. */
  lineEnd: number;
  next: number;
  /** Bits of CellFault, or'ed over the record's cells; 0 for a clean record. */
  faults: number;
}

/**
 * What may be wrong with a cell: text after its closing quote, a quote after leading spaces (some readers drop the
 * spaces, others keep the quote), an opening quote that never closes.
 */
export const FAULT = { strayAfter: 1, strayInside: 2, unclosed: 4 } as const;

/** A quoted cell that goes on for longer was never closed. */
export const LONGEST_CELL = 4 * 1024 * 1024;

const LF = 10;
const CR = 13;
const SPACE = 32;

export class Scanner {
  readonly #delimiter: number;
  /** The delimiter after its first character; '' nearly always. */
  readonly #rest: string;
  readonly #quote: number;
  readonly #quoteText: string;
  readonly #escape: string;
  readonly #comment: string;
  readonly #cells: Cells;

  constructor(dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'comment'>) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#rest = dialect.delimiter.slice(1);
    this.#quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
    this.#quoteText = dialect.quote;
    this.#escape = dialect.escape ?? '';
    this.#comment = dialect.comment;
    this.#cells = { starts: new Uint32Array(64), ends: new Uint32Array(64), count: 0, lineEnd: 0, next: 0, faults: 0 };
  }

  /**
   * Reads whole records from `from`, which must be the start of one, and gives each to the sink. Where `isEnd` is false
   * the text goes on later: the last, possibly unfinished record is left alone. Returns where the next record starts.
   */
  scan(text: string, from: number, sink: RecordSink, isEnd = true): number {
    const until = Math.min(text.length, sink.until ?? text.length);
    let at = from;
    while (at < until) {
      const skipped = this.#skipLine(text, at, isEnd);
      if (skipped < 0) return at;
      if (skipped > at) {
        if (isLineEnd(text.charCodeAt(at))) sink.blank?.(at, skipped);
        at = skipped;
        continue;
      }
      const next = this.#record(text, at, isEnd);
      if (next < 0) return at;
      at = next;
      sink.record(this.#cells);
    }
    return at;
  }

  /** The cells of the record that starts a text. Valid until the next call. */
  first(text: string): Cells {
    this.#record(text, 0, true);
    return this.#cells;
  }

  /** Past a blank line or a comment; the same offset where a record starts; -1 where the text ends too early to tell. */
  #skipLine(text: string, at: number, isEnd: boolean): number {
    const c = text.charCodeAt(at);
    if (!isLineEnd(c) && (this.#comment === '' || !text.startsWith(this.#comment, at))) return at;
    const end = lineEndFrom(text, at);
    const isCut = end >= text.length || (text.charCodeAt(end) === CR && end + 1 === text.length); // the LF of a CRLF may come later
    if (isCut && !isEnd) return -1;
    return end < text.length ? pastNewline(text, end) : end;
  }

  /** One record into #cells. Returns where the next starts, or -1 where the text ends too early to tell. */
  #record(text: string, start: number, isEnd: boolean): number {
    const cells = this.#cells;
    const delimiter = this.#delimiter;
    const rest = this.#rest.length;
    const length = text.length;
    cells.count = 0;
    cells.faults = 0;
    let at = start;
    for (;;) {
      this.#grow();
      cells.starts[cells.count] = at;
      let c = at < length ? text.charCodeAt(at) : LF;
      if (c === this.#quote) {
        at = this.#quoted(text, at, isEnd);
        if (at < 0) return -1;
        c = at < length ? text.charCodeAt(at) : LF;
      } else if (c === SPACE && this.#quote >= 0) this.#checkSpaces(text, at);
      while (c !== delimiter && c !== LF && c !== CR) {
        at++;
        c = at < length ? text.charCodeAt(at) : LF;
      }
      if (rest > 0 && c === delimiter && at < length) {
        at = this.#wholeDelimiter(text, at);
        c = at < length ? text.charCodeAt(at) : LF;
      }
      cells.ends[cells.count++] = at;
      if (c === delimiter && at < length) {
        at += 1 + rest;
        continue;
      }
      if (!isEnd && (at >= length || (c === CR && at + 1 >= length))) return -1; // the rest, or the LF of a CRLF, comes later
      cells.lineEnd = at;
      cells.next = at >= length ? length : pastNewline(text, at);
      return cells.next;
    }
  }

  /** Past a quoted cell's closing quote; only the opening quote is passed where it never closes. -1 where the text ends too early to tell. */
  #quoted(text: string, start: number, isEnd: boolean): number {
    const close = this.#closingQuote(text, start);
    const isTooLong = (close < 0 ? text.length : close) - start > LONGEST_CELL;
    if (close < 0 && !isEnd && !isTooLong) return -1;
    if (close >= 0 && !isEnd && this.#pastSpaces(text, close + 1) + this.#rest.length >= text.length) return -1;
    if (close < 0 || isTooLong || this.#isSlip(text, start, close)) {
      this.#cells.faults |= FAULT.unclosed;
      return start + 1;
    }
    if (!this.#endsCell(text, close + 1)) this.#cells.faults |= FAULT.strayAfter;
    return close + 1;
  }

  /** The quote that closes a cell: the next one that is not doubled. -1 where there is none. */
  #closingQuote(text: string, start: number): number {
    if (this.#escape !== '') return closingEscaped(text, start, this.#quoteText, this.#escape);
    let at = start + 1;
    for (;;) {
      at = text.indexOf(this.#quoteText, at);
      if (at < 0) return -1;
      if (text.charCodeAt(at + 1) !== this.#quote) return at;
      at += 2;
    }
  }

  /** The "closing" quote stands on a later line and opens the text that follows it: it belongs to another cell. */
  #isSlip(text: string, start: number, close: number): boolean {
    return !this.#endsCell(text, this.#pastSpaces(text, close + 1)) && lineEndFrom(text, start, close) < close;
  }

  #endsCell(text: string, at: number): boolean {
    if (at >= text.length) return true;
    const c = text.charCodeAt(at);
    return (c === this.#delimiter && this.#isWhole(text, at)) || c === LF || c === CR;
  }

  /** From a place where a delimiter seems to begin to the first where it is all there, or to the line's end. */
  #wholeDelimiter(text: string, from: number): number {
    let at = from;
    while (at < text.length && !this.#endsCell(text, at)) at++;
    return at;
  }

  /** Whether the delimiter that begins here is all there. */
  #isWhole(text: string, at: number): boolean {
    return this.#rest === '' || text.startsWith(this.#rest, at + 1);
  }

  #checkSpaces(text: string, start: number): void {
    if (text.charCodeAt(this.#pastSpaces(text, start)) === this.#quote) this.#cells.faults |= FAULT.strayInside;
  }

  /** Past blanks in a cell; one that separates cells is no blank. */
  #pastSpaces(text: string, from: number): number {
    let at = from;
    if (this.#delimiter !== SPACE) while (text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  #grow(): void {
    const cells = this.#cells;
    if (cells.count < cells.starts.length) return;
    for (const key of ['starts', 'ends'] as const) {
      const larger = new Uint32Array(cells[key].length * 2);
      larger.set(cells[key]);
      cells[key] = larger;
    }
  }
}

/** Where the line that holds `at` ends: at its newline, at the end of the text, or at `most` if that comes first. */
export function lineEndFrom(text: string, at: number, most = text.length): number {
  let end = at;
  for (; end < most; end++) {
    const c = text.charCodeAt(end);
    if (c === LF || c === CR) return end;
  }
  return end;
}

function isLineEnd(c: number): boolean {
  return c === LF || c === CR;
}

/** Past the newline at `at`. */
export function pastNewline(text: string, at: number): number {
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** The header of a text whose first column it does not name: an empty cell where that name would stand, then its cells. */
export function withRowNames(cells: Cells): Cells {
  const { starts, ends, count } = cells;
  const shifted = (from: Uint32Array) => {
    const to = new Uint32Array(count + 1);
    to[0] = starts[0] ?? 0;
    to.set(from.subarray(0, count), 1);
    return to;
  };
  return { ...cells, starts: shifted(starts), ends: shifted(ends), count: count + 1 };
}

/** A cell's value from its source text: without its quotes, doubled or escaped quotes as they are meant. */
export function cellValue(source: string, quote: string, escape = ''): string {
  if (quote === '' || source.length < 2 || !source.startsWith(quote)) return source;
  if (!source.endsWith(quote)) return source;
  const inner = source.slice(1, -1);
  if (escape !== '' && inner.includes(escape)) return unescaped(inner, quote, escape) ?? source;
  if (!inner.includes(quote)) return inner;
  return hasPairsOnly(inner, quote) ? inner.replaceAll(quote + quote, quote) : source;
}

/** The values of all cells of a record. */
export function cellValues(text: string, { starts, ends, count }: Cells, quote: string, escape?: string): string[] {
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
  const values: string[] = [];
  for (let i = 0; i < count; i++) {
    const source = text.slice(starts[i], ends[i]);
    values.push(source.charCodeAt(0) === quoteCode ? cellValue(source, quote, escape) : source);
  }
  return values;
}

function hasPairsOnly(inner: string, quote: string): boolean {
  return !inner.replaceAll(quote + quote, '').includes(quote);
}

/** The source text of a value, quoted where it has to be. */
export function quoteValue(value: string, dialect: Pick<Dialect, 'delimiter' | 'quote' | 'escape'>): string {
  const { delimiter, quote } = dialect;
  if (quote === '') return value;
  const needsQuotes = value.includes(delimiter) || value.includes(quote) || /[\r\n]/.test(value);
  return needsQuotes ? quote + escaped(value, quote, dialect.escape) + quote : value;
}
