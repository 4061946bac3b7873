// The datasets that lie in the workspace, and those that its code writes; walked when first asked for.

import { readFile } from 'node:fs/promises';
import { findReferences } from '../core/code/index.ts';
import type { ResolveContext, Target } from '../core/code/resolve.ts';
import { Written } from '../core/code/written.ts';
import type { Found, Walk } from '../core/ports.ts';

const LONGEST = 2 * 1024 * 1024;

export class WorkspaceFiles {
  readonly #roots: () => readonly string[];
  readonly #exclude: () => Promise<readonly string[]>;
  readonly #walk: Walk;
  #found: Promise<readonly Found[]> | undefined;
  #written: Promise<Written> | undefined;

  constructor(roots: () => readonly string[], exclude: () => Promise<readonly string[]>, walk: Walk) {
    this.#roots = roots;
    this.#exclude = exclude;
    this.#walk = walk;
  }

  forget(): void {
    this.#found = undefined;
    this.#written = undefined;
  }

  /** Absolute paths of data files. */
  async datasets(): Promise<readonly string[]> {
    return (await this.#walked()).flatMap(({ data }) => data);
  }

  /** Whether code somewhere in the workspace writes what a reference names. */
  async isWritten(reference: Target, context: ResolveContext): Promise<boolean> {
    this.#written ??= this.#readWritten();
    return (await this.#written).covers(reference, context);
  }

  #walked(): Promise<readonly Found[]> {
    this.#found ??= this.#exclude().then((exclude) => Promise.all(this.#roots().map((root) => this.#walk(root, exclude))));
    return this.#found;
  }

  async #readWritten(): Promise<Written> {
    const written = new Written();
    for (const path of (await this.#walked()).flatMap(({ code }) => code)) {
      if (!/\.(py|ipynb)$/i.test(path)) continue;
      const text = await readFile(path, 'utf8').catch(() => '');
      if (text.length > LONGEST || !/to_|write|sink_|open|copy|savetxt|out|save/i.test(text)) continue;
      written.add(findReferences(path, text), { file: path, roots: this.#roots() });
    }
    return written;
  }
}
