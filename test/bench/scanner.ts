// Cells per second of our scanner beside papaparse and uDSV, on the same text in the same process.

import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { CellIndex } from '../../server/src/core/table/cell-index.ts';
import { RFC4180 } from '../../server/src/core/table/dataset.ts';
import { ChunkedDocument } from '../../server/src/core/table/document.ts';
import { cellValues, Scanner } from '../../server/src/core/table/scanner.ts';
import { mixedCsv } from './data.ts';

export interface ScannerResult {
  readonly name: string;
  readonly megabytes: number;
  readonly cells: number;
  /** Seconds, the best of a few rounds. */
  readonly wall: number;
  readonly cpu: number;
  /** Cells per second of CPU against papaparse's. */
  readonly ratio: number;
}

type Reader = (text: string) => number;

const READERS: readonly (readonly [name: string, read: Reader])[] = [
  ['Assay: every cell’s place', places],
  ['Assay: places in an open document', openDocument],
  ['Assay: every cell’s value', values],
  ['papaparse: values', (text) => count(Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter: ',', newline: '\n' }).data)],
  ['uDSV: values', (text) => count(initParser(inferSchema(text, { col: ',' })).stringArrs(text)) + COLUMN_COUNT],
];
const BASE = 'papaparse: values';
/** uDSV gives the records without the header. */
const COLUMN_COUNT = 15;
const ROUNDS = 3;

/** All readers on a generated table of about that many megabytes. */
export function benchScanner(megabytes: number): readonly ScannerResult[] {
  const text = readFileSync(mixedCsv(megabytes), 'utf8');
  const results = READERS.map(([name, read]) => ({ name, ...best(read, text) }));
  const cells = new Set(results.map((result) => result.cells));
  if (cells.size > 1) throw new Error(`the readers disagree: ${results.map((result) => `${result.name} ${result.cells}`).join(', ')}`);
  const base = results.find(({ name }) => name === BASE)?.cpu ?? 0;
  return results.map((result) => ({ ...result, megabytes, ratio: base / result.cpu }));
}

function best(read: Reader, text: string): { readonly cells: number; readonly wall: number; readonly cpu: number } {
  let [cells, wall, cpu] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const start = performance.now();
    cells = read(text);
    wall = Math.min(wall, (performance.now() - start) / 1000);
    const used = process.cpuUsage(before);
    cpu = Math.min(cpu, (used.user + used.system) / 1e6);
  }
  return { cells, wall, cpu };
}

function places(text: string): number {
  let cells = 0;
  new Scanner(RFC4180).scan(text, 0, { record: ({ count }) => void (cells += count) });
  return cells;
}

function openDocument(text: string): number {
  const index = new CellIndex(ChunkedDocument.create('file:///bench.csv', 'csv', 1, text), RFC4180);
  return (index.rowCount + 1) * index.width;
}

function values(text: string): number {
  let cells = 0;
  new Scanner(RFC4180).scan(text, 0, {
    record: (record) => {
      cells += cellValues(text, record, '"').length;
    },
  });
  return cells;
}

function count(records: readonly (readonly string[])[]): number {
  return records.reduce((cells, record) => cells + record.length, 0);
}

export function printScanner(results: readonly ScannerResult[]): void {
  console.log(`\nCells of ${results[0]?.megabytes ?? 0} MB of mixed CSV, one thread\n`);
  console.log('| what | M cells/s of CPU | MB/s | × papaparse (CPU) |\n|---|--:|--:|--:|');
  for (const { name, megabytes, cells, wall, cpu, ratio } of results) console.log(`| ${name} | ${(cells / cpu / 1e6).toFixed(1)} | ${(megabytes / wall).toFixed(0)} | ${ratio.toFixed(1)} |`);
}

if (import.meta.main) printScanner(benchScanner(Number(process.argv[2] ?? 20)));
