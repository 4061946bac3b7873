// From a keystroke in a 40 MB CSV to its diagnostics, over the protocol, with the built server in a process of its own.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { LspClient } from '../support/lsp-client.ts';
import { mixedCsv } from './data.ts';

export interface Latencies {
  readonly megabytes: number;
  /** Milliseconds. */
  readonly open: number;
  readonly rowLocal: readonly number[];
  readonly wholeTable: readonly number[];
}

const SERVER = join(import.meta.dirname, '../../dist/server.js');

/** The `score` column of the generated table. */
const COLUMN = 12;

export async function benchKeystrokes(megabytes: number, edits: number): Promise<Latencies> {
  const path = mixedCsv(megabytes);
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = new LspClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  try {
    await client.initialize([dirname(path)]);
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    const started = performance.now();
    const uri = await client.open(path, 'csv', text);
    await client.until(uri, (diagnostics) => diagnostics.length > 0, 60_000);
    const open = performance.now() - started;
    const rows = plainRows(lines, edits * 2);
    const rowLocal: number[] = [];
    for (const line of rows.slice(0, edits)) rowLocal.push(await rowLocalEdit(client, uri, { line, text: lines[line] ?? '' }));
    const wholeTable: number[] = [];
    for (const line of rows.slice(edits, edits + Math.ceil(edits / 5))) wholeTable.push(await wholeTableEdit(client, uri, { line, text: lines[line] ?? '' }));
    return { megabytes, open, rowLocal, wholeTable };
  } finally {
    child.kill();
  }
}

/** Lines without quotes and with a number in the column, spread over the file. */
function plainRows(lines: readonly string[], n: number): readonly number[] {
  const rows: number[] = [];
  for (let i = 0; rows.length < n; i++) {
    let line = 10 + Math.floor(((lines.length - 2000) * i) / n);
    while (lines[line]?.includes('"') !== false || lines[line]?.split(',').length !== 15 || !/^[\d.]+$/.test(lines[line]?.split(',')[COLUMN] ?? '')) line++;
    rows.push(line);
  }
  return rows;
}

/** Types a letter into a number and waits for its type-mismatch, then takes it back. */
async function rowLocalEdit(client: LspClient, uri: string, at: { line: number; text: string }): Promise<number> {
  const character = at.text.split(',').slice(0, COLUMN).join(',').length + 1;
  const place = { start: { line: at.line, character }, end: { line: at.line, character } };
  const start = performance.now();
  await client.edit(uri, place, 'x');
  await client.until(uri, (diagnostics) => diagnostics.some(({ code, range }) => code === 'type-mismatch' && range.start.line === at.line));
  const took = performance.now() - start;
  await client.edit(uri, { start: place.start, end: { line: at.line, character: character + 1 } }, '');
  await client.until(uri, (diagnostics) => !diagnostics.some(({ code, range }) => code === 'type-mismatch' && range.start.line === at.line));
  return took;
}

/** Repeats the row above's key and waits for duplicate-key, which only a look at the whole table can tell. */
async function wholeTableEdit(client: LspClient, uri: string, at: { line: number; text: string }): Promise<number> {
  const [id = ''] = at.text.split(',');
  const start = performance.now();
  await client.edit(uri, { start: { line: at.line, character: 0 }, end: { line: at.line, character: id.length } }, '1');
  await client.until(uri, (diagnostics) => diagnostics.some(({ code, range }) => code === 'duplicate-key' && range.start.line === at.line));
  const took = performance.now() - start;
  await client.edit(uri, { start: { line: at.line, character: 0 }, end: { line: at.line, character: 1 } }, id);
  await client.until(uri, (diagnostics) => !diagnostics.some(({ code, range }) => code === 'duplicate-key' && range.start.line === at.line));
  return took;
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export function printKeystrokes({ megabytes, open, rowLocal, wholeTable }: Latencies): void {
  console.log(`\nKeystroke to diagnostics over the protocol, ${megabytes} MB of CSV\n`);
  console.log('| what | median ms | p95 ms | of |\n|---|--:|--:|--:|');
  console.log(`| open to first findings | ${open.toFixed(0)} | | 1 |`);
  console.log(`| row-local (type-mismatch) | ${percentile(rowLocal, 0.5).toFixed(0)} | ${percentile(rowLocal, 0.95).toFixed(0)} | ${rowLocal.length} |`);
  console.log(`| whole table (duplicate-key) | ${percentile(wholeTable, 0.5).toFixed(0)} | ${percentile(wholeTable, 0.95).toFixed(0)} | ${wholeTable.length} |`);
}
