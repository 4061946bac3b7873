// The panel without its looks: what it knows, what it asks for, and what it does with what comes.

import type { Arrangement, News, Opened, ToHost, ToPanel } from '../contract/dataset.ts';
import { announce } from './filter-words.ts';
import { Host } from './host.ts';
import { keep, NO_CHOICES, restore, type Choices } from './kept.ts';
import { Marks } from './marks.ts';
import { Pages } from './pages.ts';
import { EMPTY, FIRST_CELL, layoutOf, namesOf, withProfile, type Cell, type PanelState, type Popup } from './state.ts';

/** What the editor gives a panel. */
export interface Outside {
  readonly postMessage: (message: ToHost) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** Columns whose bars follow the filter. */
const MOST_COUNTED = 100;
const GROWS_BY = 100;

export class Panel {
  readonly host: Host;
  readonly pages: Pages;
  state: PanelState = EMPTY;
  readonly #outside: Outside;
  readonly #listeners = new Set<() => void>();
  #counting: { readonly forget: () => void } | undefined;
  #arranging: { readonly forget: () => void } | undefined;
  /** The last refusal that is shown: it goes when something succeeds, a problem of the file does not. */
  #refusal: string | undefined;
  /** A cell that the editor has led to before anything was there. */
  #shownEarly: { readonly row: number; readonly column?: number } | undefined;

  constructor(outside: Outside) {
    this.#outside = outside;
    this.host = new Host((message) => outside.postMessage(message));
    this.pages = new Pages(
      (request) => {
        const asked = this.host.ask('page', request);
        asked.answer.catch((error: Error) => this.refused(error));
        return asked;
      },
      () => this.#pagesCame(),
    );
  }

