// The cells that are here: blocks of rows, each with the columns that were asked for. What the screen shows is asked
// first, what it has left behind is forgotten, and only so many blocks are kept.

import type { CellText, Page, Params } from '../contract/dataset.ts';

export const BLOCK_ROWS = 100;
/** Columns of blocks that are kept: some 600,000 cells. */
const MOST_SLABS = 6_000;
const MOST_ROWS = 2_000;
const MOST_COLUMNS = 500;

export interface PageAsk {
  readonly answer: Promise<Page>;
  /** The answer is of no use any more. */
  readonly forget: () => void;
}

export interface Wanted {
  /** Positions from the first to one past the last. */
  readonly from: number;
  readonly end: number;
  readonly columns: readonly number[];
  /** Rows there are. */
  readonly rows: number;
}

interface Slab {
  readonly cells: readonly CellText[];
  /** Rows that were asked for; more than came where the file has fewer. */
  readonly asked: number;
}

interface Block {
  rows: readonly number[];
  readonly slabs: Map<number, Slab>;
  /** Another one whenever its cells are. */
  version: number;
}

interface Pending extends PageAsk {
  readonly request: Params<'page'>;
}

export class Pages {
  readonly #ask: (request: Params<'page'>) => PageAsk;
  readonly #onChange: () => void;
  readonly #mostSlabs: number;
  /** The most recently wanted last. */
  readonly #blocks = new Map<number, Block>();
  #pending: Pending[] = [];
  #wanted: Wanted = { from: 0, end: 0, columns: [], rows: 0 };
  #version = 0;
  /** Another one for each order that pages are of. */
  generation = 0;
  /** Where the rows end, once a page has come shorter than it was asked. */
  end: number | undefined;

