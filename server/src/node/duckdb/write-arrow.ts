// Writes rows into an Arrow IPC file, one record batch after the other: no more than one is ever held.

import { open, type FileHandle } from 'node:fs/promises';
import type { DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { columnFromArray, tableFromColumns, tableToIPC, type DataType, type Table } from '@uwdata/flechette';
import { asFile, messagesOf, type Block } from '../../core/convert/arrow-file.ts';
import { arrowColumn, type ArrowColumn } from './arrow-types.ts';

/** Cells and characters after which a batch is written. */
const MOST_ROWS = 65_536;
const MOST_CELLS = 1_000_000;
const MOST_TEXT = 32 * 1024 * 1024;

/** Resolves with the number of rows. */
export async function writeArrow(result: DuckDBResult, path: string, isCancelled: () => boolean): Promise<number> {
  const names = result.deduplicatedColumnNames();
  const columns = result.columnTypes().map(arrowColumn);
  const file = asFile(encode(names, columns.map(({ type }) => type), columns.map(() => [null]), 'file'));
  const handle = await open(path, 'w');
  try {
    let at = await append(handle, [file.head], 0);
    const blocks: Block[] = [];
    let total = 0;
    for await (const { rows, values } of batches(result, columns)) {
      if (isCancelled()) throw new Error('cancelled');
      const [batch] = messagesOf(encode(names, columns.map(({ stored }) => stored), values, 'stream'));
      if (batch === undefined) throw new Error('A batch could not be written.');
      blocks.push({ offset: at, metadata: batch.metadata, body: batch.bytes.length - batch.metadata });
      at = await append(handle, [batch.bytes], at);
      total += rows;
    }
    await append(handle, file.tail(blocks), at);
    return total;
  } finally {
    await handle.close();
  }
}

/** Rows, column by column, as Arrow stores them. */
async function* batches(result: DuckDBResult, columns: readonly ArrowColumn[]): AsyncGenerator<{ readonly rows: number; readonly values: readonly unknown[][] }> {
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns.length))));
  let values: unknown[][] = columns.map(() => []);
  let [rows, text] = [0, 0];
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    columns.forEach(({ store }, i) => {
      for (const value of chunk.getColumnValues(i) as readonly DuckDBValue[]) {
        if (typeof value === 'string') text += value.length;
        values[i]?.push(store(value));
      }
    });
    rows += chunk.rowCount;
    if (rows < most && text < MOST_TEXT) continue;
    yield { rows, values };
    values = columns.map(() => []);
    [rows, text] = [0, 0];
  }
  if (rows > 0) yield { rows, values };
}

function encode(names: readonly string[], types: readonly DataType[], values: readonly (readonly unknown[])[], format: 'file' | 'stream'): Uint8Array {
  const columns = names.map((name, i) => [name, columnFromArray((values[i] ?? []) as unknown[], types[i])] as [string, ReturnType<typeof columnFromArray>]);
  const table: Table = tableFromColumns(columns);
  const bytes = tableToIPC(table, { format });
  if (bytes === null) throw new Error('A batch could not be written.');
  return bytes;
}

async function append(handle: FileHandle, parts: readonly Uint8Array[], at: number): Promise<number> {
  for (const bytes of parts) {
    await handle.writeFile(bytes); // at the end of what was written before
    at += bytes.length;
  }
  return at;
}
