// Checks the small datasets of the workspace one by one, as long as somebody looks at their list.

import type { DatasetStore } from './dataset-store.ts';
import type { Item, Listing } from './inventory.ts';

export interface BackgroundOptions {
  readonly datasets: DatasetStore;
  readonly list: () => Promise<Listing>;
  /** Called when `progress` is another than before: the dataset that is now looked at, if any. */
  readonly onProgress: (path?: string) => void;
  readonly log: (line: string) => void;
}

/** What is known of so many is kept in memory; the others are checked when they are asked for. */
const MOST = 500;

export class BackgroundChecks {
  readonly #options: BackgroundOptions;
  #isShown = false;
  #isRunning = false;
  /** The list changed while a round was under way: another one follows. */
  #isStale = false;
  #current: string | undefined;
  #progress: { readonly done: number; readonly of: number } | undefined;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** How far the round has come; undefined where there is none. */
  get progress(): { readonly done: number; readonly of: number } | undefined {
    return this.#progress;
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (isShown) this.again();
    else if (this.#current !== undefined) this.#options.datasets.giveUp(this.#current);
  }

  /** What is listed, or what is known of it, is another than before. */
  again(): void {
    if (!this.#isShown) return;
    this.#isStale = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#rounds()
      .catch((error: unknown) => this.#options.log(`Datasets are not checked in the background: ${String(error)}`))
      .finally(() => (this.#isRunning = false));
  }

  async #rounds(): Promise<void> {
    while (this.#isStale && this.#isShown) {
      this.#isStale = false;
      await this.#round();
    }
  }

  async #round(): Promise<void> {
    const { datasets, list } = this.#options;
    const paths = this.#wanting((await list()).items);
    for (const [done, path] of paths.entries()) {
      if (!this.#isShown || this.#isStale) break;
      this.#current = path;
      this.#tell({ done, of: paths.length });
      await datasets.check(path, { inBackground: true });
      this.#current = undefined;
    }
    this.#tell(undefined);
  }

  /** Those that code names come first. */
  #wanting(items: readonly Item[]): readonly string[] {
    const { datasets } = this.#options;
    const known = items.filter(({ path }) => datasets.known(path) !== undefined).length;
    const wanting = items.filter(({ path, isLarge }) => !isLarge && datasets.known(path) === undefined);
    const [named, others] = [wanting.filter((item) => item.named.length > 0), wanting.filter((item) => item.named.length === 0)];
    return [...named, ...others].slice(0, Math.max(0, MOST - known)).map(({ path }) => path);
  }

  #tell(progress: { readonly done: number; readonly of: number } | undefined): void {
    if (progress === undefined && this.#progress === undefined) return;
    this.#progress = progress;
    this.#options.onProgress(this.#current);
  }
}
