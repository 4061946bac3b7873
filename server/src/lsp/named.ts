// What all code of the workspace names, kept for each file until it changes; as it stands in the editor where it is open.

import { findReferences } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import type { Followed } from '../core/findings/code-text.ts';
import type { Files } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { References } from './references.ts';
import type { Texts } from './texts.ts';
import { toPath, toUri } from './uris.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface NamedOptions {
  readonly files: Files;
  readonly texts: Texts;
  readonly references: References;
  readonly workspace: WorkspaceFiles;
}

/** A text, a file's or that of a notebook's cell, with what it names. */
export interface NamingPart {
  readonly uri: string;
  /** Of the file. */
  readonly path: string;
  readonly followed: readonly Followed[];
}

/** Files looked at between two breaths. */
const AT_ONCE = 16;

export class Named {
  readonly #options: NamedOptions;
  /** Of files that are not open. Size and time tell whether the text is the same. */
  readonly #texts = new Map<string, { readonly stamp: string; readonly references: readonly Reference[] }>();
  readonly #parts = new Map<string, Promise<readonly NamingPart[]>>();

  constructor(options: NamedOptions) {
    this.#options = options;
  }

  /** Those that name something. */
  async all(): Promise<readonly NamingPart[]> {
    const paths = await this.#options.workspace.code();
    const found: NamingPart[] = [];
    for (let i = 0; i < paths.length; i += AT_ONCE) {
      for (const parts of await Promise.all(paths.slice(i, i + AT_ONCE).map((path) => this.#in(path)))) found.push(...parts);
    }
    return found;
  }

  /** A text is another one; without an address all that is named may lead elsewhere. */
  forget(uri?: string): void {
    if (uri === undefined) this.#parts.clear();
    else this.#parts.delete(toPath(uri));
  }

  #in(path: string): Promise<readonly NamingPart[]> {
    const known = this.#parts.get(path);
    if (known !== undefined) return known;
    const parts = this.#look(path);
    this.#parts.set(path, parts);
    return parts;
  }

  async #look(path: string): Promise<readonly NamingPart[]> {
    const { texts, references } = this.#options;
    const open = texts.partsOf(toUri(path));
    const parts = open === undefined ? await this.#onDisk(path) : await Promise.all(open.map(async ({ uri }) => ({ uri, path, followed: await references.of(uri) })));
    return parts.filter(({ followed }) => followed.length > 0);
  }

  async #onDisk(path: string): Promise<readonly NamingPart[]> {
    const { references } = this.#options;
    const found = await this.#referencesIn(path);
    return found.length === 0 ? [] : [{ uri: toUri(path), path, followed: await references.follow(path, found) }];
  }

  async #referencesIn(path: string): Promise<readonly Reference[]> {
    const { files } = this.#options;
    const stat = await files.stat(path);
    const stamp = `${stat?.size}:${stat?.modified}`;
    const known = this.#texts.get(path);
    if (known?.stamp === stamp) return known.references;
    const text = await readText(files, path);
    const references = text === undefined ? [] : findReferences(path, text);
    this.#texts.set(path, { stamp, references });
    return references;
  }
}
