// Reads a whole text once and lists what is wrong with the way it is written.

import type { Range } from './address.ts';
import type { Dialect } from './dataset.ts';
import { closingEscaped, escaped } from './escape.ts';
import { fixMojibake } from './mojibake.ts';
import type { Newline, Problem, Problems } from './problem.ts';
import { scanStream } from './scan-stream.ts';
import { cellValue, FAULT, lineEndFrom, pastNewline, type Cells } from './scanner.ts';

export interface Faults extends Problems {
  /** Whether every strict reader takes the text as we do. */
  readonly isClean: boolean;
  /** Records with a fault of quotes that hold one after a backslash: it may be part of a value there. */
  readonly backslashed: number;
  /** In bytes of UTF-8, rather too many than too few. */
  readonly longestRecord: number;
}

/** Kept per kind; the totals count on. */
export const MOST_LISTED = 200;
/** A character that stands for bytes that could not be read, one that ends texts, and how UTF-8 looks that was read as Latin-1. */
const GARBLED = ['\ufffd', '\0', 'Ã', 'Â', 'â'];
const LF = 10;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;
const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What was found in one stretch of a text. */
export interface FaultTally {
  /** To be added to every row in it. */
  readonly row: number;
  readonly records: number;
  /** Characters of its longest record. */
  readonly longest: number;
  readonly backslashed: number;
  /** Whether its first line end is inside quotes and of another kind than the one after the record. */
  readonly isOddStart: boolean;
  readonly list: readonly Problem[];
  readonly totals: Totals;
  /** Line ends of each kind, and the first row that has one. */
  readonly newlines: { readonly [newline in Newline]: number };
  readonly firstOfEach: { readonly [newline in Newline]?: number };
}

type Totals = { [kind in Problem['kind']]?: number };

export interface FaultOptions {
  readonly dialect: Dialect;
  /** Cells that every record should have; undefined to let that be. */
  readonly width?: number;
  readonly signal?: AbortSignal;
}

/** Ranges are left open (a locator fills them in). Rows count from the first record after the header. */
export async function findFaults(text: AsyncIterable<string>, options: FaultOptions): Promise<Faults> {
  const finder = new FaultFinder(options);
  await scanStream(text, options.dialect, async (source, records) => {
    options.signal?.throwIfAborted();
    finder.lookFor(source);
    records(
      (cells) => finder.record(source, cells),
      (lineEnd, next) => finder.blank(source, lineEnd, next),
    );
  });
  return sumUp([{ ...finder.tally, row: options.dialect.header ? -1 : 0 }], options.dialect);
}

/** The faults of all stretches of a text, in their order. */
export function sumUp(tallies: readonly FaultTally[], dialect: Dialect): Faults {
  let list: Problem[] = [];
  const totals: Totals = {};
  const listed: Totals = {};
  for (const tally of tallies) {
    for (const kind of Object.keys(tally.totals) as Problem['kind'][]) totals[kind] = (totals[kind] ?? 0) + (tally.totals[kind] ?? 0);
    for (const problem of tally.list) {
      listed[problem.kind] = (listed[problem.kind] ?? 0) + 1;
      if ((listed[problem.kind] ?? 0) <= MOST_LISTED) list.push(placed(problem, tally.row, dialect));
    }
  }
  const odd = oddHeader(tallies, { list, totals, dialect });
  if (odd !== undefined) {
    list = [odd, ...list.filter(({ kind }) => kind !== 'ragged-row')];
    delete totals['ragged-row'];
    totals['odd-header'] = 1;
  }
  const mixed = mixedNewlines(tallies, dialect.header ? -1 : 0);
  if (mixed !== undefined) {
    list.push(mixed);
    totals['mixed-newlines'] = 1;
  }
  const isClean = !hasTraps(tallies, dialect) && Object.keys(totals).every((kind) => kind === 'wrong-encoding');
  const longest = tallies.reduce((most, tally) => Math.max(most, tally.longest), 0);
  const backslashed = tallies.reduce((sum, tally) => sum + tally.backslashed, 0);
  return { list, totals, isClean, backslashed, longestRecord: longest * MOST_BYTES_A_UNIT };
}

/** A problem of a tally as one of the whole text; in a header that does not name the first column, cells belong to later ones. */
function placed(problem: Problem, before: number, { rowNames }: Dialect): Problem {
  const row = problem.row + before;
  return row < 0 && rowNames === true && 'column' in problem ? { ...problem, row, column: problem.column + 1 } : { ...problem, row };
}

/** From this share of ragged rows on, it is the header that is odd. */
const MOSTLY = 0.9;
const FEWEST_ODD = 3;

