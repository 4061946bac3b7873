// The texts that the editor has open, the cells of notebooks among them.

import { NotebookDocuments, TextDocuments, type Connection } from 'vscode-languageserver';
import { isLanguage, mayNameDatasets } from '../core/code/index.ts';
import { formatOf } from '../core/table/dataset.ts';
import { ChunkedDocument } from '../core/table/document.ts';
import { toPath } from './uris.ts';

/** `other`: a text that we have nothing to say about. */
export type Kind = 'delimited' | 'records' | 'code' | 'other';

export interface TextEvents {
  readonly opened: (document: ChunkedDocument) => void;
  readonly changed: (document: ChunkedDocument) => void;
  readonly closed: (uri: string) => void;
  readonly saved: (uri: string) => void;
  /** Cells of a notebook came or went; the address of one of them. */
  readonly regrouped: (uri: string) => void;
  readonly notebookOpened: (uri: string) => void;
  readonly notebookClosed: (uri: string) => void;
}

export class Texts {
  readonly #documents = new TextDocuments({ create: ChunkedDocument.create, update: ChunkedDocument.update });
  readonly #notebooks = new NotebookDocuments<ChunkedDocument>(this.#documents);

  /** To be called before the editor speaks: nothing that it opens is missed. */
  constructor(connection: Connection) {
    this.#documents.listen(connection);
    this.#notebooks.listen(connection);
  }

  get(uri: string): ChunkedDocument | undefined {
    return this.#documents.get(uri);
  }

  /** Those that may name datasets. */
  code(): readonly ChunkedDocument[] {
    return this.#documents.all().filter((document) => kindOf(document) === 'code');
  }

  /** The open texts are told as if they were opened now. */
  listen(events: TextEvents): void {
    this.#documents.onDidOpen(({ document }) => events.opened(document));
    this.#documents.onDidChangeContent(({ document }) => events.changed(document));
    this.#documents.onDidClose(({ document }) => events.closed(document.uri));
    this.#documents.onDidSave(({ document }) => events.saved(document.uri));
    // Only now is it known which cells belong together: each was looked at alone when its text arrived.
    const regrouped = ([first]: readonly { readonly document: string }[]) => first !== undefined && events.regrouped(first.document);
    this.#notebooks.onDidOpen(({ uri, cells }) => {
      regrouped(cells);
      events.notebookOpened(uri);
    });
    this.#notebooks.onDidClose(({ uri }) => events.notebookClosed(uri));
    this.#notebooks.onDidChange(({ notebookDocument, cells }) => {
      if (cells !== undefined && cells.added.length + cells.removed.length > 0) regrouped(notebookDocument.cells);
    });
    for (const document of this.#documents.all()) events.opened(document);
  }

  /** What of a file is open: its text, or the cells of the notebook that it is. undefined where it is not open. */
  partsOf(uri: string): readonly ChunkedDocument[] | undefined {
    const document = this.#documents.get(uri);
    if (document !== undefined) return [document];
    return this.#notebooks.getNotebookDocument(uri)?.cells.flatMap((cell) => this.#documents.get(cell.document) ?? []);
  }

  /** The cells of the notebook that a cell belongs to, in order; none for any other text. */
  cellsAround(uri: string): readonly (ChunkedDocument | undefined)[] {
    return this.#notebooks.findNotebookDocumentForCell(uri)?.cells.map((cell) => this.#documents.get(cell.document)) ?? [];
  }
}

const DATA_LANGUAGES = /^(csv|tsv|psv|ssv|csv \(.*\)|dynamic csv|tsv \(.*\))$/;

export function kindOf(document: ChunkedDocument): Kind {
  const path = toPath(document.uri);
  const format = formatOf(path);
  if (format === 'delimited' || DATA_LANGUAGES.test(document.languageId)) return 'delimited';
  // A JSON file is looked at when it holds records.
  if (format === 'jsonl' || (format === 'json' && /^\ufeff?\s*\[\s*\{/.test(document.slice(0, 512)))) return 'records';
  return mayNameDatasets(path) || isLanguage(document.languageId) ? 'code' : 'other';
}
