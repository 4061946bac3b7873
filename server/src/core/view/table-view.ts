// One dataset seen as rows: any page of it, sorted and filtered, at any size.

import type { Source } from '../engine/plan.ts';
import type { KeepingEngine, RunOptions } from '../ports.ts';
import { firstRows } from '../profile/profile-source.ts';
import { guessColumn } from '../profile/guess.ts';
import { isTyped, typeOfNative } from '../profile/column-sql.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import type { Prepared } from '../table/prepared.ts';
import { isPlain, ordinalsPlan, type Arrangement, type ViewColumn } from './arrangement.ts';
import type { CodeLanguage } from './code/languages.ts';
import { codeOf, codeSource } from './code/view-code.ts';
import { cellPlan, copyInOrder, pageInOrder, pageOfCopy, pageOfRows, readPage, type Page, type PageRequest } from './page.ts';
import { countShown, type ShownCounts } from './shown-counts.ts';
import { summarise, type Summary } from './summary.ts';
import { nextMatch, type Match, type Search } from './search.ts';
import { valuesOf, type Values } from './values.ts';

/** Rows that types are guessed by until a profile tells them. */
const GUESSED_BY = 500;

/** Fewer rows are quickly picked from where they lie. */
const FEWEST_COPIED = 5000;

export interface Arranged {
  readonly arrangement: Arrangement;
  /** Rows shown. */
  readonly rows: number;
  /** The kept table of ordinals; undefined where all rows are shown as they lie. */
  readonly order?: Source;
}

/**
 * Pages come from the file itself at first; `load` copies the rows into a table of the engine's own, on disk, where any
 * page is a few milliseconds away and where sorting and filtering work. Rejects with an EngineError throughout.
 */
export class TableView {
  readonly prepared: Prepared;
  readonly #engine: KeepingEngine;
  readonly #name: string;
  #columns: readonly ViewColumn[];
  /** The kept copy, once it is whole. */
  #table: Source | undefined;
  #rows: number | undefined;
  #loading: Promise<number> | undefined;
  #arranged: Arranged | undefined;
  /** The rows shown, copied in their order: any page of it is as near as one of the file's. */
  #copy: { readonly of: Arranged; readonly source: Source } | undefined;
  /** Settles once the rows shown are copied in their order, or will not be. */
  inOrder: Promise<void> = Promise.resolve();
  #serial = 0;

  private constructor(prepared: Prepared, columns: readonly ViewColumn[], at: { engine: KeepingEngine; name: string }) {
    this.prepared = prepared;
    this.#columns = columns;
    this.#engine = at.engine;
    this.#name = at.name;
  }

  /** `name`: unique among the views of one engine. */
  static async open(prepared: Prepared, at: { readonly engine: KeepingEngine; readonly name: string }): Promise<TableView> {
    return new TableView(prepared, await firstColumns(prepared, at.engine), at);
  }

  get columns(): readonly ViewColumn[] {
    return this.#columns;
  }

  /** undefined until they are counted. */
  get rows(): number | undefined {
    return this.#rows;
  }

  get isLoaded(): boolean {
    return this.#table !== undefined;
  }

