// Converts a dataset into a file of another format: as a whole or not at all, and never over what it is made from.

import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Assay } from '../core/assay.ts';
import { settingsFor } from '../core/config/config.ts';
import { planConversion } from '../core/convert/conversion.ts';
import type { Converted, ConvertOptions } from '../core/convert/converted.ts';
import { besides, packingOf } from '../core/convert/target.ts';
import { EngineError, type Engine, type WritingEngine } from '../core/ports.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { beginFile, noRoom, UnwritableError } from './whole-file.ts';

/** Share of the work that is done once the types are known. */
const TYPES = 0.4;

/** Rejects with an UnwritableError, an UnreadableError or an EngineError, all with a sentence for the user. */
export async function convertDataset(assay: Assay, dataset: Dataset, options: ConvertOptions): Promise<Converted> {
  const { target, replaces, howToReplace, shown, signal, onProgress } = options;
  const output = resolve(options.output ?? besides(dataset.path, target));
  const name = shown(output);
  await keepInput(dataset, output, name);
  const { engine } = assay;
  if (!canWrite(engine)) throw new UnwritableError(`${name} cannot be written by this engine.`);
  const file = await beginFile(output, { replaces, howToReplace, name });
  try {
    const { missingWords } = settingsFor(options.config, options.relativePath);
    const done = await assay.use(dataset, options, async (prepared) => {
      const { plan, notes } = await planConversion(prepared, target, engine, { missingWords, signal, onProgress: (share) => onProgress?.(share * TYPES) });
      const rows = await engine.write(file.path, plan, { format: target, packed: packingOf(output, target), signal, onProgress: (share) => onProgress?.(TYPES + share * (1 - TYPES)) });
      return { rows, notes, columns: prepared.columns.length };
    });
    signal?.throwIfAborted();
    const { size: bytes } = await stat(file.path);
    await file.commit();
    return { output, ...done, bytes };
  } catch (error) {
    await file.discard();
    throw told(error, name);
  }
}

function canWrite(engine: Engine): engine is WritingEngine {
  return 'write' in engine;
}

/** Under whatever name: a link that leads to the dataset is the dataset. */
async function keepInput({ files }: Dataset, output: string, name: string): Promise<void> {
  const real = async (path: string) => realpath(path).catch(() => resolve(path));
  const target = await real(output);
  for (const file of files) if ((await real(file)) === target) throw new UnwritableError(`${name} is the dataset itself: name another file for the result.`);
}

/** A disk that is full is said as such; the path of the unfinished file says nothing to a user. */
function told(error: unknown, name: string): unknown {
  const detail = error instanceof EngineError ? `${error.message} ${error.detail}` : error instanceof Error ? error.message : '';
  if (/ENOSPC|EDQUOT|EFBIG|No space left|Disk quota|File too large/i.test(detail)) return new UnwritableError(noRoom(name));
  if (error instanceof EngineError && /Could not write|Failed to (write|create|open) file|EACCES|EROFS|EIO/i.test(detail)) return new UnwritableError(`${name} could not be written: the disk refused it. Nothing was left behind.`);
  return error;
}
