// The datasets that lie in the workspace, and those that its code writes; walked when first asked for.

import { findReferences, mayNameDatasets } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import type { ResolveContext, Target } from '../core/code/resolve.ts';
import { Written } from '../core/code/written.ts';
import type { Files, Found, Walk } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Configs } from './configs.ts';
import type { Roots } from './roots.ts';
import type { Texts } from './texts.ts';
import { toPath } from './uris.ts';

const LONGEST = 2 * 1024 * 1024;

export interface WorkspaceOptions {
  readonly roots: Roots;
  readonly configs: Configs;
  readonly files: Files;
  readonly texts: Texts;
  /** What an open text names; it may hold more than is saved. */
  readonly named: (document: ChunkedDocument) => readonly Reference[];
  readonly walk: Walk;
  /** The user's home folder. */
  readonly home: string;
}

export class WorkspaceFiles {
  readonly #options: WorkspaceOptions;
  #found: Promise<readonly Found[]> | undefined;
  #written: Promise<Written> | undefined;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  forget(): void {
    this.#found = undefined;
    this.#written = undefined;
  }

  /** Absolute paths of data files, each once though roots may lie in one another. */
  async datasets(): Promise<readonly string[]> {
    return [...new Set((await this.#walked()).flatMap(({ data }) => data))];
  }

  /** Absolute paths of files that may name datasets. */
  async code(): Promise<readonly string[]> {
    return [...new Set((await this.#walked()).flatMap(({ code }) => code))];
  }

  /** Whether code somewhere in the workspace writes what a reference names. */
  async isWritten(reference: Target, context: ResolveContext): Promise<boolean> {
    const { texts, named } = this.#options;
    const open = new Written();
    for (const document of texts.code()) open.add(named(document), { ...context, file: toPath(document.uri) });
    if (open.covers(reference, context)) return true;
    this.#written ??= this.#readWritten();
    return (await this.#written).covers(reference, context);
  }

  #walked(): Promise<readonly Found[]> {
    this.#found ??= Promise.all(this.#options.roots.paths.map((root) => this.#walkRoot(root)));
    return this.#found;
  }

  /** The globs of a config above the root are told as seen from the root. */
  async #walkRoot(root: string): Promise<Found> {
    const { config, relativePath: down } = await this.#options.configs.for(root);
    const exclude = config.exclude.map((glob) => (down !== '' && glob.startsWith(`${down}/`) ? glob.slice(down.length + 1) : glob));
    return this.#options.walk(root, exclude);
  }

  async #readWritten(): Promise<Written> {
    const { roots, files, home } = this.#options;
    const written = new Written();
    for (const path of await this.code()) {
      if (!mayNameDatasets(path)) continue;
      const text = (await readText(files, path, LONGEST)) ?? '';
      if (!/to_|write|sink|open|copy|savetxt|out|save|dest|result|pred|submission|export|log|cache|tmp/i.test(text)) continue;
      written.add(findReferences(path, text), { file: path, roots: roots.paths, home });
    }
    return written;
  }
}