  start(): void {
    this.host.send({ kind: 'ready' });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(patch: Partial<PanelState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** Changes what the user has chosen, and keeps it. */
  choose(patch: Partial<Choices>): void {
    const choices = { ...this.state.choices, ...patch };
    const isOfLayout = 'widths' in patch || 'hidden' in patch || 'pinned' in patch || 'order' in patch;
    this.set(isOfLayout ? { choices, layout: layoutOf(this.state.opened, choices) } : { choices });
    this.#keep();
  }

  /** Where the screen stands; kept, and nothing is drawn anew. */
  keepTop(top: number): void {
    if (top === this.state.choices.top) return;
    this.state = { ...this.state, choices: { ...this.state.choices, top } };
    this.#keep();
  }

  /** Selects from `anchor` to the cursor. */
  moveTo(cursor: Cell, anchor: Cell = cursor): void {
    this.set({ cursor, anchor });
  }

  /** The keyboard goes to the cursor. */
  focusGrid(): void {
    this.set({ focus: this.state.focus + 1 });
  }

  open(popup: Popup | undefined): void {
    this.set({ popup });
  }

  say(said: string): void {
    // The same words twice would not be said again.
    this.set({ said: said === this.state.said ? `${said}\u00a0` : said });
  }

  /** Something that was asked for cannot be had. */
  refused(error: unknown): void {
    this.#refusal = error instanceof Error ? error.message : String(error);
    this.set({ problem: this.#refusal });
  }

  /** Shows the first rows of another order, unless it is one that is come back to. */
  arrange(arrangement: Arrangement, isAgain = false): void {
    this.choose({ arrangement });
    this.#arranging?.forget();
    const asked = this.host.ask('arrange', arrangement);
    this.#arranging = asked;
    this.set({ isArranging: true });
    asked.answer.then(
      ({ rows }) => this.#arranged(asked, rows, isAgain),
      (error: Error) => {
        if (this.#arranging !== asked) return;
        this.set({ isArranging: false });
        this.refused(error);
      },
    );
  }

  #arranged(asked: unknown, shown: number, isAgain: boolean): void {
    if (this.#arranging !== asked) return;
    const { choices, rows, profile, home } = this.state;
    const { filter } = choices.arrangement;
    this.pages.reset();
    const all = filter === undefined ? shown : Math.max(shown, rows, profile?.rows ?? 0);
    const cursor = this.state.cursor.position < shown ? this.state.cursor : { ...this.state.cursor, position: shown - 1 };
    this.set({ isArranging: false, shown, rows: all, problem: this.#problemLeft(), cursor, anchor: cursor, pages: this.state.pages + 1, home: isAgain ? home : home + 1 });
    this.say(announce(choices.arrangement, { shown, all }, namesOf(this.state)));
    this.#countShown();
  }

  #problemLeft(): string | undefined {
    const { problem } = this.state;
    return problem === this.#refusal ? undefined : problem;
  }

  receive(message: ToPanel): void {
    if (this.host.settle(message)) return;
    if (message.kind === 'opened') this.#opened(message.opened);
    else if (message.kind === 'failed') this.set(this.state.opened === undefined ? { failed: message.message } : { problem: message.message });
    else if (message.kind === 'news') this.#news(message.news);
    else if (message.kind === 'show') this.#lead(message);
  }

  #opened(opened: Opened): void {
    const before = this.state;
    const kept = before.opened === undefined ? this.#outside.getState() : keep(before.choices, namesOf(before));
    const choices = kept === undefined || kept === null ? NO_CHOICES : restore(kept, opened.columns.map(({ name }) => name));
    this.pages.reset();
    this.#arranging?.forget();
    this.host.refuseAll('The file has changed on disk. Try again.');
    const rows = opened.rows ?? opened.first.rows.length;
    const layout = layoutOf(opened, choices);
    const cursor = before.opened === undefined ? FIRST_CELL : fitting(before.cursor, rows, layout.shown.length);
    this.state = { ...EMPTY, opened, choices, layout, rows, shown: rows, rowsKnown: opened.rows !== undefined, cursor, anchor: cursor, pages: before.pages + 1, focus: before.focus, home: before.home };
    this.pages.seed(0, opened.first);
    if (choices.arrangement.filter !== undefined || choices.arrangement.sort.length > 0) this.arrange(choices.arrangement, true);
    this.#keep();
    this.#leadOn();
  }

  #leadOn(): void {
    if (this.#shownEarly !== undefined) this.#lead(this.#shownEarly);
  }

  #lead(to: { readonly row: number; readonly column?: number }): void {
    const { opened, rowsKnown, rows } = this.state;
    const isEarly = opened === undefined || (!rowsKnown && to.row >= rows); // it is not known yet whether there is such a row
    this.#shownEarly = isEarly ? to : undefined;
    if (!isEarly) void this.showRow(to.row, to.column);
  }

  #news(news: News): void {
    switch (news.kind) {
      case 'loading':
        return this.set({ loaded: Math.min(news.share, 0.999) });
      case 'loaded':
        this.set({ loaded: 1, ...this.#counted(news.rows) });
        return this.#leadOn();
      case 'profile':
        this.set(withProfile(this.state, news));
        if (news.exact) this.set(this.#counted(news.rows));
        this.#leadOn();
        return this.#countShown();
      case 'findings':
        return this.set({ groups: news.groups, marks: new Marks(news.groups) });
      case 'changed':
        return this.start();
      case 'problem':
        return this.set({ problem: news.message });
    }
  }

  /** How much of each bar the filter leaves; nothing of it is drawn where there is no filter. */
  #countShown(): void {
    const { choices, layout, profile } = this.state;
    this.#counting?.forget();
    this.#counting = undefined;
    if (choices.arrangement.filter === undefined || profile?.exact !== true) return this.set({ part: undefined });
    const counting = this.host.ask('shown', { columns: layout.shown.slice(0, MOST_COUNTED) });
    this.#counting = counting;
    counting.answer.then(({ columns }) => this.set({ part: new Map(columns.map((counts) => [counts.column, counts])) }), () => this.set({ part: undefined }));
  }

  #counted(rows: number): Partial<PanelState> {
    const isFiltered = this.state.choices.arrangement.filter !== undefined;
    return { rows, rowsKnown: true, shown: isFiltered ? this.state.shown : rows };
  }

  /** Until the rows are counted, there are as many as have been seen, and some more. */
  #pagesCame(): void {
    const { rowsKnown, rows, pages } = this.state;
    if (rowsKnown) return this.set({ pages: pages + 1 });
    const isAtEnd = rows >= GROWS_BY && this.pages.ordinal(rows - 1) !== undefined;
    const seen = this.pages.end ?? (isAtEnd ? rows + GROWS_BY : rows);
    this.set({ pages: pages + 1, rows: seen, shown: seen });
  }

  /** Leads to a cell by the row's ordinal (-1: the header) and its column (-1: the row's number); false where a filter hides it. */
  async showRow(row: number, column?: number): Promise<boolean> {
    const place = column === undefined ? Math.max(0, this.state.cursor.place) : this.#placeOf(column);
    if (row < 0) return this.#show({ position: -1, place });
    const { filter, sort } = this.state.choices.arrangement;
    const isPlain = filter === undefined && sort.length === 0;
    const position = isPlain ? row : await this.#positionOf(row);
    if (position === undefined) return false;
    if (position === null) {
      this.say(`Row ${row + 1} is not among those the filter shows.`);
      return false;
    }
    return this.#show({ position, place });
  }

  async #positionOf(row: number): Promise<number | null | undefined> {
    try {
      return (await this.host.ask('position', { row }).answer).position;
    } catch (error) {
      return void this.refused(error);
    }
  }

  #show(cell: Cell): true {
    this.choose({ tab: 'grid' });
    this.moveTo(cell);
    return true;
  }

  /** A hidden column is shown again. */
  #placeOf(column: number): number {
    if (column < 0) return -1;
    const { layout, choices } = this.state;
    if (layout.placeOf(column) >= 0) return layout.placeOf(column);
    this.choose({ hidden: new Set([...choices.hidden].filter((hidden) => hidden !== column)) });
    return Math.max(0, this.state.layout.placeOf(column));
  }

  #keep(): void {
    this.#outside.setState(keep(this.state.choices, namesOf(this.state)));
  }
}

function fitting({ position, place }: Cell, rows: number, columns: number): Cell {
  return { position: Math.min(position, rows - 1), place: Math.min(place, columns - 1) };
}
