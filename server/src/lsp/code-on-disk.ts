// What code that is not open is told of the datasets that it names, after a check of the workspace. It follows the files
// until it is settled.

import { isGlob } from '../core/code/resolve.ts';
import { findingsInCode, type CodeText } from '../core/findings/code-text.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Files } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Changes } from './changes.ts';
import type { Configs } from './configs.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { Publisher } from './publisher.ts';
import type { References } from './references.ts';
import type { Texts } from './texts.ts';
import { nameOf, toUri } from './uris.ts';

export interface CodeOnDiskOptions {
  readonly files: Files;
  readonly texts: Texts;
  readonly references: References;
  readonly configs: Configs;
  readonly datasets: DatasetStore;
  readonly publisher: Publisher;
}

/** What one text came to. */
export interface Looked {
  readonly findings: readonly Finding[];
  /** Paths of the datasets that it names. */
  readonly datasets: readonly string[];
}

const NOTHING: Looked = { findings: [], datasets: [] };

export class CodeOnDisk {
  readonly #options: CodeOnDiskOptions;
  /** What the texts that are shown name. */
  readonly #shown = new Map<string, CodeText>();

  constructor(options: CodeOnDiskOptions) {
    this.#options = options;
  }

  /** Looks a file through, and shows what is wrong with it from now on; one that is open shows it by itself. */
  async show(path: string): Promise<Looked> {
    const { configs, datasets, publisher } = this.#options;
    const code = await this.#read(path);
    if (code === undefined) {
      if (this.#shown.delete(path) && !this.#isOpen(path)) publisher.clear(toUri(path));
      return NOTHING;
    }
    const { settings } = await configs.for(path);
    const isToShow = hasToSay(toShow(code)) || hasToSay(toShow(this.#shown.get(path)));
    this.#shown.set(path, code);
    if (isToShow && !this.#isOpen(path)) publisher.code(toUri(path), toShow(code), { settings, peek: (target) => datasets.peek(target) });
    return { findings: findingsInCode(code, nameOf(path), settings), datasets: await this.#datasetsIn(code) };
  }

  /** After files or folders have changed: texts among them, texts that name one of them, and those that miss a dataset. All where the settings changed. */
  async again(changes?: Changes): Promise<void> {
    const isConcerned = ([path, { followed }]: readonly [string, CodeText]) => changes === undefined || changes.concern(path) || followed.some(({ path: target }) => target === undefined || changes.concern(target));
    for (const [path] of [...this.#shown].filter(isConcerned)) await this.show(path);
  }

  /** Shows no longer what is in no folder of the workspace. */
  drop(isGone: (path: string) => boolean): void {
    for (const path of [...this.#shown.keys()].filter(isGone)) {
      this.#shown.delete(path);
      if (!this.#isOpen(path)) this.#options.publisher.clear(toUri(path));
    }
  }

  #isOpen(path: string): boolean {
    return this.#options.texts.partsOf(toUri(path)) !== undefined;
  }

  /** As it stands in the editor where it is open; undefined where there is no such file. */
  async #read(path: string): Promise<CodeText | undefined> {
    const { files, texts, references } = this.#options;
    const open = texts.partsOf(toUri(path));
    if (open !== undefined) {
      const followed = await Promise.all(open.map(({ uri }) => references.of(uri)));
      return { followed: followed.flat(), unread: open.map(({ uri }) => references.unread(uri)).find((reason) => reason !== undefined) };
    }
    const text = await readText(files, path);
    return text === undefined ? this.#unreadable(path) : references.read(path, text);
  }

  /** No such file, one that is too long to be looked through, or one that must not be read. */
  async #unreadable(path: string): Promise<CodeText | undefined> {
    const { files } = this.#options;
    if ((await files.stat(path))?.kind !== 'file') return undefined;
    const reason = await files.read(path, 0, 1).then(() => '', String);
    return /permission/.test(reason) ? { followed: [], unread: 'you have no permission' } : undefined;
  }

  async #datasetsIn({ followed }: CodeText): Promise<readonly string[]> {
    const { files } = this.#options;
    const found = await Promise.all(followed.map(async ({ reference, path }) => (path === undefined ? undefined : findDataset(path, files, reference.sure ? 'delimited' : undefined))));
    return found.flatMap((dataset) => dataset?.path ?? []);
  }
}

/** A dataset shows its own findings, but for a glob, which is no file that could be opened. */
function toShow({ followed, unread }: CodeText = { followed: [] }): CodeText {
  return { followed: followed.filter(({ path }) => path === undefined || isGlob(path)), unread };
}

function hasToSay({ followed, unread }: CodeText): boolean {
  return followed.length > 0 || unread !== undefined;
}
