// An Assay on this machine: DuckDB in a child process, files on disk, a scratch folder in the system's temporary folder.

import { fileURLToPath } from 'node:url';
import { Assay } from '../core/assay.ts';
import type { Log } from '../core/ports.ts';
import { registerArrowCodecs } from './arrow-codecs.ts';
import { DuckDbEngine } from './duckdb/engine.ts';
import { NodeFiles } from './files.ts';
import { NodeScratch } from './scratch.ts';

export interface AssayOptions {
  readonly log: Log;
  /** Memory the engine may use, such as '1GB'. */
  readonly memory?: string;
  readonly threads?: number;
}

/** Enough for any plan to spill; set by a user where a machine has more to give. */
export const DEFAULT_MEMORY = '1GB';

/** Each engine's process starts with the first question to it. */
export function createAssay({ log, memory = DEFAULT_MEMORY, threads = 2 }: AssayOptions): Assay {
  registerArrowCodecs();
  const scratch = new NodeScratch();
  const settings = { memory, threads, spillFolder: scratch.spillFolder, keepIn: '' };
  const script = workerScript();
  const engine = new DuckDbEngine({ settings, log, script });
  const keeping = new DuckDbEngine({ settings: { ...settings, keepIn: scratch.keptTables }, log, script });
  return new Assay({ files: new NodeFiles(), scratch, engine, keeping });
}

/** Beside a bundle lies engine.js; beside the sources the worker itself. */
function workerScript(): string {
  const isBundle = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isBundle ? './engine.js' : './duckdb/worker.ts', import.meta.url));
}
