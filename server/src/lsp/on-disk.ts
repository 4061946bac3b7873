// Findings of datasets that are not open as text: after a check of the workspace, or where a file is too large for the
// editor to hand over. They follow the file until it is gone.

import type { Known } from '../core/findings/known.ts';
import type { Changes } from './changes.ts';
import type { Configs } from './configs.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { Publisher } from './publisher.ts';
import { toUri } from './uris.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface OnDiskOptions {
  readonly datasets: DatasetStore;
  readonly publisher: Publisher;
  readonly configs: Configs;
  readonly workspace: WorkspaceFiles;
  readonly whyNoDataset: (path: string, name: string) => Promise<string>;
  /** Whether the text is open, and has findings of its own. */
  readonly isOpen: (uri: string) => boolean;
}

export class OnDisk {
  readonly #options: OnDiskOptions;
  readonly #shown = new Set<string>();

  constructor(options: OnDiskOptions) {
    this.#options = options;
  }

  /** Checks the dataset, and shows its findings from now on. */
  async show(path: string): Promise<Known> {
    const { datasets, publisher, configs, isOpen } = this.#options;
    this.#shown.add(path);
    const { settings, relativePath } = await configs.for(path);
    const known = await this.#orWhyNot(path, await datasets.check(path), relativePath);
    const uri = toUri(path);
    if (known.state === 'absent') this.#shown.delete(path);
    if (!isOpen(uri)) publisher.known(uri, known, { settings });
    return known;
  }

  /** What is named like a dataset, and is none, has a reason: it is empty, say, or a link that leads nowhere. */
  async #orWhyNot(path: string, known: Known, name: string): Promise<Known> {
    const { workspace, whyNoDataset } = this.#options;
    if (known.state !== 'absent' || !(await workspace.datasets()).includes(path)) return known;
    return { state: 'unreadable', reason: await whyNoDataset(path, name) };
  }

  /** Those that files and folders that changed concern; all of them where the settings did. One that is open has its turn when it is closed. */
  again(changes?: Changes): void {
    for (const path of [...this.#shown]) if (changes?.concern(path) !== false && !this.#options.isOpen(toUri(path))) void this.show(path);
  }

  /** Shows no longer what is in no folder of the workspace. */
  drop(isGone: (path: string) => boolean): void {
    for (const path of [...this.#shown].filter(isGone)) {
      this.#shown.delete(path);
      if (!this.#options.isOpen(toUri(path))) this.#options.publisher.clear(toUri(path));
    }
  }
}
