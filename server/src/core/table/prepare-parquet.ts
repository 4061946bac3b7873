// Parquet: the engine reads it as it is; it has no text positions.

import { EngineError } from '../ports.ts';
import type { Source } from '../engine/plan.ts';
import type { Dataset } from './dataset.ts';
import { nameOf, digestOf } from './identity.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';

const MAGIC = 'PAR1';
/** How a file begins and ends whose footer is encrypted. */
const ENCRYPTED = 'PARE';

export async function prepareParquet(dataset: Dataset, ports: PreparePorts, { signal }: PrepareOptions): Promise<Prepared> {
  for (const path of dataset.files) await checkMagic(path, ports);
  const bare: Source = { kind: 'parquet', files: dataset.files, columns: [], types: [], hive: dataset.hive };
  const described = await ports.engine.describe(bare, signal).catch((error: unknown) => {
    if (error instanceof EngineError && error.kind === 'unreadable') throw new UnreadableError(`${nameOf(dataset)} cannot be read as Parquet: ${error.message}`);
    throw error;
  });
  const columns = described.map((column) => column.name);
  return {
    dataset,
    columns,
    header: columns,
    source: { ...bare, columns, types: described.map((column) => column.type) },
    problems: { list: [], totals: {} },
    digest: () => digestOf(dataset, ports.files, signal),
    dispose: async () => {},
  };
}

/** A Parquet file begins and ends with "PAR1"; the end is written last. */
async function checkMagic(path: string, { files }: PreparePorts): Promise<void> {
  const size = (await files.stat(path))?.size ?? 0;
  const read = async (start: number) => String.fromCharCode(...(await files.read(path, start, 4)));
  const name = path.split('/').at(-1) ?? path;
  if ((await read(0)) === ENCRYPTED) throw new UnreadableError(`${name} is encrypted, and Assay has no key for it.`);
  if ((await read(0)) !== MAGIC) throw new UnreadableError(`${name} is not a Parquet file: it does not begin with "${MAGIC}".`);
  if (size < 12 || (await read(size - 4)) !== MAGIC) {
    throw new UnreadableError(`${name} ends in the middle (no footer): it was probably cut off while it was written.`);
  }
}
