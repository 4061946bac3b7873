// Arrow IPC and Feather: read into memory and handed to the engine as JSON Lines, since it cannot read them itself.

import { fromArrow } from 'arquero';
import type { Dataset } from './dataset.ts';
import { digestOf, nameOf } from './identity.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';

/** Rows written at once, so that no step takes long. */
const BATCH = 5000;
const MOST_BYTES = 512 * 1024 * 1024;

export async function prepareArrow(dataset: Dataset, ports: PreparePorts, { signal }: PrepareOptions): Promise<Prepared> {
  if (dataset.bytes > MOST_BYTES) throw new UnreadableError(`${nameOf(dataset)} is too large for an Arrow file to be read here; write it as Parquet.`);
  const path = dataset.files[0] ?? '';
  const table = readTable(await ports.files.read(path, 0, dataset.bytes), dataset);
  const columns = table.columnNames();
  const file = await ports.scratch.create('.jsonl');
  for (let start = 0; start < table.numRows(); start += BATCH) {
    signal?.throwIfAborted();
    const rows = table.objects({ offset: start, limit: BATCH }) as readonly Record<string, unknown>[];
    await file.write(rows.map((row) => JSON.stringify(row, plain)).join('\n') + '\n');
  }
  await file.close();
  return {
    dataset,
    columns,
    header: columns,
    source: { kind: 'json', files: [file.path], shape: 'lines', columns, hive: false },
    problems: { list: [], totals: {} },
    digest: () => digestOf(dataset, ports.files, signal),
    dispose: () => ports.scratch.remove(file.path),
  };
}

function readTable(bytes: Uint8Array, dataset: Dataset) {
  try {
    return fromArrow(bytes.slice(), { useBigInt: true, useDate: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isCompressed = /compress|codec|lz4|zstd/i.test(reason);
    const said = isCompressed ? 'is compressed, which cannot be read here. Write it without compression, or as Parquet' : 'cannot be read: it is damaged, or no Arrow file';
    throw new UnreadableError(`${nameOf(dataset)} ${said}.`);
  }
}

/** Large integers as digits, dates as ISO 8601, typed arrays as lists. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
}
