// The list of datasets as an editor shows it: told when it is asked for, and what changes of it from then on.

import type { Connection } from 'vscode-languageserver';
import { listedState } from '../features/dataset-list.ts';
import { DatasetsChangedNotification, type DatasetList, type ListedState } from '../protocol/datasets.ts';
import { BackgroundChecks } from './background-checks.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { Inventory, Item } from './inventory.ts';
import type { Named } from './named.ts';
import { nameOf, toUri } from './uris.ts';

export interface CatalogueOptions {
  readonly connection: Connection;
  readonly inventory: Inventory;
  readonly named: Named;
  readonly datasets: DatasetStore;
  readonly whyNoDataset: (path: string, name: string) => Promise<string>;
}

/** Several changes are told at once. */
const WAIT_MS = 200;
/** Who types changes code with every key. */
const WAIT_FOR_LIST_MS = 600;

export class Catalogue {
  readonly #options: CatalogueOptions;
  readonly #background: BackgroundChecks;
  readonly #changed = new Set<string>();
  #isAnother = false;
  #isAsked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CatalogueOptions) {
    this.#options = options;
    const { connection, datasets, inventory } = options;
    this.#background = new BackgroundChecks({ datasets, list: () => inventory.list(), onProgress: (path) => this.#progressed(path), log: (line) => connection.console.warn(line) });
  }

  async list(): Promise<DatasetList> {
    this.#isAsked = true;
    const { items, notFound } = await this.#options.inventory.list();
    return { datasets: await Promise.all(items.map(async (item) => ({ ...listed(item), known: await this.#stateOf(item.path) }))), notFound };
  }

  show(isShown: boolean): void {
    this.#background.show(isShown);
  }

  /** The text at an address is another one; without it files or settings are. */
  changed(uri?: string): void {
    const { named, inventory } = this.#options;
    named.forget(uri);
    inventory.forget();
    this.#isAnother = true;
    this.#schedule(WAIT_FOR_LIST_MS);
  }

  /** Something else is known of a dataset. */
  datasetChanged(path: string): void {
    if (!this.#isAsked) return;
    this.#changed.add(path);
    this.#schedule(WAIT_MS);
  }

  #progressed(path: string | undefined): void {
    if (path !== undefined) this.#changed.add(path);
    this.#schedule(WAIT_MS);
  }

  async #stateOf(path: string): Promise<ListedState> {
    const known = this.#options.datasets.known(path);
    if (known?.state !== 'absent') return listedState(known);
    return { state: 'unreadable', reason: await this.#options.whyNoDataset(path, nameOf(path)) };
  }

  #schedule(milliseconds: number): void {
    if (!this.#isAsked) return;
    // News of checks go on while somebody types; the list waits for a pause.
    if (this.#timer !== undefined && !this.#isAnother) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), this.#isAnother ? WAIT_FOR_LIST_MS : milliseconds);
    this.#timer.unref?.();
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    const isAnother = this.#isAnother;
    const paths = [...this.#changed];
    this.#isAnother = false;
    this.#changed.clear();
    const known = isAnother ? undefined : await Promise.all(paths.map(async (path) => ({ uri: toUri(path), known: await this.#stateOf(path) })));
    void this.#options.connection.sendNotification(DatasetsChangedNotification, { known, checking: this.#background.progress });
    if (isAnother) this.#background.again();
  }
}

function listed({ path, shownPath, ...rest }: Item) {
  return { uri: toUri(path), ...rest, path: shownPath };
}