  constructor(ask: (request: Params<'page'>) => PageAsk, onChange: () => void, mostSlabs = MOST_SLABS) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.#mostSlabs = mostSlabs;
  }

  /** undefined: not here yet. null: the format holds nothing there. */
  cell(position: number, column: number): CellText | undefined {
    return this.#block(position)?.slabs.get(column)?.cells[position % BLOCK_ROWS];
  }

  /** The ordinal of the row at a position. */
  ordinal(position: number): number | undefined {
    return this.#block(position)?.rows[position % BLOCK_ROWS];
  }

  /** Changes when the cells of the rows around do. */
  version(position: number): number {
    return this.#block(position)?.version ?? -1;
  }

  get isWaiting(): boolean {
    return this.#pending.length > 0;
  }

  /** Cells kept, in columns of blocks. */
  get size(): number {
    return [...this.#blocks.values()].reduce((sum, { slabs }) => sum + slabs.size, 0);
  }

  /** Asks for what the screen shows and is not here; gives up what it no longer shows. */
  want(wanted: Wanted): void {
    const wasWaiting = this.isWaiting;
    this.#wanted = wanted;
    this.#pending = this.#pending.filter((pending) => {
      if (isWanted(pending.request, this.#around())) return true;
      pending.forget();
      return false;
    });
    this.#touch();
    this.#fill();
    if (this.isWaiting !== wasWaiting) this.#onChange();
  }

  /** Rows that came by another way. */
  seed(start: number, page: Page): void {
    this.#store({ start, count: page.rows.length, columns: [...page.columns] }, page);
    this.#onChange();
  }

  /** Another order or filter: nothing that is here holds any more. */
  reset(): void {
    for (const { forget } of this.#pending) forget();
    this.#pending = [];
    this.generation++;
    this.end = undefined;
    this.#blocks.clear();
    this.#wanted = { from: 0, end: 0, columns: [], rows: 0 };
  }

  #block(position: number): Block | undefined {
    return this.#blocks.get(Math.floor(position / BLOCK_ROWS));
  }

  /** Blocks of the screen are the last to go. */
  #touch(): void {
    for (const index of blocksOf(this.#wanted)) {
      const block = this.#blocks.get(index);
      if (block === undefined) continue;
      this.#blocks.delete(index);
      this.#blocks.set(index, block);
    }
  }

  /** What is near the screen is fetched once the screen itself is there. */
  #fill(): void {
    const onScreen = this.#missing(this.#wanted);
    if (onScreen.length > 0) for (const request of onScreen) this.#send(request);
    else if (this.#pending.length === 0) for (const request of this.#missing(this.#around()).slice(0, 1)) this.#send(request);
  }

  #around(): Wanted {
    const { from, end, columns, rows } = this.#wanted;
    return { from: Math.max(0, from - BLOCK_ROWS), end: Math.min(rows, end + BLOCK_ROWS), columns, rows };
  }

  /** Neighbouring blocks that lack the same columns are asked for as one. */
  #missing(wanted: Wanted): Params<'page'>[] {
    const requests: { start: number; count: number; columns: number[] }[] = [];
    for (const index of blocksOf(wanted)) {
      const start = index * BLOCK_ROWS;
      const count = Math.min(BLOCK_ROWS, wanted.rows - start);
      const columns = wanted.columns.filter((column) => !this.#has(index, column, count) && !this.#isPending(start, column)).slice(0, MOST_COLUMNS);
      const last = requests.at(-1);
      if (columns.length === 0) continue;
      if (last !== undefined && last.start + last.count === start && last.count + count <= MOST_ROWS && isSame(last.columns, columns)) last.count += count;
      else requests.push({ start, count, columns });
    }
    return requests;
  }

  #has(index: number, column: number, count: number): boolean {
    const slab = this.#blocks.get(index)?.slabs.get(column);
    return slab !== undefined && Math.max(slab.asked, slab.cells.length) >= count;
  }

  #isPending(start: number, column: number): boolean {
    return this.#pending.some(({ request }) => request.start <= start && start < request.start + request.count && request.columns.includes(column));
  }

  #send(request: Params<'page'>): void {
    const asked = this.#ask(request);
    const pending: Pending = { request, ...asked };
    this.#pending.push(pending);
    const done = (page?: Page): void => {
      if (!this.#pending.includes(pending)) return; // forgotten, or of another order
      this.#pending = this.#pending.filter((other) => other !== pending);
      if (page !== undefined) this.#store(request, page);
      if (page !== undefined && page.rows.length < request.count) this.end = request.start + page.rows.length;
      this.#onChange();
      if (page !== undefined) this.#fill();
    };
    // A page that was refused stays missing until the screen moves; who answers has said why.
    void asked.answer.then(done, () => done());
  }

  #store({ start, count }: Params<'page'>, page: Page): void {
    for (let from = start; from < start + Math.max(count, 1); from = nextBlock(from)) {
      const index = Math.floor(from / BLOCK_ROWS);
      const [low, high] = [from - start, Math.min(nextBlock(from), start + count) - start];
      if (from % BLOCK_ROWS !== 0) continue;
      const block = this.#blocks.get(index) ?? { rows: [], slabs: new Map(), version: 0 };
      const rows = page.rows.slice(low, high);
      if (rows.length >= block.rows.length) block.rows = rows;
      page.columns.forEach((column, i) => block.slabs.set(column, { cells: page.cells[i]?.slice(low, high) ?? [], asked: high - low }));
      block.version = ++this.#version;
      this.#blocks.set(index, block);
    }
    this.#trim();
  }

  #trim(): void {
    const screen = new Set(blocksOf(this.#around()));
    let size = this.size;
    for (const [index, block] of this.#blocks) {
      if (size <= this.#mostSlabs) return;
      if (screen.has(index)) continue;
      size -= block.slabs.size;
      this.#blocks.delete(index);
    }
    if (size <= this.#mostSlabs) return;
    const columns = new Set(this.#wanted.columns);
    for (const { slabs } of this.#blocks.values()) for (const column of slabs.keys()) if (!columns.has(column)) slabs.delete(column);
  }
}

function nextBlock(position: number): number {
  return (Math.floor(position / BLOCK_ROWS) + 1) * BLOCK_ROWS;
}

function blocksOf({ from, end, rows }: Wanted): number[] {
  const last = Math.min(end, rows);
  if (last <= from) return [];
  const first = Math.floor(from / BLOCK_ROWS);
  return Array.from({ length: Math.floor((last - 1) / BLOCK_ROWS) - first + 1 }, (_, i) => first + i);
}

function isWanted(request: Params<'page'>, wanted: Wanted): boolean {
  if (request.start >= wanted.end || request.start + request.count <= wanted.from) return false;
  const columns = new Set(wanted.columns);
  return request.columns.some((column) => columns.has(column));
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
