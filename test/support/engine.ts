// A real DuckDB engine for tests, closed when the file's tests end, and small tables to run it on.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Source } from '../../server/src/core/engine/plan.ts';
import { DuckDbEngine } from '../../server/src/node/duckdb/engine.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export function testEngine(memory = '512MB'): DuckDbEngine {
  const engine = new DuckDbEngine({ settings: { memory, threads: 2, spillFolder: '', keepIn: '' }, log: silent });
  after(() => engine.close());
  return engine;
}

/** One that keeps tables, in a database file of its own. */
export function keepingEngine(): DuckDbEngine {
  const engine = new DuckDbEngine({ settings: { memory: '512MB', threads: 2, spillFolder: '', keepIn: `${csvFile('')}.duckdb` }, log: silent });
  after(() => engine.close());
  return engine;
}

let folder: string | undefined;
let files = 0;

/** Writes text to a file of its own, which the end of the process removes. */
export function csvFile(text: string): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'assay-test-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, text);
  return path;
}

/** Writes rows as a clean CSV file and describes it as a source. */
export function csvSource(columns: readonly string[], rows: readonly (readonly string[])[]): Source & { readonly kind: 'delimited' } {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const path = csvFile(`${[columns, ...rows].map(line).join('\n')}\n`);
  return { kind: 'delimited', files: [path], delimiter: ',', quote: '"', header: true, skip: 0, comment: '', columns, keys: 0, hive: false };
}