function oddHeader(tallies: readonly FaultTally[], found: { readonly list: readonly Problem[]; readonly totals: Totals; readonly dialect: Dialect }): Problem | undefined {
  const { list, totals, dialect } = found;
  const ragged = totals['ragged-row'] ?? 0;
  const rows = tallies.reduce((sum, { records }) => sum + records, 0) - 1;
  if (ragged < Math.max(FEWEST_ODD, rows * MOSTLY)) return undefined;
  const wide = list.filter((problem) => problem.kind === 'ragged-row');
  const widths = new Map<number, number>();
  for (const { cells } of wide) widths.set(cells, (widths.get(cells) ?? 0) + 1);
  const [usual = 0, times = 0] = [...widths].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  if (times < wide.length * MOSTLY) return undefined;
  return { kind: 'odd-header', row: dialect.header ? -1 : 0, cells: wide[0]?.expected ?? 0, usual, ragged, rows, range: NOWHERE };
}

/** What is no fault of the text, yet DuckDB's strict reader refuses it or reads it otherwise. */
function hasTraps(tallies: readonly FaultTally[], dialect: Dialect): boolean {
  if (dialect.rowNames === true) return true;
  // With an escape, it reads no other use of that character.
  if ((dialect.escape ?? '') !== '') return true;
  // Longer delimiters it reads in its own way.
  if (dialect.delimiter.length > 1) return true;
  // Told of comments, it also cuts them off in the middle of a line, where "#" may be data.
  if (dialect.comment !== '') return true;
  // Among lines that end in CR, it drops spaces after a quoted line break.
  if (tallies.some(({ newlines }) => newlines['\r'] > 0)) return true;
  // It takes the first line end it sees for that of all lines, even inside quotes.
  return tallies.find(({ records }) => records > 0)?.isOddStart ?? false;
}

function mixedNewlines(tallies: readonly FaultTally[], firstRow: number): Problem | undefined {
  const counts = { ...NO_NEWLINES };
  const first: { [newline in Newline]?: number } = {};
  for (const { newlines, firstOfEach, row } of tallies) {
    for (const newline of NEWLINES) {
      counts[newline] += newlines[newline];
      const at = firstOfEach[newline];
      if (at !== undefined) first[newline] ??= Math.max(firstRow, at + row);
    }
  }
  const kinds = NEWLINES.filter((newline) => counts[newline] > 0);
  const hasRecords = tallies.some(({ records }) => records > 0);
  if (kinds.length < 2 || !hasRecords) return undefined;
  const rarest = kinds.toSorted((a, b) => counts[a] - counts[b])[0] ?? '\n';
  return { kind: 'mixed-newlines', row: first[rarest] ?? 0, counts, range: NOWHERE };
}

const NEWLINES: readonly Newline[] = ['\n', '\r\n', '\r'];
const NO_NEWLINES: { readonly [newline in Newline]: number } = { '\n': 0, '\r\n': 0, '\r': 0 };

/** Nothing was found. */
export const NO_FAULTS: FaultTally = { row: 0, records: 0, longest: 0, backslashed: 0, isOddStart: false, list: [], totals: {}, newlines: NO_NEWLINES, firstOfEach: {} };

/** Looks at records one after the other; the first it sees is row 0. */
export class FaultFinder {
  readonly #options: FaultOptions;
  readonly #list: Problem[] = [];
  readonly #totals: Totals = {};
  readonly #newlines: { [newline in Newline]: number } = { ...NO_NEWLINES };
  readonly #firstOfEach: { [newline in Newline]?: number } = {};
  #row = 0;
  #longest = 0;
  #backslashed = 0;
  #isOddStart = false;
  #mayBeGarbled = false;

  constructor(options: FaultOptions) {
    this.#options = options;
  }

  /** Whether the characters of this piece need a closer look. */
  lookFor(source: string): void {
    this.#mayBeGarbled = GARBLED.some((character) => source.includes(character));
  }

