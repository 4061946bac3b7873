// Checks and profiles of datasets by path: what the command line and the language server share.

import { readingFor, settingsFor, type Config } from './config/config.ts';
import type { Source } from './engine/plan.ts';
import { checkDataset, type CheckResult } from './findings/check.ts';
import { EngineError, type Engine, type Files, type KeepingEngine, type Scratch } from './ports.ts';
import { profileSource } from './profile/profile-source.ts';
import type { Profile } from './profile/profile.ts';
import { profileSample, type Sampled } from './profile/sample-profile.ts';
import { isText, type Dataset, type SaidReading } from './table/dataset.ts';
import { prepare, type PreparePorts } from './table/prepare.ts';
import type { Prepared } from './table/prepared.ts';

export interface RunOptions {
  readonly config: Config;
  /** The dataset's path relative to the folder of assay.json. */
  readonly relativePath: string;
  /** What the code that names it says of how it is read. */
  readonly inCode?: SaidReading;
  /** Findings in all, summaries included; absent: no such cap. */
  readonly mostShown?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** A profile from a sample, as soon as there is one; only for large files. */
  readonly onSampled?: (profile: Profile) => void;
}

export interface AssayPorts extends PreparePorts {
  /** For what people look at row by row: in a process of its own, so that no check holds it up. */
  readonly keeping: KeepingEngine;
}

/** Its engines, its scratch folder. Closing it ends them. */
export class Assay implements PreparePorts {
  readonly files: Files;
  readonly scratch: Scratch;
  readonly engine: Engine;
  readonly keeping: KeepingEngine;

  /** Attempts under way, and whether another ran beside them. */
  readonly #running = new Set<{ isShared: boolean }>();
  /** The last of the retries, which run one after the other. */
  #retries: Promise<unknown> = Promise.resolve();

  constructor({ files, scratch, engine, keeping }: AssayPorts) {
    this.files = files;
    this.scratch = scratch;
    this.engine = engine;
    this.keeping = keeping;
  }

  /** Rejects with an UnreadableError or EngineError, both with a sentence for the user. */
  check(dataset: Dataset, options: RunOptions): Promise<CheckResult> {
    const settings = settingsFor(options.config, options.relativePath);
    return this.#withPrepared(dataset, options, async (prepared) => {
      const sample = await this.#sample(prepared, options);
      return checkDataset(prepared, this.engine, { ...options, settings, sample: sample?.values });
    });
  }

  /** The exact profile; with `isSample` one from a sample, where the dataset is large enough for that to be quicker. */
  profile(dataset: Dataset, options: RunOptions & { readonly isSample?: boolean; readonly duplicateRows?: 'count' }): Promise<{ prepared: Prepared; profile: Profile }> {
    const { missingWords } = settingsFor(options.config, options.relativePath);
    return this.#withPrepared(dataset, options, async (prepared) => {
      const sampled = options.isSample === true ? await profileSample(prepared, this, { signal: options.signal, missingWords }) : undefined;
      return { prepared, profile: sampled?.profile ?? (await profileSource(prepared.source, this.engine, { ...options, missingWords })) };
    });
  }

  /** Made ready to be looked at; whoever asks disposes of it. `isThorough`: for a text that the engine has refused. Rejects with an UnreadableError or EngineError. */
  open(dataset: Dataset, options: RunOptions & { readonly isThorough?: boolean }): Promise<Prepared> {
    const override = readingFor(options.config, options.relativePath);
    return prepare(dataset, { files: this.files, scratch: this.scratch, engine: this.keeping }, { override, inCode: options.inCode, signal: options.signal, isThorough: options.isThorough });
  }

  /** Gets a dataset ready for work of another kind; where the file is rewritten meanwhile the work is done twice. */
  use<T>(dataset: Dataset, options: RunOptions, work: (prepared: Prepared) => Promise<T>): Promise<T> {
    return this.#withPrepared(dataset, options, work);
  }

  async #sample(prepared: Prepared, options: RunOptions): Promise<Sampled | undefined> {
    if (options.onSampled === undefined) return undefined;
    const { missingWords } = settingsFor(options.config, options.relativePath);
    const sampled = await profileSample(prepared, this, { signal: options.signal, missingWords });
    if (sampled !== undefined) options.onSampled(sampled.profile);
    return sampled;
  }

  async close(): Promise<void> {
    await Promise.all([this.engine.close(), this.keeping.close()]);
    this.scratch.clear();
  }

  /** A file that was rewritten while it was read is read once more: half of what was found may be of the old one. */
  async #withPrepared<T>(dataset: Dataset, options: RunOptions, use: (prepared: Prepared) => Promise<T>): Promise<T> {
    const before = await this.#stamp(dataset);
    const attempt = this.#outlive(options, () => this.#tryPrepared(dataset, options, use));
    await attempt.catch(() => {}); // whatever came of it, the file may have changed meanwhile
    const isAsBefore = options.signal?.aborted === true || before === (await this.#stamp(dataset));
    return isAsBefore ? attempt : this.#tryPrepared(dataset, options, use);
  }

  /** What the engine worked on when it crashed, or ran out of the memory that all share, is tried once more, after the others that failed so: the fault is a neighbour's, most often. */
  async #outlive<T>({ signal }: RunOptions, attempt: () => Promise<T>): Promise<T> {
    const own = { isShared: this.#running.size > 0 };
    for (const other of this.#running) other.isShared = true;
    this.#running.add(own);
    try {
      return await attempt().finally(() => this.#running.delete(own));
    } catch (error) {
      const kind = error instanceof EngineError ? error.kind : undefined;
      const mayBeNeighbours = kind === 'crashed' || (kind === 'memory' && own.isShared);
      if (!mayBeNeighbours || signal?.aborted === true) throw error;
      const retry = this.#retries.then(attempt);
      this.#retries = retry.catch(() => {});
      return retry;
    }
  }

  async #stamp({ files }: Dataset): Promise<string> {
    const stats = await Promise.all(files.map((file) => this.files.stat(file)));
    return stats.map((stat) => `${stat?.size} ${stat?.modified}`).join('\n');
  }

  /** Where the engine refuses a text that looked plain, it is read once more by our own scanner, which recovers. */
  async #tryPrepared<T>(dataset: Dataset, options: RunOptions, use: (prepared: Prepared) => Promise<T>): Promise<T> {
    this.engine.start(); // while the text is looked at
    const override = readingFor(options.config, options.relativePath);
    const prepared = await prepare(dataset, this, { override, inCode: options.inCode, signal: options.signal });
    try {
      return await use(prepared);
    } catch (error) {
      const isRefused = error instanceof EngineError && error.kind === 'unreadable' && isText(dataset.format) && isOriginal(prepared.source, dataset);
      if (!isRefused) throw error;
      const again = await prepare(dataset, this, { override, inCode: options.inCode, signal: options.signal, isThorough: true });
      return await use(again).finally(() => again.dispose());
    } finally {
      await prepared.dispose();
    }
  }
}

function isOriginal(source: Source, dataset: Dataset): boolean {
  return source.kind !== 'table' && source.files[0] === dataset.files[0];
}