  /** From now on sorts and filters go by what all rows hold, not by a guess. */
  learn(profile: Profile): void {
    this.#columns = this.#columns.map((column, index) => {
      const known = profile.columns[index];
      return known === undefined ? column : { ...column, type: known.type, format: known.format, sentinels: known.sentinels.map(({ value }) => value) };
    });
  }

  /** Copies the rows, once; resolves with their number. The options are those of the first call. */
  load(options: RunOptions = {}): Promise<number> {
    this.#loading ??= this.#load(options).catch((error: unknown) => {
      this.#loading = undefined; // the next who asks tries again
      throw error;
    });
    return this.#loading;
  }

  async #load(options: RunOptions): Promise<number> {
    const { source } = this.prepared;
    const { dialect } = this.#engine;
    const names = source.columns.map((column) => dialect.id(column)).join(', ');
    await this.#engine.keep(this.#name, { sql: `select ${names} from ${dialect.from(source)}`, columns: [] }, options);
    const table: Source = { kind: 'table', name: this.#name, columns: source.columns, types: isTyped(source) ? source.types : [] };
    this.#rows = await this.#count(table);
    this.#table = table;
    return this.#rows;
  }

  /** Sorts and filters; what was asked for before and is not done yet is given up. */
  async arrange(arrangement: Arrangement, signal?: AbortSignal): Promise<Arranged> {
    const rows = await this.load();
    const arranged = isPlain(arrangement) ? { arrangement, rows } : await this.#order(arrangement, signal);
    const before = this.#arranged;
    this.#arranged = arranged;
    await this.#dropOrder(before);
    if (arranged.order !== undefined && arranged.rows > FEWEST_COPIED) this.inOrder = this.#keepInOrder(arranged, arranged.order, signal).catch(() => {}); // pages are picked one by one then
    return arranged;
  }

  async #order(arrangement: Arrangement, signal?: AbortSignal): Promise<Arranged> {
    const name = `${this.#name}_order${++this.#serial}`;
    await this.#engine.keep(name, ordinalsPlan(arrangement, { source: this.#source, columns: this.#columns, dialect: this.#engine.dialect }), { signal });
    const order: Source = { kind: 'table', name, columns: ['ord'], types: ['BIGINT'] };
    return { arrangement, order, rows: await this.#count(order) };
  }

  /** Works on while pages are picked one by one; given up where the signal aborts. */
  async #keepInOrder(of: Arranged, order: Source, signal?: AbortSignal): Promise<void> {
    const table = this.#table;
    if (table?.kind !== 'table' || order.kind !== 'table') return;
    const name = `${order.name}_rows`;
    await this.#engine.keep(name, copyInOrder(table, order, this.#engine.dialect), { signal });
    if (this.#arranged === of) this.#copy = { of, source: { ...table, name } };
    else await this.#engine.drop(name);
  }

  async #dropOrder(arranged: Arranged | undefined): Promise<void> {
    const copy = this.#copy;
    this.#copy = undefined;
    if (copy?.source.kind === 'table') await this.#engine.drop(copy.source.name);
    if (arranged?.order?.kind === 'table') await this.#engine.drop(arranged.order.name);
  }

  async page(request: PageRequest, signal?: AbortSignal): Promise<Page> {
    const { dialect } = this.#engine;
    const order = this.#arranged?.order;
    if (order === undefined) return readPage(await this.#engine.run(pageInOrder(request, this.#source, dialect), { signal }), request.columns);
    if (this.#copy !== undefined) return readPage(await this.#engine.run(pageOfCopy(request, this.#copy.source, dialect), { signal }), request.columns);
    const ordinals = await this.#ordinals(order, request, signal);
    if (ordinals.length === 0) return { rows: [], columns: request.columns, cells: request.columns.map(() => []) };
    return readPage(await this.#engine.run(pageOfRows(ordinals, { ...request, source: this.#source }, dialect), { signal }), request.columns, ordinals);
  }

  async #ordinals(order: Source, { start, count }: PageRequest, signal?: AbortSignal): Promise<readonly number[]> {
    const { dialect } = this.#engine;
    const position = dialect.ordinal(order);
    const sql = `select ord from ${dialect.from(order)} where ${position} between ${start} and ${start + count - 1} order by ${position}`;
    return (await this.#engine.run({ sql, columns: ['ord'] }, { signal })).map(([ord]) => Number(ord));
  }

  /** A cell's whole text, by the row's ordinal. */
  async cell(row: number, column: number, signal?: AbortSignal): Promise<string | null> {
    const [found] = await this.#engine.run(cellPlan({ row, column }, this.#source, this.#engine.dialect), { signal });
    const value = found?.[0] ?? null;
    return value === null ? null : String(value);
  }

  /** Where a row stands among those shown; undefined where it is not shown. */
  async positionOf(row: number): Promise<number | undefined> {
    const order = this.#arranged?.order;
    if (order === undefined) return row;
    const { dialect } = this.#engine;
    const [found] = await this.#engine.run({ sql: `select ${dialect.ordinal(order)} from ${dialect.from(order)} where ord = ${row}`, columns: ['p'] });
    return found === undefined ? undefined : Number(found[0]);
  }

  /** The next cell that holds a text, in the order shown. */
  find(search: Search, signal?: AbortSignal): Promise<Match | undefined> {
    return this.load().then(() => nextMatch(search, { source: this.#source, order: this.#arranged?.order, width: this.#columns.length, engine: this.#engine, signal }));
  }

  async values(request: { readonly column: number; readonly most: number }, signal?: AbortSignal): Promise<Values> {
    await this.load();
    return valuesOf(request, { source: this.#source, engine: this.#engine, signal });
  }

  async shown(profiles: readonly ColumnProfile[], signal?: AbortSignal): Promise<readonly ShownCounts[]> {
    await this.load();
    return countShown(profiles, { source: this.#source, order: this.#arranged?.order, engine: this.#engine, signal });
  }

  async summary(profile: Profile, signal?: AbortSignal): Promise<Summary> {
    await this.load();
    return summarise({ profile, source: this.#source, engine: this.#engine, signal });
  }

  /** What is shown, as code that names the file by `path`; undefined where code would read it otherwise. */
  code(language: CodeLanguage, path: string): string | undefined {
    const source = codeSource(this.prepared);
    if (source === undefined) return undefined;
    const arrangement = this.#arranged?.arrangement ?? { sort: [] };
    return codeOf(language, { path, source, encoding: this.prepared.reading?.encoding ?? 'utf-8', columns: this.#columns, arrangement });
  }

  /** Whoever closes a view stops what it is at. */
  async close(): Promise<void> {
    await this.#loading?.catch(() => {});
    await this.#dropOrder(this.#arranged).catch(() => {});
    await this.#engine.drop(this.#name).catch(() => {});
    await this.prepared.dispose();
  }

  get #source(): Source {
    return this.#table ?? this.prepared.source;
  }

  async #count(table: Source): Promise<number> {
    const [row] = await this.#engine.run({ sql: `select count(*) from ${this.#engine.dialect.from(table)}`, columns: ['n'] });
    return Number(row?.[0] ?? 0);
  }
}

/** The types that the format gives, or that the first rows look like. */
async function firstColumns({ source, columns }: Prepared, engine: KeepingEngine): Promise<readonly ViewColumn[]> {
  if (isTyped(source)) return columns.map((name, index) => ({ name, type: typeOfNative(source.types[index] ?? 'VARCHAR'), sentinels: [] }));
  const samples = await firstRows(source, engine, { rows: GUESSED_BY });
  return columns.map((name, index) => {
    const { type, format } = guessColumn(samples[index] ?? [], []);
    return { name, type, format, sentinels: [] };
  });
}
