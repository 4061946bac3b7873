// The datasets that are open as texts: checked as they stand in the editor, saved or not.

import type { Assay } from '../core/assay.ts';
import { readingFor } from '../core/config/config.ts';
import type { SaidReading } from '../core/table/dataset.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import { describe } from '../features/code-lens.ts';
import type { Configs } from './configs.ts';
import type { Editor } from './editor.ts';
import { LiveDataset } from './live-dataset.ts';
import { LiveRecords } from './live-records.ts';
import type { Progress } from './progress.ts';
import type { Publisher } from './publisher.ts';
import { kindOf, type Texts } from './texts.ts';
import { toPath } from './uris.ts';

export interface OpenTablesOptions {
  readonly assay: Assay;
  readonly texts: Texts;
  readonly configs: Configs;
  /** What code says of how a dataset is read. */
  readonly inCode: (path: string) => Promise<SaidReading | undefined>;
  readonly publisher: Publisher;
  readonly progress: Progress;
  readonly editor: Editor;
  readonly log: (line: string) => void;
}

/** Looks at a text for the first time. */
type Look = () => Promise<void>;

interface Opened {
  /** Closed, or opened anew. */
  readonly stop: AbortController;
  /** Settles when it is known how the text is to be read. */
  readonly begun: Promise<void>;
  /** Settles when the text has been looked at for the first time. */
  readonly looked: Promise<void>;
}

export class OpenTables {
  readonly #options: OpenTablesOptions;
  readonly #delimited = new Map<string, LiveDataset>();
  readonly #records = new Map<string, LiveRecords>();
  readonly #opened = new Map<string, Opened>();

  constructor(options: OpenTablesOptions) {
    this.#options = options;
  }

  get uris(): readonly string[] {
    return [...this.#opened.keys()];
  }

  has(uri: string): boolean {
    return this.#opened.has(uri);
  }

  /** The open delimited text at an address, as soon as its cells are known. */
  async live(uri: string): Promise<LiveDataset | undefined> {
    await this.#opened.get(uri)?.begun;
    const live = this.#delimited.get(uri);
    await live?.built;
    return live === this.#delimited.get(uri) ? live : undefined; // closed meanwhile
  }

  /** Settles when the text at an address has been looked at for the first time. */
  looked(uri: string): Promise<void> {
    return this.#opened.get(uri)?.looked ?? Promise.resolve();
  }

  open(document: ChunkedDocument): void {
    this.close(document.uri);
    const stop = new AbortController();
    const begun = kindOf(document) === 'records' ? this.#openRecords(document, stop.signal) : this.#openDelimited(document, stop.signal);
    this.#opened.set(document.uri, { stop, begun: begun.then(() => {}), looked: begun.then((look) => look?.()) });
  }

  edited(uri: string): void {
    this.#delimited.get(uri)?.edited();
    this.#records.get(uri)?.edited();
  }

  close(uri: string): void {
    this.#opened.get(uri)?.stop.abort();
    this.#delimited.get(uri)?.close();
    this.#records.get(uri)?.close();
    for (const map of [this.#opened, this.#delimited, this.#records]) map.delete(uri);
  }

  closeAll(): void {
    for (const uri of this.uris) this.close(uri);
  }

  /** Everything is checked anew: the settings are others. */
  again(): void {
    for (const uri of this.uris) {
      const document = this.#options.texts.get(uri);
      if (document !== undefined) this.open(document);
    }
    this.#options.editor.refreshColours();
  }

  /** Reads anew what code says otherwise of than before. */
  review(): void {
    for (const [uri, live] of this.#delimited) void this.#readAsInCode(live, this.#options.inCode(toPath(uri)));
  }

  async #readAsInCode(live: LiveDataset, inCode: Promise<SaidReading | undefined>): Promise<void> {
    const { dialect } = live.index;
    await live.readAs(await inCode);
    if (live.index.dialect !== dialect) this.#options.editor.refreshColours();
  }

  async #openRecords(document: ChunkedDocument, signal: AbortSignal): Promise<Look | undefined> {
    const { assay, configs, publisher } = this.#options;
    const path = toPath(document.uri);
    const { config, relativePath, settings } = await configs.for(path);
    if (signal.aborted) return undefined;
    const records = new LiveRecords(document, {
      assay,
      path,
      config,
      relativePath,
      onKnown: (known) => publisher.known(document.uri, known, { settings, version: document.version }),
    });
    this.#records.set(document.uri, records);
    return () => records.check();
  }

  async #openDelimited(document: ChunkedDocument, signal: AbortSignal): Promise<Look | undefined> {
    const { assay, configs, inCode, publisher, progress, editor, log } = this.#options;
    const path = toPath(document.uri);
    const { config, relativePath } = await configs.for(path);
    if (signal.aborted) return undefined;
    const live = new LiveDataset(document, {
      assay,
      path,
      config,
      relativePath,
      reading: readingFor(config, relativePath),
      onFindings: (changed) => publisher.live(document.uri, changed),
      onProgress: (share) => progress.report(path, share),
    });
    this.#delimited.set(document.uri, live);
    editor.refreshColours(); // the editor may have asked already
    return async () => {
      const { dialect } = live.index;
      const said = inCode(path);
      await live.open();
      if (live.index.dialect !== dialect) editor.refreshColours();
      await this.#readAsInCode(live, said);
      if (live.result !== undefined) log(`${path}: ${describe(live.result)}`);
    };
  }
}
