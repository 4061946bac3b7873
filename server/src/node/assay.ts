// What the command line and the language server share: one engine, one scratch folder, checks by path.

import { fileURLToPath } from 'node:url';
import { readingFor, settingsFor, type Config } from '../core/config/config.ts';
import { checkDataset, type CheckResult } from '../core/findings/check.ts';
import type { Source } from '../core/engine/plan.ts';
import { EngineError, type Files, type Log } from '../core/ports.ts';
import { profileSource } from '../core/profile/profile-source.ts';
import type { Profile } from '../core/profile/profile.ts';
import { profileSample } from '../core/profile/sample-profile.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { prepare } from '../core/table/prepare.ts';
import type { Prepared } from '../core/table/prepared.ts';
import { DuckDbEngine } from './duckdb/engine.ts';
import { NodeFiles } from './files.ts';
import { NodeScratch } from './scratch.ts';

export interface AssayOptions {
  readonly log: Log;
  /** Memory the engine may use, such as '1GB'. */
  readonly memory?: string;
  readonly threads?: number;
}

export interface RunOptions {
  readonly config: Config;
  /** The dataset's path relative to the folder of assay.json. */
  readonly relativePath: string;
  readonly signal?: globalThis.AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** A profile from a sample, as soon as there is one; only for large files. */
  readonly onSampled?: (profile: Profile) => void;
}

const DEFAULT_MEMORY = '1GB';

export class Assay {
  readonly files: Files = new NodeFiles();
  readonly scratch = new NodeScratch();
  readonly engine: DuckDbEngine;

  constructor(options: AssayOptions) {
    const settings = { memory: options.memory ?? DEFAULT_MEMORY, threads: options.threads ?? 2, spillFolder: this.scratch.spillFolder };
    this.engine = new DuckDbEngine({ settings, log: options.log, script: workerScript() });
  }

  /** Rejects with an UnreadableError or EngineError, both with a sentence for the user. */
  check(dataset: Dataset, options: RunOptions): Promise<CheckResult> {
    const settings = settingsFor(options.config, options.relativePath);
    return this.#withPrepared(dataset, options, async (prepared) => {
      await this.#sample(prepared, options);
      return checkDataset(prepared, this.engine, { ...options, settings });
    });
  }

  profile(dataset: Dataset, options: RunOptions): Promise<{ prepared: Prepared; profile: Profile }> {
    const missingWords = options.config.missing;
    return this.#withPrepared(dataset, options, async (prepared) => ({
      prepared,
      profile: await profileSource(prepared.source, this.engine, { ...options, missingWords }),
    }));
  }

  async #sample(prepared: Prepared, options: RunOptions): Promise<void> {
    if (options.onSampled === undefined) return;
    const sampled = await profileSample(prepared, this, { signal: options.signal, missingWords: options.config.missing });
    if (sampled !== undefined) options.onSampled(sampled);
  }

  async close(): Promise<void> {
    await this.engine.close();
    this.scratch.clear();
  }

  /** Where the engine refuses a text that looked plain, it is read once more by our own scanner, which recovers. */
  async #withPrepared<T>(dataset: Dataset, options: RunOptions, use: (prepared: Prepared) => Promise<T>): Promise<T> {
    const override = readingFor(options.config, options.relativePath);
    const ports = { files: this.files, scratch: this.scratch, engine: this.engine };
    const prepared = await prepare(dataset, ports, { override, signal: options.signal });
    try {
      return await use(prepared);
    } catch (error) {
      const isRefused = error instanceof EngineError && error.kind === 'unreadable' && dataset.format === 'delimited' && isOriginal(prepared.source, dataset);
      if (!isRefused) throw error;
      const again = await prepare(dataset, ports, { override, signal: options.signal, isThorough: true });
      return await use(again).finally(() => again.dispose());
    } finally {
      await prepared.dispose();
    }
  }
}

function isOriginal(source: Source, dataset: Dataset): boolean {
  return source.files[0] === dataset.files[0];
}

/** Beside a bundle lies engine.js; beside the sources the worker itself. */
function workerScript(): string {
  const isBundle = !import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isBundle ? './engine.js' : './duckdb/worker.ts', import.meta.url));
}
