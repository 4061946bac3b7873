// The datasets that lie in the workspace, and those that its code writes; walked when first asked for.

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { relative } from 'node:path';
import { findReferences } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import type { ResolveContext, Target } from '../core/code/resolve.ts';
import { Written } from '../core/code/written.ts';
import type { Found, Walk } from '../core/ports.ts';
import type { Found as FoundConfig } from './configs.ts';

const LONGEST = 2 * 1024 * 1024;

export interface WorkspaceOptions {
  readonly roots: () => readonly string[];
  readonly config: (path: string) => Promise<FoundConfig>;
  /** What the open texts name; they may hold more than is saved. */
  readonly open: () => readonly { readonly path: string; readonly references: readonly Reference[] }[];
  readonly walk: Walk;
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

  /** Whether code somewhere in the workspace writes what a reference names. */
  async isWritten(reference: Target, context: ResolveContext): Promise<boolean> {
    const open = new Written();
    for (const { path, references } of this.#options.open()) open.add(references, { ...context, file: path });
    if (open.covers(reference, context)) return true;
    this.#written ??= this.#readWritten();
    return (await this.#written).covers(reference, context);
  }

  #walked(): Promise<readonly Found[]> {
    this.#found ??= Promise.all(this.#options.roots().map((root) => this.#walkRoot(root)));
    return this.#found;
  }

  /** The globs of a config above the root are told as seen from the root. */
  async #walkRoot(root: string): Promise<Found> {
    const { config, folder } = await this.#options.config(root);
    const down = relative(folder, root).replaceAll('\\', '/');
    const exclude = config.exclude.map((glob) => (down !== '' && glob.startsWith(`${down}/`) ? glob.slice(down.length + 1) : glob));
    return this.#options.walk(root, exclude);
  }

  async #readWritten(): Promise<Written> {
    const written = new Written();
    for (const path of (await this.#walked()).flatMap(({ code }) => code)) {
      if (!/\.(py|ipynb|ya?ml|toml|json)$/i.test(path)) continue;
      const text = await readFile(path, 'utf8').catch(() => '');
      if (text.length > LONGEST || !/to_|write|sink_|open|copy|savetxt|out|save|dest|result|pred|submission|export|log|cache|tmp/i.test(text)) continue;
      written.add(findReferences(path, text), { file: path, roots: this.#options.roots(), home: homedir() });
    }
    return written;
  }
}
