// Which pages are asked for, which are given up, and how many stay.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Params } from '../../../webviews/contract/dataset.ts';
import { BLOCK_ROWS, Pages, type PageAsk } from '../../../webviews/dataset/pages.ts';

class Server {
  readonly asked: Params<'page'>[] = [];
  readonly forgotten: Params<'page'>[] = [];
  readonly #answers: { request: Params<'page'>; settle: (page: Page) => void; refuse: () => void }[] = [];
  changes = 0;

  ask(request: Params<'page'>): PageAsk {
    this.asked.push(request);
    const answer = new Promise<Page>((settle, reject) => this.#answers.push({ request, settle, refuse: () => reject(new Error('gone')) }));
    return { answer, forget: () => this.forgotten.push(request) };
  }

  pages(most?: number): Pages {
    return new Pages((request) => this.ask(request), () => this.changes++, most);
  }

  async answer(rows = Number.POSITIVE_INFINITY): Promise<void> {
    for (const { request, settle } of this.#answers.splice(0)) settle(pageOf(request, rows));
    await turn();
  }

  async refuse(): Promise<void> {
    for (const { refuse } of this.#answers.splice(0)) refuse();
    await turn();
  }
}

function pageOf({ start, count, columns }: Params<'page'>, rows = Number.POSITIVE_INFINITY): Page {
  const ordinals = Array.from({ length: Math.max(0, Math.min(count, rows - start)) }, (_, i) => start + i);
  return { rows: ordinals, columns, cells: columns.map((column) => ordinals.map((row) => (row % 10 === 3 ? null : `${row}:${column}`))) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what the screen shows is asked at once and as one, what is near it when that is there', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.want({ from: 150, end: 250, columns: [0, 7], rows: 100_000 });
  assert.deepEqual(server.asked, [{ start: 100, count: 200, columns: [0, 7] }]);
  assert.equal(pages.cell(152, 7), undefined);
  await server.answer();
  assert.equal(pages.cell(152, 7), '152:7');
  assert.equal(pages.cell(153, 7), null, 'nothing there is not the same as not here');
  assert.equal(pages.ordinal(152), 152);
  assert.deepEqual(server.asked[1], { start: 0, count: 100, columns: [0, 7] });
});

test('a jump forgets what was asked for on the way, and what is near the screen keeps', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.want({ from: 0, end: 40, columns: [0], rows: 1_000_000 });
  pages.want({ from: 500_000, end: 500_040, columns: [0], rows: 1_000_000 });
  pages.want({ from: 500_020, end: 500_060, columns: [0], rows: 1_000_000 });
  assert.deepEqual(server.forgotten, [{ start: 0, count: 100, columns: [0] }]);
  assert.equal(server.asked.length, 2, 'the page on its way is not asked again');
  await server.answer();
  assert.equal(pages.cell(0, 0), undefined, 'an answer that comes all the same is not kept');
  assert.equal(pages.cell(500_020, 0), '500020:0');
});

test('only the columns that are lacking are asked for', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.want({ from: 0, end: 40, columns: [0, 1], rows: 100 });
  await server.answer();
  pages.want({ from: 0, end: 40, columns: [1, 2, 3], rows: 100 });
  assert.deepEqual(server.asked.at(-1)?.columns, [2, 3]);
});

test('no more is asked than the contract allows', () => {
  const server = new Server();
  server.pages().want({ from: 0, end: 5000, columns: Array.from({ length: 900 }, (_, i) => i), rows: 10_000 });
  assert.ok(server.asked.every(({ count, columns }) => count <= 2000 && columns.length <= 500));
});

test('a file that has become shorter is not asked for the rest for ever', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.want({ from: 900, end: 940, columns: [0], rows: 1000 });
  await server.answer(910);
  assert.equal(pages.cell(905, 0), '905:0');
  assert.equal(pages.cell(915, 0), undefined);
  const before = server.asked.filter(({ start }) => start === 900).length;
  pages.want({ from: 901, end: 941, columns: [0], rows: 1000 });
  assert.equal(server.asked.filter(({ start }) => start === 900).length, before);
});

test('a refused page is asked again when the screen moves, not in a circle', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.want({ from: 0, end: 40, columns: [0], rows: 50 });
  await server.refuse();
  assert.equal(server.asked.length, 1);
  pages.want({ from: 1, end: 41, columns: [0], rows: 50 });
  assert.equal(server.asked.length, 2);
});

test('only so many blocks stay, and the screen is among them', async () => {
  const server = new Server();
  const pages = server.pages(40);
  for (let from = 0; from < 200 * BLOCK_ROWS; from += BLOCK_ROWS) {
    pages.want({ from, end: from + 30, columns: [0, 1], rows: 1_000_000 });
    await server.answer();
  }
  assert.ok(pages.size <= 40, `${pages.size}`);
  assert.equal(pages.cell(199 * BLOCK_ROWS, 1), `${199 * BLOCK_ROWS}:1`);
  assert.equal(pages.cell(0, 0), undefined);
});

test('ten thousand columns passed by sideways do not pile up', async () => {
  const server = new Server();
  const pages = server.pages(100);
  for (let left = 0; left < 10_000; left += 20) {
    pages.want({ from: 0, end: 30, columns: Array.from({ length: 20 }, (_, i) => left + i), rows: 90 });
    await server.answer();
  }
  assert.ok(pages.size <= 100, `${pages.size}`);
});

test('another order keeps nothing, and what was asked in the old one is dropped', async () => {
  const server = new Server();
  const pages = server.pages();
  pages.seed(0, pageOf({ start: 0, count: 250, columns: [0] }));
  assert.equal(pages.cell(249, 0), '249:0');
  pages.want({ from: 5000, end: 5030, columns: [0], rows: 9000 });
  pages.reset();
  await server.answer();
  assert.equal(pages.cell(249, 0), undefined);
  assert.equal(pages.cell(5000, 0), undefined);
});
