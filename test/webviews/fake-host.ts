// Stands in for the extension and the server: answers the panel's asks from a table in memory, as the contract says.

import assert from 'node:assert/strict';
import { ASKS, ToHost, type Answers, type Arrangement, type Ask, type CellText, type Filter, type News, type Opened, type Page, type Params, type ToPanel } from '../../webviews/contract/dataset.ts';
import { fakeSummary } from './fake-profile.ts';
import type { Table } from './tables.ts';

const LONGEST = 300;

export class FakeHost {
  table: Table;
  /** All that the panel has said. */
  readonly heard: ToHost[] = [];
  /** Asks of these kinds are held back. */
  readonly held = new Set<Ask>();
  /** false: the rows are not counted yet when the panel opens. */
  hasCounted = true;
  post: (message: ToPanel) => void = () => {};
  #order: readonly number[] | undefined;
  #waiting: (() => void)[] = [];

  constructor(table: Table) {
    this.table = table;
  }

  /** What the panel says must be as the contract has it. */
  receive(message: unknown): void {
    const heard = ToHost.parse(message);
    this.heard.push(heard);
    if (heard.kind === 'ready') this.post({ kind: 'opened', opened: this.opened() });
    if (heard.kind !== 'ask') return;
    const { id, ask } = heard;
    const params = ASKS[ask].parse(heard.params);
    const answer = (): void => this.#answer(id, ask, params);
    if (this.held.has(ask)) this.#waiting.push(answer);
    else answer();
  }

