// Writes the example workspace: real public tables (vega-datasets) in several formats, and code that reads them.

import { DuckDBInstance } from '@duckdb/node-api';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import { groupBy } from '../../server/src/core/group-by.ts';
import { ROOT } from '../build.ts';

const TABLES = join(ROOT, 'node_modules/vega-datasets/data');
const CODE = join(ROOT, 'test/example/code');

type Row = Record<string, unknown>;

/** Replaces `folder` by a fresh example workspace. Values stay as published: what is missing there is missing here. */
export async function writeExample(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'data'), { recursive: true });
  cpSync(CODE, folder, { recursive: true });
  const data = (name: string) => join(folder, 'data', name);
  writeCsv(data('penguins.csv'), rowsOf('penguins.json'));
  writeCsv(data('movies.csv'), rowsOf('movies.json'));
  copyFileSync(join(TABLES, 'airports.csv'), data('airports.csv'));
  copyFileSync(join(TABLES, 'unemployment.tsv'), data('unemployment.tsv'));
  writeLines(data('cars.jsonl'), rowsOf('cars.json'));
  writeParts(data('stocks'));
  await writeParquet(join(TABLES, 'weather.csv'), data('weather.parquet'));
}

function rowsOf(name: string): Row[] {
  return JSON.parse(readFileSync(join(TABLES, name), 'utf8')) as Row[];
}

function writeCsv(file: string, rows: Row[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${Papa.unparse(rows, { newline: '\n' })}\n`);
}

function writeLines(file: string, rows: Row[]): void {
  writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
}

/** One dataset in parts: a folder a share, named symbol=…, as engines that write partitions name them. */
function writeParts(folder: string): void {
  const text = readFileSync(join(TABLES, 'stocks.csv'), 'utf8');
  const rows = Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
  for (const [symbol, group] of groupBy(rows, row => String(row['symbol']))) {
    writeCsv(join(folder, `symbol=${symbol}`, 'prices.csv'), group.map(({ symbol: _, ...rest }) => rest));
  }
}

async function writeParquet(source: string, target: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (FROM read_csv(${quoted(source)})) TO ${quoted(target)} (FORMAT parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
