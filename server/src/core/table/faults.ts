// Reads a whole text once and lists what is wrong with the way it is written.

import type { Range } from './address.ts';
import type { Dialect } from './dataset.ts';
import { fixMojibake } from './mojibake.ts';
import type { Newline, Problem, Problems } from './problem.ts';
import { scanStream } from './scan-stream.ts';
import { cellValue, FAULT, type Cells } from './scanner.ts';

export interface Faults extends Problems {
  /** Whether every strict reader takes the text as we do. */
  readonly isClean: boolean;
}

/** Kept per kind; the totals count on. */
const MOST_LISTED = 200;
const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface FaultOptions {
  readonly dialect: Dialect;
  /** Cells of the header. */
  readonly width: number;
  readonly signal?: AbortSignal;
}

/** Ranges are left open (a locator fills them in). Rows count from the first record after the header. */
export async function findFaults(text: AsyncIterable<string>, options: FaultOptions): Promise<Faults> {
  const finder = new FaultFinder(options);
  await scanStream(text, options.dialect, async (source, records) => {
    options.signal?.throwIfAborted();
    finder.lookFor(source);
    records((cells) => finder.record(source, cells));
  });
  return finder.result();
}

export class FaultFinder {
  readonly #options: FaultOptions;
  readonly #list: Problem[] = [];
  readonly #totals: { [kind in Problem['kind']]?: number } = {};
  readonly #newlines: { [newline in Newline]: number } = { '\n': 0, '\r\n': 0, '\r': 0 };
  readonly #firstOfEach: { [newline in Newline]?: number } = {};
  #row: number;
  #mayBeGarbled = false;

  constructor(options: FaultOptions) {
    this.#options = options;
    this.#row = options.dialect.header ? -1 : 0;
  }

  /** Whether the characters of this piece need a closer look. */
  lookFor(source: string): void {
    this.#mayBeGarbled = /[\ufffd\0]|[ÃÂâ]/.test(source);
  }

  record(source: string, cells: Cells): void {
    const row = this.#row++;
    if (cells.lineEnd < cells.next) this.#countNewline(source.slice(cells.lineEnd, cells.next) as Newline, row);
    if (cells.count !== this.#options.width) this.#ragged(source, cells, row);
    if (cells.faults !== 0) this.#quotes(source, cells, row);
    if (this.#mayBeGarbled) this.#characters(source, cells, row);
  }

  result(): Faults {
    const kinds = (Object.keys(this.#newlines) as Newline[]).filter((newline) => this.#newlines[newline] > 0);
    if (kinds.length > 1) {
      const rarest = kinds.toSorted((a, b) => this.#newlines[a] - this.#newlines[b])[0] ?? '\n';
      this.#add({ kind: 'mixed-newlines', row: this.#firstOfEach[rarest] ?? 0, counts: { ...this.#newlines }, range: NOWHERE });
    }
    const totals = this.#totals;
    const isClean = Object.keys(totals).every((kind) => kind === 'wrong-encoding');
    return { list: this.#list, totals, isClean };
  }

  #countNewline(newline: Newline, row: number): void {
    this.#newlines[newline]++;
    this.#firstOfEach[newline] ??= row;
  }

  #ragged(source: string, cells: Cells, row: number): void {
    const { width } = this.#options;
    const extra = cells.count > width ? source.slice(cells.starts[width], cells.ends[width]) : undefined;
    this.#add({ kind: 'ragged-row', row, cells: cells.count, expected: width, extra, range: NOWHERE });
  }

  #quotes(source: string, cells: Cells, row: number): void {
    const { quote } = this.#options.dialect;
    for (let column = 0; column < cells.count; column++) {
      const cell = source.slice(cells.starts[column], cells.ends[column]);
      const fault = quoteFault(cell, quote);
      if (fault === undefined) continue;
      if (fault === FAULT.unclosed) this.#add({ kind: 'unclosed-quote', row, column, swallowed: this.#swallowed(source, cells, column), range: NOWHERE });
      else {
        const inner = fault === FAULT.strayAfter ? cell : cell.trimStart();
        const isWrapped = fault === FAULT.strayInside && inner.length > 1 && inner.endsWith(quote);
        const fixed = isWrapped ? inner : quote + cell.replaceAll(quote, quote + quote) + quote;
        this.#add({ kind: 'stray-quote', where: fault === FAULT.strayAfter ? 'after' : 'inside', row, column, fixed, range: NOWHERE });
      }
    }
  }

  /** Records from here to the next quote: what a reader loses that takes them for one cell. */
  #swallowed(source: string, cells: Cells, column: number): number {
    const start = (cells.starts[column] ?? 0) + 1;
    const close = source.indexOf(this.#options.dialect.quote, start);
    const lost = source.slice(start, close < 0 ? undefined : close);
    return Math.max(0, lost.trimEnd().split(/\r\n|\n|\r/).length - 1);
  }

  #characters(source: string, cells: Cells, row: number): void {
    const line = source.slice(cells.starts[0], cells.lineEnd);
    if (!/[\ufffd\0]|[ÃÂâ]/.test(line)) return;
    for (let column = 0; column < cells.count; column++) {
      const text = cellValue(source.slice(cells.starts[column], cells.ends[column]), this.#options.dialect.quote);
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

/** Which fault a cell's source text has, if any. */
function quoteFault(cell: string, quote: string): number | undefined {
  if (quote === '') return undefined;
  if (!cell.startsWith(quote)) return cell.trimStart().startsWith(quote) ? FAULT.strayInside : undefined;
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