  #answer(id: number, ask: Ask, params: unknown): void {
    try {
      const answers: { readonly [A in Ask]: (params: never) => Answers[A] } = {
        page: (params: Params<'page'>) => this.#page(params),
        arrange: (params: Arrangement) => this.#arrange(params),
        cell: (params: Params<'cell'>) => this.#cell(params),
        position: (params: Params<'position'>) => this.#position(params),
        find: (params: Params<'find'>) => this.#find(params),
        values: (params: Params<'values'>) => this.#values(params),
        readAs: () => ({ file: 'file:///assay.json', isNew: true, text: '{}' }),
        place: () => ({ range: null }),
        code: ({ language }: Params<'code'>) => ({ code: `-- ${language}\nselect * from t;\n` }),
        shown: ({ columns }: Params<'shown'>) => ({ columns: columns.map((column) => ({ column, missing: 0, bins: Array.from({ length: 20 }, (_, i) => i) })) }),
        summary: () => fakeSummary(this.table.columns.length),
      };
      this.post({ kind: 'answer', id, answer: answers[ask](params as never) });
    } catch (error) {
      this.post({ kind: 'refused', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  release(): void {
    this.held.clear();
    for (const answer of this.#waiting.splice(0)) answer();
  }

  news(news: News): void {
    this.post({ kind: 'news', news });
  }

  asked<A extends Ask>(ask: A): Params<A>[] {
    return this.heard.flatMap((message) => (message.kind === 'ask' && message.ask === ask ? [message.params as Params<A>] : []));
  }

  copied(): string | undefined {
    return this.heard.flatMap((message) => (message.kind === 'copy' ? [message.text] : [])).at(-1);
  }

  opened(): Opened {
    const { name, rows, columns, isText } = this.table;
    const first = this.#page({ start: 0, count: 100, columns: columns.map((_, i) => i).slice(0, 60) });
    return {
      view: 1, name, path: `data/${name}`, format: isText ? 'csv' : 'parquet', bytes: 1_234_567, rows: this.hasCounted ? rows : undefined, columns, isText, hasCode: true, first,
      readAs: isText ? { encoding: 'utf-8', delimiter: ',', quote: '"', header: true, skip: 0 } : undefined,
    };
  }

  get #rows(): number {
    return this.#order?.length ?? this.table.rows;
  }

  #ordinal(position: number): number {
    return this.#order === undefined ? position : (this.#order[position] ?? -1);
  }

  #text(row: number, column: number): CellText {
    const cell = this.table.cell(row, column);
    return cell !== null && cell.length > LONGEST ? { text: cell.slice(0, LONGEST), length: cell.length } : cell;
  }

  #page({ start, count, columns }: Params<'page'>): Page {
    const rows = Array.from({ length: Math.max(0, Math.min(count, this.#rows - start)) }, (_, i) => this.#ordinal(start + i));
    return { rows, columns, cells: columns.map((column) => rows.map((row) => this.#text(row, column))) };
  }

  #arrange({ filter, sort = [] }: Arrangement): Answers['arrange'] {
    assert.ok(this.table.rows <= 10_000, 'sorting needs a small table here');
    const rows = Array.from({ length: this.table.rows }, (_, i) => i).filter((row) => filter === undefined || this.#holds(filter, row));
    const isNumber = (column: number): boolean => /integer|number/.test(this.table.columns[column]?.type ?? '');
    const compare = (a: number, b: number): number => {
      for (const { column, descending } of sort) {
        const [x, y] = [this.table.cell(a, column) ?? '', this.table.cell(b, column) ?? ''];
        if (x === y) continue;
        if (x === '' || y === '') return x === '' ? 1 : -1;
        const way = isNumber(column) ? Number(x) - Number(y) : x < y ? -1 : 1;
        if (way !== 0) return descending ? -way : way;
      }
      return a - b;
    };
    this.#order = filter === undefined && sort.length === 0 ? undefined : rows.sort(compare);
    return { rows: rows.length };
  }

  #holds(filter: Filter, row: number): boolean {
    if (filter.kind === 'and') return filter.of.every((part) => this.#holds(part, row));
    if (filter.kind === 'or') return filter.of.some((part) => this.#holds(part, row));
    if (filter.kind === 'not') return !this.#holds(filter.of, row);
    if (filter.kind === 'rows') return filter.rows.includes(row);
    const cell = this.table.cell(row, filter.column);
    if (filter.kind === 'absent') return filter.which === 'null' ? cell === null : filter.which === 'nan' ? cell === 'NaN' : filter.which === 'sentinel' ? cell === '-999' : cell === null || cell === '';
    if (cell === null) return false;
    if (filter.kind === 'in') return filter.values.includes(cell);
    if (filter.kind === 'range') return cell !== '' && Number(cell) >= Number(filter.min ?? -Infinity) && Number(cell) <= Number(filter.max ?? Infinity);
    if (filter.mode === 'matches') return new RegExp(filter.text, filter.matchCase === true ? '' : 'i').test(cell);
    const [where, what] = filter.matchCase === true ? [cell, filter.text] : [cell.toLowerCase(), filter.text.toLowerCase()];
    return { contains: where.includes(what), is: where === what, starts: where.startsWith(what), ends: where.endsWith(what) }[filter.mode];
  }

  #cell({ row, column }: Params<'cell'>): Answers['cell'] {
    return { text: this.table.cell(row, column) };
  }

  #position({ row }: Params<'position'>): Answers['position'] {
    const position = this.#order === undefined ? row : this.#order.indexOf(row);
    return { position: position < 0 || position >= this.#rows ? null : position };
  }

  #find({ text, matchCase, columns, from, backwards }: Params<'find'>): Answers['find'] {
    const fold = (cell: string): string => (matchCase ? cell : cell.toLowerCase());
    const sought = fold(text);
    const total = this.#rows * columns.length;
    const start = from.position * columns.length + columns.indexOf(from.column);
    for (let step = 1; step <= total; step++) {
      const at = (((start + (backwards ? -step : step)) % total) + total) % total;
      const [position, column] = [Math.floor(at / columns.length), columns[at % columns.length] ?? 0];
      if (fold(this.table.cell(this.#ordinal(position), column) ?? '').includes(sought)) return { match: { position, column } };
    }
    return { match: null };
  }

  #values({ column, most }: Params<'values'>): Answers['values'] {
    const counts = new Map<string, number>();
    for (let row = 0; row < Math.min(this.table.rows, 10_000); row++) {
      const cell = this.table.cell(row, column);
      if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    const values = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, count }));
    return { values: values.slice(0, most), isCut: values.length > most };
  }
}
