// Checked datasets on disk, kept until the file changes.

import { asWanted } from '../core/findings/silence.ts';
import type { Known } from '../core/findings/known.ts';
import { EngineError } from '../core/ports.ts';
import type { Profile } from '../core/profile/profile.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Dataset, SaidReading } from '../core/table/dataset.ts';
import { duration } from '../core/words.ts';
import { describe } from '../features/code-lens.ts';
import { MOST_SHOWN } from '../features/diagnostics.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import type { Assay } from '../core/assay.ts';
import type { Changes } from './changes.ts';
import type { Configs } from './configs.ts';

interface Entry {
  stamp: string;
  known: Known;
  done: Promise<Known>;
  readonly stop: AbortController;
  /** Somebody besides the background waits for it. */
  isWanted: boolean;
}

export interface StoreOptions {
  readonly assay: Assay;
  readonly configs: Configs;
  /** What code says of how a dataset is read. */
  readonly inCode: (path: string) => Promise<SaidReading | undefined>;
  readonly log: (line: string) => void;
  /** Called whenever something that lenses or diagnostics show may have changed. */
  readonly onChange: (path: string) => void;
}

export class DatasetStore {
  readonly #options: StoreOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Paths of the datasets that have been looked at, and are there. */
  get paths(): readonly string[] {
    return [...this.#entries].flatMap(([path, { known }]) => (known.state === 'absent' ? [] : [path]));
  }

  /** Paths that are being worked on, with their share. */
  get working(): readonly { readonly path: string; readonly share: number }[] {
    return [...this.#entries].flatMap(([path, { known }]) => (known.state === 'working' ? [{ path, share: known.share }] : []));
  }

  /** What is known now; starts the work where nothing is. */
  peek(path: string): Known {
    const entry = this.#entries.get(path);
    if (entry !== undefined) {
      entry.isWanted = true;
      return entry.known;
    }
    void this.check(path);
    return { state: 'working', share: 0 };
  }

  /** What is known now; undefined where nobody has looked. */
  known(path: string): Known | undefined {
    return this.#entries.get(path)?.known;
  }

  /** The outcome, from an earlier check where the file is as it was. `inBackground`: nobody minds if it is given up. */
  async check(path: string, { inBackground = false } = {}): Promise<Known> {
    const stamp = await this.#stamp(path);
    const known = this.#entries.get(path);
    if (known !== undefined && known.stamp === stamp) {
      if (!inBackground) known.isWanted = true;
      return known.done;
    }
    known?.stop.abort();
    const isWanted = !inBackground || known?.isWanted === true;
    const entry: Entry = { stamp, known: { state: 'working', share: 0 }, done: Promise.resolve({ state: 'absent' }), stop: new AbortController(), isWanted };
    this.#entries.set(path, entry);
    entry.done = this.#run(path, entry);
    return entry.done;
  }

  /** Forgets the datasets that may be others than before; without changes all of them. */
  forget(changes?: Changes): void {
    for (const path of [...this.#entries.keys()]) if (changes?.concern(path) !== false) this.#drop(path);
  }

  /** Checks anew what code says otherwise of than before. */
  review(): void {
    for (const path of this.#entries.keys()) void this.check(path);
  }

  /** Stops a check in the background that nobody else has asked for meanwhile. */
  giveUp(path: string): void {
    const entry = this.#entries.get(path);
    if (entry === undefined || entry.isWanted || entry.known.state !== 'working') return;
    this.#drop(path);
    this.#options.onChange(path);
  }

  #drop(path: string): void {
    this.#entries.get(path)?.stop.abort();
    this.#entries.delete(path);
  }

  async #run(path: string, entry: Entry): Promise<Known> {
    const start = performance.now();
    const outcome = await this.#outcome(path, entry).catch(async (error: unknown): Promise<Known> => {
      const isKnown = error instanceof UnreadableError || error instanceof EngineError;
      const reason = isKnown ? error.message : `It could not be checked: ${String(error)}`;
      const { settings } = await this.#options.configs.for(path);
      return { state: 'unreadable', reason, isQuiet: asWanted([{ code: 'dataset-unreadable', severity: 'error', address: {}, message: reason }], settings).length === 0 };
    });
    if (entry.stop.signal.aborted) return outcome;
    entry.known = outcome;
    if (outcome.state === 'done') this.#options.log(`${path}: ${describe(outcome.result)}, checked in ${duration(performance.now() - start)}`);
    if (outcome.state === 'unreadable') this.#options.log(`${path}: ${outcome.reason}`);
    this.#options.onChange(path);
    return outcome;
  }

  async #outcome(path: string, entry: Entry): Promise<Known> {
    const dataset = await findDataset(path, this.#options.assay.files, 'delimited');
    if (dataset === undefined) return { state: 'absent' };
    const { config, relativePath } = await this.#options.configs.for(path);
    let sampled: Profile | undefined;
    const onProgress = (share: number) => {
      entry.known = { state: 'working', share, sampled };
      this.#options.onChange(path);
    };
    const onSampled = (profile: Profile) => {
      sampled = profile;
      onProgress(0);
    };
    const inCode = await this.#options.inCode(path);
    return { state: 'done', result: await this.#options.assay.check(dataset, { config, relativePath, inCode, mostShown: MOST_SHOWN, signal: entry.stop.signal, onProgress, onSampled }) };
  }

  /** Changes when the content may have. */
  async #stamp(path: string): Promise<string> {
    const dataset: Dataset | undefined = await findDataset(path, this.#options.assay.files, 'delimited');
    const stats = await Promise.all((dataset?.files ?? [path]).map((file) => this.#options.assay.files.stat(file)));
    return [...stats.map((stat) => `${stat?.size}:${stat?.modified}`), JSON.stringify(await this.#options.inCode(path))].join(',');
  }
}
