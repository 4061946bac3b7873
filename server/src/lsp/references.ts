// The datasets that open texts name: found once for each version of a text (of a notebook once for all its cells), and
// followed to where they lead.

import { findReferences, findReferencesIn, findReferencesInCells, isLanguage, mayNameDatasets, whyUnread } from '../core/code/index.ts';
import { nearest } from '../core/code/nearest.ts';
import type { Reference } from '../core/code/reference.ts';
import { isMissed, resolveReference, type ResolveContext } from '../core/code/resolve.ts';
import type { CodeText, Followed } from '../core/findings/code-text.ts';
import type { Files } from '../core/ports.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Configs } from './configs.ts';
import type { Roots } from './roots.ts';
import type { Texts } from './texts.ts';
import { toPath } from './uris.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface ReferencesOptions {
  readonly texts: Texts;
  readonly configs: Configs;
  readonly roots: Roots;
  readonly workspace: WorkspaceFiles;
  readonly files: Files;
  /** The user's home folder. */
  readonly home: string;
}

type Cells = readonly (ChunkedDocument | undefined)[];

export class References {
  readonly #options: ReferencesOptions;
  readonly #texts = new WeakMap<ChunkedDocument, { readonly version: number; readonly references: readonly Reference[] }>();
  /** By the notebook's first cell that is open. */
  readonly #notebooks = new WeakMap<ChunkedDocument, { readonly cells: Cells; readonly versions: string; readonly references: readonly (readonly Reference[])[] }>();
  readonly #followed = new Map<string, { readonly version: number; readonly followed: Promise<readonly Followed[]> }>();

  constructor(options: ReferencesOptions) {
    this.#options = options;
  }

  /** What an open text names, as it is now; a notebook's cell knows the names of the cells before it. */
  in(document: ChunkedDocument): readonly Reference[] {
    const cells = this.#options.texts.cellsAround(document.uri);
    const at = cells.indexOf(document);
    return at < 0 ? this.#inText(document) : (this.#inCells(cells)[at] ?? []);
  }

  /** The same with the datasets they lead to. Those that lead nowhere are kept only where they surely name a dataset that no code of the workspace writes. */
  of(uri: string): Promise<readonly Followed[]> {
    const document = this.#options.texts.get(uri);
    if (document === undefined) return Promise.resolve([]);
    const known = this.#followed.get(uri);
    if (known?.version === document.version) return known.followed;
    const followed = this.follow(toPath(uri), this.in(document));
    this.#followed.set(uri, { version: document.version, followed });
    return followed;
  }

  /** Why an open text could not be read. */
  unread(uri: string): string | undefined {
    const document = this.#options.texts.get(uri);
    return document === undefined || isCell(document) ? undefined : whyUnread(toPath(document.uri), document.getText());
  }

  /** Where they lead is to be found out anew: of one text, or of all. */
  forget(uri?: string): void {
    if (uri === undefined) this.#followed.clear();
    else this.#followed.delete(uri);
  }

  #inText(document: ChunkedDocument): readonly Reference[] {
    const { version, languageId } = document;
    const known = this.#texts.get(document);
    if (known?.version === version) return known.references;
    const path = toPath(document.uri);
    const references = mayNameDatasets(path) && !isCell(document) ? findReferences(path, document.getText()) : findReferencesIn(languageId, document.getText());
    this.#texts.set(document, { version, references });
    return references;
  }

  #inCells(cells: Cells): readonly (readonly Reference[])[] {
    const first = cells.find((cell) => cell !== undefined);
    if (first === undefined) return [];
    const versions = cells.map((cell) => cell?.version).join();
    const known = this.#notebooks.get(first);
    const isSame = known?.versions === versions && known.cells.length === cells.length && known.cells.every((cell, i) => cell === cells[i]);
    if (isSame) return known.references;
    const references = findReferencesInCells(cells.map((cell) => ({ text: cell?.getText() ?? '', language: cell?.languageId ?? '' })));
    this.#notebooks.set(first, { cells, versions, references });
    return references;
  }

  /** A text that is not open. */
  async read(path: string, text: string): Promise<CodeText> {
    return { followed: await this.follow(path, findReferences(path, text)), unread: whyUnread(path, text) };
  }

  /** Where what a text names leads. */
  async follow(path: string, references: readonly Reference[]): Promise<readonly Followed[]> {
    const { files, workspace } = this.#options;
    const around = await this.around(path);
    const followed: Followed[] = [];
    for (const reference of references) {
      const found = await resolveReference(reference, around, files);
      if (found !== undefined) followed.push({ reference, path: found });
      else if ((await isMissed(reference, around, files)) && !(await workspace.isWritten(reference, around))) {
        followed.push({ reference, meant: nearest(reference, around, await workspace.datasets()) });
      }
    }
    return followed;
  }

  /** What the paths in a file may be relative to. */
  async around(file: string): Promise<ResolveContext> {
    const { configs, home } = this.#options;
    return { file, roots: await configs.rootsAround(file), home };
  }
}

/** Code with the path of a notebook. */
function isCell({ uri, languageId }: ChunkedDocument): boolean {
  return isLanguage(languageId) && /\.ipynb$/i.test(toPath(uri));
}
