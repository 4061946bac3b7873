// What open code is told of the datasets that it names.

import type { DatasetStore } from './dataset-store.ts';
import type { Configs } from './configs.ts';
import type { Editor } from './editor.ts';
import type { Publisher } from './publisher.ts';
import type { References } from './references.ts';
import type { Texts } from './texts.ts';
import { toPath } from './uris.ts';

export interface CodeFindingsOptions {
  readonly texts: Texts;
  readonly references: References;
  readonly configs: Configs;
  readonly datasets: DatasetStore;
  readonly publisher: Publisher;
  readonly editor: Editor;
}

export class CodeFindings {
  readonly #options: CodeFindingsOptions;

  constructor(options: CodeFindingsOptions) {
    this.#options = options;
  }

  /** After a text was opened. */
  async check(uri: string): Promise<void> {
    const { texts, references, configs, datasets, publisher } = this.#options;
    const document = texts.get(uri);
    const version = document?.version;
    const followed = await references.of(uri);
    const { settings } = await configs.for(toPath(uri));
    // Closed or edited meanwhile: what was found belongs to another text.
    if (version === undefined || texts.get(uri) !== document || document?.version !== version) return;
    publisher.code(uri, { followed, unread: references.unread(uri) }, { settings, version, peek: (target) => datasets.peek(target) });
  }

  /** After an edit: the other cells of a notebook may use what this one defines. */
  edited(uri: string): void {
    const { texts, references } = this.#options;
    const cells = texts.cellsAround(uri).flatMap((cell) => cell?.uri ?? []);
    for (const cell of cells) references.forget(cell);
    for (const each of cells.length === 0 ? [uri] : cells) void this.check(each);
  }

  /** Cells of a notebook came or went. */
  regrouped(uri: string): void {
    this.edited(uri);
    this.#options.editor.refreshLenses();
  }

  /** A dataset is not as it was: all code may show it. */
  async refresh(): Promise<void> {
    for (const document of this.#options.texts.code()) await this.check(document.uri);
    this.#options.editor.refreshLenses();
  }
}
