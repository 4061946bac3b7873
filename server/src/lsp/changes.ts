// Files and folders that changed, asked quickly whether they concern a path: a branch that is checked out changes
// thousands at once.

import { folderOf, isGlob } from '../core/code/resolve.ts';

export class Changes {
  readonly #changed: ReadonlySet<string>;
  /** Every folder around one of them. */
  readonly #around = new Set<string>();

  constructor(paths: readonly string[]) {
    this.#changed = new Set(paths);
    for (const path of paths) for (let folder = folderOf(path); !this.#around.has(folder); folder = folderOf(folder)) this.#around.add(folder);
  }

  /** Whether what is at a path may be another than before: it changed, a folder around it, or something in it. Of a glob that is not known. */
  concern(path: string): boolean {
    if (isGlob(path) || this.#around.has(path)) return true;
    for (let place = path; ; place = folderOf(place)) {
      if (this.#changed.has(place)) return true;
      if (place === folderOf(place) || !place.includes('/')) return false;
    }
  }
}