  record(source: string, cells: Cells): void {
    const row = this.#row++;
    this.#longest = Math.max(this.#longest, cells.next - (cells.starts[0] ?? 0));
    if (row === 0) this.#isOddStart = (/\r\n|[\r\n]/.exec(source.slice(cells.starts[0], cells.next))?.[0] ?? '') !== source.slice(cells.lineEnd, cells.next);
    if (cells.lineEnd < cells.next) this.#countNewline(newlineAt(source, cells.lineEnd, cells.next), row);
    const isHeader = row === 0 && this.#options.dialect.header; // its width is what all are held to
    if (this.#options.width !== undefined && !isHeader && cells.count !== this.#options.width) this.#add(raggedRow(source, cells, { row, width: this.#options.width }));
    if (cells.faults !== 0) this.#quotes(source, cells, row);
    if (this.#mayBeGarbled) this.#characters(source, cells, row);
  }

  /** A blank line; it is told of with the record before it. */
  blank(source: string, lineEnd: number, next: number): void {
    this.#countNewline(newlineAt(source, lineEnd, next), this.#row - 1);
  }

  get tally(): FaultTally {
    const [list, totals, newlines, firstOfEach] = [this.#list, this.#totals, this.#newlines, this.#firstOfEach];
    return { row: 0, records: this.#row, longest: this.#longest, backslashed: this.#backslashed, isOddStart: this.#isOddStart, list, totals, newlines, firstOfEach };
  }

  #countNewline(newline: Newline, row: number): void {
    this.#newlines[newline]++;
    this.#firstOfEach[newline] ??= row;
  }

  #quotes(source: string, cells: Cells, row: number): void {
    const { quote, escape } = this.#options.dialect;
    if (source.slice(cells.starts[0], cells.lineEnd).includes(`\\${quote}`)) this.#backslashed++;
    for (let column = 0; column < cells.count; column++) {
      const cell = source.slice(cells.starts[column], cells.ends[column]);
      const fault = quoteFault(cell, quote, escape);
      if (fault === undefined) continue;
      if (fault === FAULT.unclosed) this.#add({ kind: 'unclosed-quote', row, column, swallowed: this.#swallowed(source, cells, column), range: NOWHERE });
      else {
        const inner = fault === FAULT.strayAfter ? cell : cell.trimStart();
        const isWrapped = fault === FAULT.strayInside && inner.length > 1 && inner.endsWith(quote);
        const fixed = isWrapped ? inner : quote + escaped(cell, quote, escape) + quote;
        this.#add({ kind: fault === FAULT.strayAfter ? 'stray-quote' : 'padded-quote', row, column, fixed, range: NOWHERE });
      }
    }
  }

  /** Records from here to the next quote: what a reader loses that takes them for one cell. */
  #swallowed(source: string, cells: Cells, column: number): number {
    const start = (cells.starts[column] ?? 0) + 1;
    const close = source.indexOf(this.#options.dialect.quote, start);
    const end = close < 0 ? source.trimEnd().length : close;
    let lines = 0;
    for (let at = lineEndFrom(source, start); at < end; at = lineEndFrom(source, pastNewline(source, at))) lines++;
    return lines;
  }

  #characters(source: string, cells: Cells, row: number): void {
    const line = source.slice(cells.starts[0], cells.lineEnd);
    if (!GARBLED.some((character) => line.includes(character))) return;
    for (let column = 0; column < cells.count; column++) {
      const text = cellValue(source.slice(cells.starts[column], cells.ends[column]), this.#options.dialect.quote, this.#options.dialect.escape);
      if (text.includes('\0')) this.#add({ kind: 'nul-character', row, column, range: NOWHERE });
      else if (text.includes('\ufffd')) this.#add({ kind: 'wrong-encoding', row, column, text, range: NOWHERE });
      else {
        const fixed = fixMojibake(text);
        if (fixed !== undefined) this.#add({ kind: 'wrong-encoding', row, column, text, fixed, range: NOWHERE });
      }
    }
  }

  #add(problem: Problem): void {
    const total = (this.#totals[problem.kind] ?? 0) + 1;
    this.#totals[problem.kind] = total;
    if (total <= MOST_LISTED) this.#list.push(problem);
  }
}

export function raggedRow(source: string, cells: Cells, { row, width }: { readonly row: number; readonly width: number }): Problem {
  const extra = cells.count > width ? source.slice(cells.starts[width], cells.ends[width]) : undefined;
  return { kind: 'ragged-row', row, cells: cells.count, expected: width, extra, range: NOWHERE };
}

function newlineAt(source: string, lineEnd: number, next: number): Newline {
  if (next - lineEnd === 2) return '\r\n';
  return source.charCodeAt(lineEnd) === LF ? '\n' : '\r';
}

/** Which fault a cell's source text has, if any. */
function quoteFault(cell: string, quote: string, escape = ''): number | undefined {
  if (quote === '') return undefined;
  if (!cell.startsWith(quote)) return cell.trimStart().startsWith(quote) ? FAULT.strayInside : undefined;
  if (escape !== '') {
    const close = closingEscaped(cell, 0, quote, escape);
    if (close < 0) return FAULT.unclosed;
    return close === cell.length - 1 ? undefined : FAULT.strayAfter;
  }
  let at = 1;
  for (;;) {
    const next = cell.indexOf(quote, at);
    if (next < 0) return FAULT.unclosed;
    if (cell.startsWith(quote, next + 1)) {
      at = next + 2;
      continue;
    }
    return next === cell.length - 1 ? undefined : FAULT.strayAfter;
  }
}
