// A dataset panel over the protocol, with the built server in a process of its own: from opening to the first rows, and
// from asking for rows anywhere to having them, as they lie and sorted.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { AskViewRequest, OpenViewRequest, ViewNewsNotification } from '../../server/src/protocol/view.ts';
import type { Answers, Ask, News, Opened, Params } from '../../webviews/contract/dataset.ts';
import { LspClient, uriOf } from '../support/lsp-client.ts';
import { randomOf } from '../support/property.ts';
import { DuckDbEngine } from '../../server/src/node/duckdb/engine.ts';
import { megabytesOf } from './data.ts';
import { percentile } from './keystrokes.ts';

const SERVER = join(import.meta.dirname, '../../dist/server.js');
/** What a screen shows. */
const ROWS = 40;
const COLUMNS = 10;
/** Milliseconds: a page that takes no longer comes from rows that lie in order. */
const NEAR = 40;
const LONGEST_WAIT = 180_000;

export interface PanelTimes {
  readonly path: string;
  readonly rows: number;
  /** Milliseconds, all of them. `open`: to the first rows; `ready`: until any page is near. */
  readonly open: number;
  readonly ready: number;
  readonly pages: readonly number[];
  /** While the dataset is profiled and checked. */
  readonly pagesMeanwhile: readonly number[];
  readonly sort: number;
  /** Right after the sort, while the rows are still being copied in their order; then, once they are. */
  readonly sortedAtOnce: readonly number[];
  readonly ordered: number;
  readonly sortedPages: readonly number[];
  /** The same pages by sorting anew for each, with LIMIT and OFFSET, in the same engine. */
  readonly resorted: readonly number[];
}

export interface PanelBench {
  readonly path: string;
  /** The column that is sorted by. */
  readonly sortBy: number;
  readonly pages: number;
}

export async function benchPanel({ path, sortBy, pages }: PanelBench): Promise<PanelTimes> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = new LspClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const heard = new Map<string, { readonly at: number; readonly news: News }>();
  client.connection.onNotification(ViewNewsNotification, ({ news }) => {
    const { kind } = news as News;
    if (!heard.has(kind)) heard.set(kind, { at: performance.now(), news: news as News });
  });
  try {
    await client.initialize([dirname(path)]);
    const start = performance.now();
    const opened = (await client.connection.sendRequest(OpenViewRequest, { uri: uriOf(path) })) as Opened;
    const open = performance.now() - start;
    const ask = <A extends Ask>(kind: A, params: Params<A>) => client.connection.sendRequest(AskViewRequest, { view: opened.view, ask: kind, params }) as Promise<Answers[A]>;
    const hear = async (kind: News['kind']) => {
      while (!heard.has(kind)) await new Promise((resolve) => setTimeout(resolve, 20));
      return heard.get(kind) as { at: number; news: News };
    };
    const loaded = await hear('loaded');
    const rows = loaded.news.kind === 'loaded' ? loaded.news.rows : 0;
    const random = randomOf(7);
    const columns = opened.columns.slice(0, COLUMNS).map((_, i) => i);
    const page = async () => {
      const from = performance.now();
      await ask('page', { start: random(rows - ROWS), count: ROWS, columns });
      return performance.now() - from;
    };
    const pagesMeanwhile: number[] = [];
    while (!heard.has('findings')) pagesMeanwhile.push(await page());
    const quiet: number[] = [];
    for (let i = 0; i < pages; i++) quiet.push(await page());
    const beforeSort = performance.now();
    await ask('arrange', { sort: [{ column: sortBy, descending: true }] });
    const sort = performance.now() - beforeSort;
    const sortedAtOnce = [await page(), await page(), await page()];
    while (performance.now() - beforeSort < LONGEST_WAIT && Math.max(await page(), await page(), await page()) > NEAR) await new Promise((resolve) => setTimeout(resolve, 500));
    const ordered = performance.now() - beforeSort;
    const sortedPages: number[] = [];
    for (let i = 0; i < pages; i++) sortedPages.push(await page());
    const resorted = await resort(path, { columns: opened.columns.slice(0, COLUMNS).map(({ name }) => name), sortBy, rows });
    return { path, rows, open, ready: loaded.at - start, pages: quiet, pagesMeanwhile, sort, sortedAtOnce, ordered, sortedPages, resorted };
  } finally {
    child.kill();
  }
}

/** Three pages, because each takes long. */
async function resort(path: string, { columns, sortBy, rows }: { readonly columns: readonly string[]; readonly sortBy: number; readonly rows: number }): Promise<readonly number[]> {
  const engine = new DuckDbEngine({ settings: { memory: '1GB', threads: 2, spillFolder: dirname(path), keepIn: '' }, log: { info: () => {}, warn: () => {}, error: () => {} } });
  const random = randomOf(7);
  const times: number[] = [];
  const reader = path.endsWith('.parquet') ? 'read_parquet' : 'read_csv_auto';
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    await engine.run({ sql: `select ${columns.map((name) => `"${name}"`).join(', ')} from ${reader}('${path}') order by "${columns[sortBy] ?? ''}" desc limit ${ROWS} offset ${random(rows - ROWS)}`, columns });
    times.push(performance.now() - from);
  }
  await engine.close();
  return times;
}

export function printPanel(all: readonly PanelTimes[]): void {
  console.log('\nDataset panel over the protocol, milliseconds\n');
  console.log(`| dataset | first rows | any page near | ${ROWS} rows anywhere, p95 | the same while it is checked | sort | rows at once, median | in order | rows then, p95 | by sorting anew, median |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|`);
  for (const { path, rows, open, ready, pages, pagesMeanwhile, sort, sortedAtOnce, ordered, sortedPages, resorted } of all) {
    const name = `${megabytesOf(path).toFixed(0)} MB ${path.split('.').at(-1)}, ${rows.toLocaleString('en')} rows`;
    const p95 = (times: readonly number[]) => (times.length === 0 ? '' : percentile(times, 0.95).toFixed(0));
    console.log(`| ${name} | ${open.toFixed(0)} | ${ready.toFixed(0)} | ${p95(pages)} | ${p95(pagesMeanwhile)} | ${sort.toFixed(0)} | ${percentile(sortedAtOnce, 0.5).toFixed(0)} | ${ordered.toFixed(0)} | ${p95(sortedPages)} | ${percentile(resorted, 0.5).toFixed(0)} |`);
  }
}
