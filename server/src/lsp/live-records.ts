// An open JSON Lines or JSON document: its present text is checked as a whole shortly after each edit.

import { formatOf } from '../core/table/dataset.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import { EngineError } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import type { Known } from '../core/findings/known.ts';
import { MOST_SHOWN } from '../features/diagnostics.ts';
import type { Assay } from '../core/assay.ts';
import type { Config } from '../core/config/config.ts';
import { nameOf } from './uris.ts';

export interface RecordsOptions {
  readonly assay: Assay;
  readonly path: string;
  readonly config: Config;
  readonly relativePath: string;
  readonly onKnown: (known: Known) => void;
}

/** Quiet time after an edit. */
const DEBOUNCE = 300;

export class LiveRecords {
  readonly #document: ChunkedDocument;
  readonly #options: RecordsOptions;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(document: ChunkedDocument, options: RecordsOptions) {
    this.#document = document;
    this.#options = options;
  }

  edited(): void {
    this.close();
    this.#stop = new AbortController();
    this.#timer = setTimeout(() => void this.check(), DEBOUNCE);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  async check(): Promise<void> {
    const { signal } = this.#stop;
    const known = await this.#outcome(signal).catch((error: unknown): Known => {
      const isKnown = error instanceof UnreadableError || error instanceof EngineError;
      return { state: 'unreadable', reason: isKnown ? error.message : `It could not be checked: ${String(error)}` };
    });
    if (!signal.aborted) this.#options.onKnown(known);
  }

  /** The text goes to a scratch file; places in it are places in the document. */
  async #outcome(signal: AbortSignal): Promise<Known> {
    const { assay, path, config, relativePath } = this.#options;
    const format = formatOf(path) ?? 'jsonl';
    const file = await assay.scratch.create(`-${nameOf(path)}`);
    for (const { text } of this.#document.chunks) await file.write(text);
    await file.close();
    try {
      const dataset = { path, format, files: [file.path], hive: false, bytes: this.#document.length } as const;
      return { state: 'done', result: await assay.check(dataset, { config, relativePath, mostShown: MOST_SHOWN, signal }) };
    } finally {
      await assay.scratch.remove(file.path);
    }
  }
}
