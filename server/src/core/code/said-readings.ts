// What the workspace's code says of how its datasets are read: sep=, encoding=, header=None.

import picomatch from 'picomatch';
import type { SaidReading } from '../table/dataset.ts';
import type { Files } from '../ports.ts';
import { mayNameDatasets } from './index.ts';
import type { Reference } from './reference.ts';
import { isGlob, isInside, resolveReference, type ResolveContext } from './resolve.ts';

/** Words of a call that says how it reads or writes a table, in any language: by name, by its place, or by the call's own. */
export const SAYS_HOW = /\b(sep|delim|delimiter|separator|terminated|encoding|fileEncoding|headers?|has_?header|include_header|col_names|names|fieldnames)\b|tsv|dsv|csv2|read[._](table|delim)|readFile|ReadStream|\bfs\b|read[._]csv\b.{0,200},\s*[FT](RUE|ALSE)?\b/i;

/** Whether texts of this name may hold such calls: settings hold none. */
export function maySayReadings(path: string): boolean {
  return mayNameDatasets(path) && !/\.(jsonc?|ya?ml|toml)$|(^|\/)MLproject$/i.test(path);
}

const PARTS = ['delimiter', 'encoding', 'header'] as const;

export class SaidReadings {
  readonly #said = new Map<string, SaidReading[]>();

  /** Keeps what one place in code says; `path` is absolute: a file, a folder or a glob. */
  add(path: string, reading: SaidReading): void {
    this.#said.set(path, [...(this.#said.get(path) ?? []), reading]);
  }

  /** Keeps what the references of one text say. */
  async addAll(references: readonly Reference[], context: ResolveContext, files: Files): Promise<void> {
    for (const reference of references) {
      const path = reference.reading === undefined ? undefined : await resolveReference(reference, context, files);
      if (path !== undefined && reference.reading !== undefined) this.add(path, reference.reading);
    }
  }

  /** What all who speak of it agree on; undefined where nobody does. */
  of(path: string): SaidReading | undefined {
    const all = [...this.#said].flatMap(([named, readings]) => (isPart(path, named) ? readings : []));
    const agreed = PARTS.flatMap((part) => {
      const values = new Set(all.flatMap((reading) => reading[part] ?? []));
      return values.size === 1 ? [[part, [...values][0]] as const] : [];
    });
    return agreed.length === 0 ? undefined : Object.fromEntries(agreed);
  }
}

/** Whether a path is what code names, or one of the files of it. */
function isPart(path: string, named: string): boolean {
  return path === named || (isGlob(named) ? picomatch.isMatch(path, named) : isInside(path, named));
}
