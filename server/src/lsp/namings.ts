// Who in the workspace names a dataset: all code, as it stands in the editor where it is open.

import { findReferences } from '../core/code/index.ts';
import { Lines, type Reference } from '../core/code/reference.ts';
import { mayLeadTo, rewriting, type Led, type Renamed } from '../core/code/rename.ts';
import { candidates, resolveReference, type ResolveContext } from '../core/code/resolve.ts';
import type { Files } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Rewritten } from '../features/renames.ts';
import type { References } from './references.ts';
import { kindOf, type Texts } from './texts.ts';
import { toPath, toUri } from './uris.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A text: a file, or a cell of an open notebook. */
export interface NamingText {
  readonly uri: string;
  readonly text: string;
  readonly references: readonly Reference[];
}

export interface NamingsOptions {
  readonly files: Files;
  readonly texts: Texts;
  readonly references: References;
  readonly workspace: WorkspaceFiles;
}

/** A text with those of its references that lead to some files. */
export interface Naming extends NamingText {
  readonly path: string;
  readonly led: readonly Led[];
  readonly context: ResolveContext;
}

export class Namings {
  readonly #options: NamingsOptions;

  constructor(options: NamingsOptions) {
    this.#options = options;
  }

  /** The texts that name one of these files, or something in one of these folders. */
  async of(renamed: readonly Renamed[], isCancelled: () => boolean = () => false): Promise<readonly Naming[]> {
    const found: Naming[] = [];
    const { workspace } = this.#options;
    workspace.forget(); // code that came since the last walk is not watched everywhere
    for (const path of await workspace.code()) {
      if (isCancelled()) return [];
      found.push(...(await this.#inFile(path, renamed)));
    }
    return found;
  }

  /** An open text with all of its references that lead somewhere; undefined for what is no code. */
  async in(uri: string): Promise<Naming | undefined> {
    const { texts, references } = this.#options;
    const document = texts.get(uri);
    if (document === undefined || kindOf(document) !== 'code') return undefined;
    const led = (await references.of(uri)).flatMap(({ reference, path }) => (path === undefined ? [] : [{ reference, path }]));
    return { ...this.#open(document), path: toPath(uri), led, context: await references.around(toPath(uri)) };
  }

  #open(document: ChunkedDocument): NamingText {
    return { uri: document.uri, text: document.getText(), references: this.#options.references.in(document) };
  }

  async #inFile(path: string, renamed: readonly Renamed[]): Promise<readonly Naming[]> {
    const { files, texts: open, references } = this.#options;
    const texts = open.partsOf(toUri(path))?.map((document) => this.#open(document)) ?? (await this.#onDisk(path));
    if (texts.every((text) => text.references.length === 0)) return [];
    const context = await references.around(path);
    const found: Naming[] = [];
    for (const text of texts) {
      const led: Led[] = [];
      for (const reference of text.references) {
        if (!mayLeadTo(candidates(reference, context), renamed)) continue;
        const target = await resolveReference(reference, context, files);
        if (target !== undefined && mayLeadTo([target], renamed)) led.push({ reference, path: target });
      }
      if (led.length > 0) found.push({ ...text, path, led, context });
    }
    return found;
  }

  async #onDisk(path: string): Promise<readonly NamingText[]> {
    const text = await readText(this.#options.files, path);
    return text === undefined ? [] : [{ uri: toUri(path), text, references: findReferences(path, text) }];
  }
}

/** What a text has to say anew. */
export function rewritten({ uri, text, path, led, context }: Naming, renamed: readonly Renamed[]): Rewritten {
  const lines = new Lines(text);
  const textAt = ({ start, end }: Reference['range']) => ({ before: text.charAt(lines.offset(start) - 1), text: text.slice(lines.offset(start), lines.offset(end)) });
  const root = context.roots.find((one) => path.startsWith(`${one}/`));
  return { uri, name: root === undefined ? path : path.slice(root.length + 1), rewriting: rewriting(led, renamed, { context, textAt }) };
}
