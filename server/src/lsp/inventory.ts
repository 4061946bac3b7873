// The datasets of the workspace, those that its code names and those that merely lie there, with who names them. Put
// together when it is asked for, and kept until files or code change.

import { groupBy } from '../core/group-by.ts';
import { candidates, folderOf, isGlob } from '../core/code/resolve.ts';
import type { Reference } from '../core/code/reference.ts';
import type { Files } from '../core/ports.ts';
import { findDataset } from '../core/table/datasets.ts';
import { formatName, formatOf, isText, PACKINGS, type Dataset } from '../core/table/dataset.ts';
import { size } from '../core/words.ts';
import type { ListedDataset, NamedAt, NotFound } from '../protocol/datasets.ts';
import type { Named, NamingPart } from './named.ts';
import type { References } from './references.ts';
import type { Roots } from './roots.ts';
import { nameOf } from './uris.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface InventoryOptions {
  readonly files: Files;
  readonly roots: Roots;
  readonly workspace: WorkspaceFiles;
  readonly named: Named;
  readonly references: References;
}

/** A dataset without what a check finds: `path` is absolute, `shownPath` as the editor shows it. */
export interface Item extends Omit<ListedDataset, 'uri' | 'known'> {
  readonly shownPath: string;
}

export interface Listing {
  readonly items: readonly Item[];
  readonly notFound: readonly NotFound[];
}

/** Larger ones are not checked unasked. */
const LARGE = 20_000_000;
/** What packed text comes to, about. */
const PACKED = 5;
/** Files looked at between two breaths. */
const AT_ONCE = 64;

/** A reference that leads somewhere. */
interface Led {
  readonly at: NamedAt;
  readonly reference: Reference;
  readonly path: string;
}

export class Inventory {
  readonly #options: InventoryOptions;
  #listing: Promise<Listing> | undefined;

  constructor(options: InventoryOptions) {
    this.#options = options;
  }

  list(): Promise<Listing> {
    const listing = (this.#listing ??= this.#make());
    // What cannot be made is tried again the next time.
    listing.catch(() => this.#listing === listing && this.forget());
    return listing;
  }

  /** Files or code changed. */
  forget(): void {
    this.#listing = undefined;
  }

  async #make(): Promise<Listing> {
    const { workspace, named } = this.#options;
    const lying = await this.#found((await workspace.datasets()).map((path) => ({ path, sure: true })));
    const parts = await named.all();
    const led = parts.flatMap((part) => this.#ledIn(part));
    const byPath = groupBy(led, ({ path }) => path);
    const elsewhere = [...byPath].filter(([path]) => !lying.has(path)).map(([path, who]) => ({ path, sure: who.some(({ reference }) => reference.sure) }));
    const others = await this.#found(elsewhere);
    const who = this.#whoNames(byPath, { lying, others });
    const items = [...lying, ...others].flatMap(([path, dataset]) => this.#itemOf(path, dataset, who.get(path) ?? []));
    return { items: items.toSorted((a, b) => compare(a.shownPath, b.shownPath)), notFound: await this.#notFound(parts) };
  }

  /** The datasets at paths; undefined for what is named like one and is none. Code's paths that are none are left out. */
  async #found(paths: readonly { readonly path: string; readonly sure: boolean }[]): Promise<Map<string, Dataset | undefined>> {
    const { files } = this.#options;
    const found = new Map<string, Dataset | undefined>();
    for (let i = 0; i < paths.length; i += AT_ONCE) {
      const some = paths.slice(i, i + AT_ONCE);
      const datasets = await Promise.all(some.map(({ path, sure }) => findDataset(path, files, sure ? 'delimited' : undefined)));
      some.forEach(({ path }, k) => found.set(path, datasets[k]));
    }
    return found;
  }

  /** Code that names a glob or a folder names what is in it, and code that names a part names the whole. */
  #whoNames(byPath: ReadonlyMap<string, readonly Led[]>, { lying, others }: { readonly lying: ReadonlyMap<string, unknown>; readonly others: ReadonlyMap<string, Dataset | undefined> }): Map<string, NamedAt[]> {
    const who = new Map<string, Set<NamedAt>>();
    const add = (path: string, led: readonly Led[]) => {
      const known = who.get(path) ?? new Set();
      for (const { at } of led) known.add(at);
      who.set(path, known);
    };
    for (const [path, led] of byPath) {
      add(path, led);
      for (const file of others.get(path)?.files ?? []) for (const around of upwards(file)) if (lying.has(around)) add(around, led);
    }
    return new Map([...who].map(([path, places]) => [path, [...places]]));
  }

  #itemOf(path: string, dataset: Dataset | undefined, named: readonly NamedAt[]): Item[] {
    const isLying = formatOf(path) !== undefined;
    if (dataset === undefined && !isLying) return [];
    const kind = isGlob(path) && dataset?.files[0] !== path ? 'glob' : dataset === undefined || dataset.files[0] === path ? 'file' : 'folder';
    const bytes = dataset?.bytes ?? 0;
    const isPacked = PACKINGS.some((ending) => (dataset?.files[0] ?? path).endsWith(`.${ending}`));
    return [{
      path,
      shownPath: this.shown(path),
      kind,
      format: dataset === undefined ? (formatOf(path) ?? '') : formatName(dataset),
      bytes,
      size: size(bytes),
      isText: kind === 'file' && !isPacked && isText(dataset?.format ?? 'delimited'),
      isLarge: bytes * (isPacked ? PACKED : 1) > LARGE,
      named,
    }];
  }

  #ledIn({ uri, path: file, followed }: NamingPart): Led[] {
    return followed.flatMap(({ reference, path }) => (path === undefined ? [] : [{ at: this.#placeOf(uri, file, reference), reference, path }]));
  }

  async #notFound(parts: readonly NamingPart[]): Promise<NotFound[]> {
    const { references } = this.#options;
    const missed: { readonly key: string; readonly target: string; readonly meant?: string; readonly at: NamedAt }[] = [];
    for (const { uri, path, followed } of parts) {
      for (const { reference, path: target, meant } of followed) {
        if (target !== undefined) continue;
        const [likeliest] = candidates(reference, await references.around(path));
        missed.push({ key: likeliest ?? reference.target, target: reference.target, meant, at: this.#placeOf(uri, path, reference) });
      }
    }
    const groups = [...groupBy(missed, ({ key }) => key).values()];
    return groups.flatMap((group) => (group[0] === undefined ? [] : [{ target: group[0].target, meant: group[0].meant, named: group.map(({ at }) => at) }])).toSorted((a, b) => compare(a.target, b.target));
  }

  #placeOf(uri: string, path: string, { range, writes }: Reference): NamedAt {
    return { uri, path: this.shown(path), start: range.start, end: range.end, writes };
  }

  /** As a user calls it: from the workspace's folder on, which is named where there are several. */
  shown(path: string): string {
    const { roots } = this.#options;
    const root = roots.of(path);
    if (root === undefined) return path;
    const inside = path.slice(root.length).replace(/^\//, '');
    return roots.paths.length > 1 || inside === '' ? [nameOf(root), inside].filter((part) => part !== '').join('/') : inside;
  }
}

/** A path and the folders around it. */
function upwards(path: string): string[] {
  const found = [path];
  for (let folder = folderOf(path); folder !== found.at(-1) && folder !== ''; folder = folderOf(folder)) found.push(folder);
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
