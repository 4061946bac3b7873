// Arrow IPC and Feather: read batch by batch and handed to the engine as JSON Lines, since it cannot read them itself.

import { tableFromIPC, type Table } from '@uwdata/flechette';
import type { ScratchFile } from '../ports.ts';
import { findBatches, type ArrowBatches } from './arrow-batches.ts';
import { nativeType } from './arrow-native.ts';
import { STORED, writerOf } from './arrow-values.ts';
import type { Dataset } from './dataset.ts';
import { digestOf, nameOf } from './identity.ts';
import { engineNames } from './names.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';

/** Cells written at once, so that no step takes long. */
const STEP = 20_000;
const MOST_BYTES = 512 * 1024 * 1024;

export async function prepareArrow(dataset: Dataset, ports: PreparePorts, { signal }: PrepareOptions): Promise<Prepared> {
  if (dataset.bytes > MOST_BYTES) throw new UnreadableError(`${nameOf(dataset)} is too large for an Arrow file to be read here; write it as Parquet.`);
  const file = await ports.scratch.create('.jsonl');
  const header: string[] = [];
  const native: string[] = [];
  try {
    for (const path of dataset.files) await writePart(path, { header, native }, ports, { file, signal });
    if (header.length === 0) throw new UnreadableError(`${nameOf(dataset)} holds no columns: it is damaged, or no Arrow file.`);
  } catch (error) {
    await ports.scratch.remove(file.path);
    throw error;
  } finally {
    await file.close();
  }
  const columns = engineNames(header);
  return {
    dataset,
    columns,
    header,
    native,
    source: { kind: 'json', files: [file.path], shape: 'lines', columns, hive: false },
    problems: { list: [], totals: {} },
    digest: () => digestOf(dataset, ports.files, signal),
    dispose: () => ports.scratch.remove(file.path),
  };
}

/** Columns of all parts so far: their names, and the engine's own type of each. */
interface Columns {
  readonly header: string[];
  readonly native: string[];
}

/** The keys under which a part's columns are written; columns that no earlier part had are added to `header`. */
function nameColumns({ header, native }: Columns, { schema }: Table): readonly string[] {
  const taken = new Set<number>();
  const places = schema.fields.map(({ name, type }) => {
    const known = header.findIndex((other, i) => other === name && !taken.has(i));
    const at = known < 0 ? header.push(name) - 1 : known;
    taken.add(at);
    // Parts that do not agree are text together.
    native[at] = known >= 0 && native[at] !== nativeType(type) ? 'VARCHAR' : nativeType(type);
    return at;
  });
  const keys = engineNames(header);
  return places.map((at) => keys[at] ?? '');
}

async function openBatches(path: string, { files }: PreparePorts): Promise<ArrowBatches> {
  const size = (await files.stat(path))?.size ?? 0;
  const bytes = await files.read(path, 0, size);
  const name = fileName(path);
  if (String.fromCharCode(...bytes.subarray(0, 4)) === 'FEA1') throw new UnreadableError(`${name} is a Feather file of version 1, which cannot be read here; write it as version 2, or as Parquet.`);
  const batches = tryRead(path, () => findBatches(bytes));
  if (batches === undefined) throw new UnreadableError(`${name} ends in the middle: it was probably cut off while it was written.`);
  return batches;
}

function tryRead<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableError) throw new UnreadableError(`${fileName(path)} ${error.message}`);
    throw new UnreadableError(`${fileName(path)} cannot be read: it is damaged, or no Arrow file.`);
  }
}

interface Target {
  readonly file: ScratchFile;
  readonly signal?: AbortSignal;
}

async function writePart(path: string, columns: Columns, ports: PreparePorts, target: Target): Promise<void> {
  const batches = await openBatches(path, ports);
  const names = nameColumns(columns, tryRead(path, () => tableFromIPC(batches.show(), STORED)));
  for (let i = 0; i < batches.count; i++) await writeBatch(tryRead(path, () => tableFromIPC(batches.show(i), STORED)), names, target);
}

async function writeBatch(batch: Table, names: readonly string[], { file, signal }: Target): Promise<void> {
  const columns = batch.schema.fields.map(({ type }, i) => ({ values: batch.getChildAt(i), write: writerOf(type), key: JSON.stringify(names[i]) }));
  const rows = Math.max(1, Math.floor(STEP / Math.max(1, columns.length)));
  for (let start = 0; start < batch.numRows; start += rows) {
    signal?.throwIfAborted();
    const lines: string[] = [];
    for (let row = start; row < Math.min(batch.numRows, start + rows); row++) {
      lines.push(`{${columns.map(({ values, write, key }) => `${key}:${JSON.stringify(write(values.at(row)))}`).join(',')}}\n`);
    }
    await file.write(lines.join(''));
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
