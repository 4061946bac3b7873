// The references of open texts, found once for each version of a text; of a notebook once for all its cells.

import { findReferences, findReferencesInCells } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import { toPath } from './uris.ts';

type Cells = readonly (ChunkedDocument | undefined)[];

export class FoundReferences {
  readonly #texts = new WeakMap<ChunkedDocument, { readonly version: number; readonly references: readonly Reference[] }>();
  /** By the notebook's first cell that is open. */
  readonly #notebooks = new WeakMap<ChunkedDocument, { readonly cells: Cells; readonly versions: string; readonly references: readonly (readonly Reference[])[] }>();

  of(document: ChunkedDocument): readonly Reference[] {
    const { version, languageId } = document;
    const known = this.#texts.get(document);
    if (known?.version === version) return known.references;
    const path = toPath(document.uri);
    const references = findReferences(languageId === 'python' && !path.endsWith('.py') ? `${path}.py` : path, document.getText());
    this.#texts.set(document, { version, references });
    return references;
  }

  /** Of the cell at a place; it knows what the cells before it define. */
  ofCell(cells: Cells, at: number): readonly Reference[] {
    const first = cells.find((cell) => cell !== undefined);
    if (first === undefined) return [];
    const versions = cells.map((cell) => cell?.version).join();
    const known = this.#notebooks.get(first);
    const isSame = known?.versions === versions && known.cells.length === cells.length && known.cells.every((cell, i) => cell === cells[i]);
    const references = isSame ? known.references : findReferencesInCells(cells.map((cell) => cell?.getText() ?? ''));
    if (!isSame) this.#notebooks.set(first, { cells, versions, references });
    return references[at] ?? [];
  }
}
