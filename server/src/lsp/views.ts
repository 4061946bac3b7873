// The dataset panels that are open.

import type { Connection } from 'vscode-languageserver';
import type { Assay } from '../core/assay.ts';
import { keyIn, type ReadingOverride } from '../core/config/config.ts';
import { setReading } from '../core/config/set-reading.ts';
import { readText } from '../core/read-text.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { SaidReading } from '../core/table/dataset.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { ViewNewsNotification } from '../protocol/view.ts';
import type { Answers, Ask, News, Opened } from '../../../webviews/contract/dataset.ts';
import type { Changes } from './changes.ts';
import type { Configs } from './configs.ts';
import type { DatasetStore } from './dataset-store.ts';
import { PanelView } from './panel-view.ts';
import type { Texts } from './texts.ts';
import { nameOf, toUri } from './uris.ts';

/** Milliseconds that the first rows wait for what code says of them; where it says otherwise later, the panel is opened anew. */
const PATIENCE = 100;

export interface ViewsOptions {
  readonly connection: Connection;
  readonly assay: Assay;
  readonly configs: Configs;
  /** What code says of how a dataset is read. */
  readonly inCode: (path: string, patience?: number) => Promise<SaidReading | undefined>;
  readonly datasets: DatasetStore;
  readonly texts: Texts;
  readonly whyNoDataset: (path: string, name: string) => Promise<string>;
}

export class Views {
  readonly #options: ViewsOptions;
  readonly #open = new Map<number, PanelView>();
  #last = 0;

  constructor(options: ViewsOptions) {
    this.#options = options;
  }

  /** Rejects with a sentence for the user. */
  async open(path: string): Promise<Opened> {
    const { assay, configs, inCode, datasets, whyNoDataset } = this.#options;
    const dataset = await findDataset(path, assay.files, 'delimited');
    if (dataset === undefined) throw new UnreadableError(await whyNoDataset(path, nameOf(path)));
    const { config, relativePath } = await configs.for(path);
    const id = ++this.#last;
    const view = await PanelView.open({ assay, dataset, id, config, relativePath, inCode: await inCode(dataset.path, PATIENCE), readAs: (parts) => this.#readAs(path, parts), tell: (news) => this.#tell(id, news) });
    this.#open.set(id, view);
    void datasets.check(path).then((known) => this.#open.get(id)?.learn(known));
    return view.opened;
  }

  ask(id: number, request: { readonly ask: Ask; readonly params: unknown }, signal: AbortSignal): Promise<unknown> {
    const view = this.#open.get(id);
    if (view === undefined) throw new UnreadableError('This panel is closed.');
    return view.ask(request.ask, request.params, signal);
  }

  async close(id: number): Promise<void> {
    const view = this.#open.get(id);
    this.#open.delete(id);
    await view?.close();
  }

  /** A check tells what it has so far. */
  datasetChanged(path: string): void {
    for (const view of this.#open.values()) if (view.path === path) view.learn(this.#options.datasets.peek(path));
  }

  async #readAs(path: string, parts: ReadingOverride): Promise<Answers['readAs']> {
    const { assay, configs, texts } = this.#options;
    const { file, relativePath } = await configs.for(path);
    const uri = toUri(file);
    const before = texts.get(uri)?.getText() ?? (await readText(assay.files, file));
    const text = setReading(before ?? '', { dataset: relativePath, parts }, keyIn(file));
    if (text === undefined) throw new UnreadableError(`${nameOf(file)} cannot be read as JSON, so nothing was written into it. Mend it first.`);
    return { file: uri, isNew: before === undefined, text };
  }

  /** Files changed, or the settings: panels that show them are told, and open them anew. */
  again(changes?: Changes): void {
    for (const [id, view] of this.#open) if (changes?.concern(view.path) !== false) this.#tell(id, { kind: 'changed' });
  }

  /** Those that code says otherwise of than before are opened anew. */
  review(): void {
    for (const [id, view] of this.#open) void this.#options.inCode(view.path).then((inCode) => view.isReadAs(inCode) || this.#tell(id, { kind: 'changed' }));
  }

  #tell(view: number, news: News): void {
    void this.#options.connection.sendNotification(ViewNewsNotification, { view, news });
  }
}
