// The datasets that code writes: they need not exist yet when other code reads them.

import picomatch from 'picomatch';
import type { Reference } from './reference.ts';
import { candidates, folderOf, isGlob, type ResolveContext, type Target } from './resolve.ts';

export class Written {
  readonly #paths = new Set<string>();

  /** Keeps what a text writes. */
  add(references: readonly Reference[], context: ResolveContext): void {
    for (const reference of references) {
      if (!reference.writes) continue;
      for (const path of candidates(reference, context)) this.#paths.add(path);
    }
  }

  /** Whether code writes this very path, a folder around it, or a part of it. */
  covers(reference: Target, context: ResolveContext): boolean {
    return candidates(reference, context).some((path) => this.#isMade(path) || this.#hasParts(path));
  }

  #isMade(path: string): boolean {
    for (let place = path; ; place = folderOf(place)) {
      if (this.#paths.has(place)) return true;
      if (place === folderOf(place) || !place.includes('/')) return false;
    }
  }

  #hasParts(path: string): boolean {
    const isPart = isGlob(path) ? picomatch(path) : (other: string) => other.startsWith(`${path}/`);
    for (const other of this.#paths) if (isPart(other)) return true;
    return false;
  }
}
