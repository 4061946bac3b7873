// The datasets of the workspace as a view lists them: where they lie, what is known of them, who names them.

import { NotificationType, RequestType, RequestType0 } from 'vscode-languageserver-protocol';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A place in code that names a dataset. */
export interface NamedAt {
  /** Of the file, or of the cell of an open notebook. */
  readonly uri: string;
  /** Of the file, as `path` of a dataset is. */
  readonly path: string;
  readonly start: Place;
  readonly end: Place;
  /** The code writes the dataset. */
  readonly writes: boolean;
}

/** Findings of one kind, in one column or in the whole dataset. */
export interface FoundKind {
  readonly code: string;
  readonly severity: Severity;
  readonly total: number;
  /** One sentence. */
  readonly message: string;
  /** The first of them in the file's text; absent where the dataset is no text. */
  readonly at?: Place;
}

export interface Figures {
  /** As a lens has it: 344 rows × 7 columns · 2.9 % missing · 19 findings. */
  readonly text: string;
  /** 344 × 7 */
  readonly shape: string;
  readonly rows: number;
  readonly columns: number;
  /** Whether the rows were counted, not estimated. */
  readonly exact: boolean;
  /** Share of all cells, from 0 to 1; and as it is read, absent where no cell is missing. */
  readonly missing: number;
  readonly missingText?: string;
  /** Findings by severity; cells that are missing are told by their share. */
  readonly findings: { readonly [severity in Severity]: number };
  /** The loudest first; of very many the first. */
  readonly kinds: readonly FoundKind[];
  /** How many kinds there are. */
  readonly kindsInAll: number;
}

export type ListedState =
  | { readonly state: 'unchecked' }
  /** `share`: from 0 to 1. */
  | { readonly state: 'working'; readonly share: number }
  | { readonly state: 'checked'; readonly figures: Figures }
  | { readonly state: 'unreadable'; readonly reason: string };

export interface ListedDataset {
  readonly uri: string;
  /** From its folder of the workspace on, after the folder's name where there are several; absolute where it lies outside. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'glob';
  /** As reports name it: csv, parquet. */
  readonly format: string;
  readonly bytes: number;
  /** As it is read: 14 KB. */
  readonly size: string;
  /** Whether the file's own text can be opened. */
  readonly isText: boolean;
  /** Whether it is too large to be checked unasked. */
  readonly isLarge: boolean;
  readonly named: readonly NamedAt[];
  readonly known: ListedState;
}

/** A path in code that leads to no dataset. */
export interface NotFound {
  /** As the code has it. */
  readonly target: string;
  /** What it probably meant, as the code would have it. */
  readonly meant?: string;
  readonly named: readonly NamedAt[];
}

export interface DatasetList {
  readonly datasets: readonly ListedDataset[];
  readonly notFound: readonly NotFound[];
}

/** What is known without checking anything. Whoever has asked once is told of changes from then on. */
export const DatasetsRequest = new RequestType0<DatasetList, void>('assay/datasets');

export interface DatasetsChange {
  /** Datasets of which something else is known than before; absent where the whole list is to be asked for again. */
  readonly known?: readonly { readonly uri: string; readonly known: ListedState }[];
  /** How far the checks in the background have come; absent while there are none. */
  readonly checking?: { readonly done: number; readonly of: number };
}

export const DatasetsChangedNotification = new NotificationType<DatasetsChange>('assay/datasetsChanged');

/** Whether the list is on the screen: small datasets are then checked in the background, one by one. */
export const DatasetsShownNotification = new NotificationType<{ readonly isShown: boolean }>('assay/datasetsShown');

/** Files may have changed that nobody told of: the workspace is looked through again. */
export const RefreshDatasetsNotification = new NotificationType<Record<string, never>>('assay/refreshDatasets');

/** The card of a dataset as Markdown; empty where there is nothing to tell yet. Checks nothing. */
export const DatasetCardRequest = new RequestType<{ readonly uri: string }, string, void>('assay/datasetCard');

/** Two datasets compared, as a Markdown page that says why where there is no comparison. */
export const CompareRequest = new RequestType<{ readonly first: string; readonly second: string }, string, void>('assay/compare');
