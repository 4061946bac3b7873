// What --changed looks at: datasets that changed, and references that are new or lead to what changed.

import { dirname } from 'node:path';
import picomatch from 'picomatch';
import { findReferences } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import { candidates, isGlob, isInside, type ResolveContext } from '../core/code/resolve.ts';
import { CONFIG_NAME } from '../core/config/config.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { Repository, type Base } from './git.ts';
import { absolute, slashes } from './paths.ts';

interface Compared {
  readonly repository: Repository;
  readonly base: Base;
  readonly paths: ReadonlySet<string>;
}

export class Changed {
  readonly #compared: readonly Compared[];
  /** References as they were, by the file that holds them. */
  readonly #earlier = new Map<string, Promise<ReadonlySet<string>>>();

  private constructor(compared: readonly Compared[]) {
    this.#compared = compared;
  }

  /** Compares the repositories that the folders lie in. `ref`: a commit; absent: where the work left the main branch. */
  static async since(ref: string | undefined, folders: readonly string[]): Promise<Changed> {
    const compared = new Map<string, Compared>();
    for (const folder of folders) {
      const repository = await Repository.around(folder);
      if (compared.has(repository.folder)) continue;
      const base = await repository.base(ref);
      const paths = (await repository.changed(base)).flatMap((path) => [path, ...kept(path)]);
      compared.set(repository.folder, { repository, base, paths: new Set(paths) });
    }
    return new Changed([...compared.values()]);
  }

  /** What was compared with: 'origin/main (a1b2c3d)'. */
  get since(): string {
    return [...new Set(this.#compared.map(({ base }) => base.name))].join(' and ');
  }

  has(path: string): boolean {
    return this.#compared.some(({ paths }) => paths.has(path));
  }

  /** Whether what the team has set is other than it was: then any dataset may be read or judged differently. */
  hasSettings({ folder, file }: { readonly folder: string; readonly file?: string }): boolean {
    return this.has(`${folder}/${CONFIG_NAME}`) || (file !== undefined && this.has(file));
  }

  /** Whether a file of the dataset changed, came or went. */
  touches({ path, files }: Pick<Dataset, 'path' | 'files'>): boolean {
    return files.some((file) => this.has(file)) || this.#hasAt(path);
  }

  /** Whether the reference is new, or what it leads to changed; undefined: it leads nowhere. */
  async concerns(reference: Reference, context: ResolveContext, dataset: Dataset | undefined): Promise<boolean> {
    if (dataset === undefined ? candidates(reference, context).some((path) => this.#hasAt(path)) : this.touches(dataset)) return true;
    return this.has(context.file) && !(await this.#references(context.file)).has(keyOf(reference));
  }

  /** A file, or one in a folder or of a glob. */
  #hasAt(path: string): boolean {
    if (this.has(path)) return true;
    const fits = isGlob(path) ? picomatch(path) : (file: string) => isInside(file, path);
    return this.#compared.some(({ paths }) => [...paths].some((file) => fits(file)));
  }

  #references(file: string): Promise<ReadonlySet<string>> {
    const known = this.#earlier.get(file) ?? this.#read(file);
    this.#earlier.set(file, known);
    return known;
  }

  async #read(file: string): Promise<ReadonlySet<string>> {
    const { repository, base } = this.#compared.find(({ paths }) => paths.has(file)) ?? {};
    const text = base === undefined ? undefined : await repository?.textAt(base, file);
    return new Set(text === undefined ? [] : findReferences(file, text).map(keyOf));
  }
}

/** A file that DVC keeps elsewhere changes with the text that stands for it. */
function kept(path: string): readonly string[] {
  return path.endsWith('.dvc') ? [path.slice(0, -'.dvc'.length)] : [];
}

/** The same after lines were moved or other code was changed. */
function keyOf({ target, base, reader, reading, writes }: Reference): string {
  return JSON.stringify([target, base, reader, reading, writes]);
}

/** The folder to ask git about, for a path that a command was given. */
export function folderFor(path: string, isFolder: boolean): string {
  const whole = absolute(path);
  const fixed = isGlob(whole) ? whole.slice(0, whole.search(/[*?[{]/)) : whole;
  return isFolder ? whole : slashes(dirname(`${fixed}x`));
}
