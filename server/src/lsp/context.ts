// What every handler works with.

import type { Connection } from 'vscode-languageserver';
import type { Reference } from '../core/code/reference.ts';
import type { Config } from '../core/config/config.ts';
import type { Assay } from '../core/assay.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { Look } from '../features/chart.ts';
import type { LiveDataset } from './live-dataset.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { OnDisk } from './on-disk.ts';
import type { Publisher } from './publisher.ts';
import type { Settings } from './settings.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A reference with the dataset it leads to. */
export interface Followed {
  readonly reference: Reference;
  /** Absolute path; undefined where it leads nowhere. */
  readonly path?: string;
  /** For one that leads nowhere: what it probably meant. */
  readonly meant?: string;
}

export interface Context {
  readonly connection: Connection;
  readonly assay: Assay;
  readonly datasets: DatasetStore;
  readonly onDisk: OnDisk;
  readonly workspace: WorkspaceFiles;
  readonly publisher: Publisher;
  readonly document: (uri: string) => ChunkedDocument | undefined;
  /** The open data document at an address. */
  readonly live: (uri: string) => LiveDataset | undefined;
  /** Settles when an open document has been looked at for the first time. */
  readonly opened: (uri: string) => Promise<void>;
  /** The references of an open text, followed. */
  readonly references: (uri: string) => Promise<readonly Followed[]>;
  readonly settings: () => Settings;
  /** Whether the editor asks for the edits of an action once it is chosen. */
  readonly resolvesEdits: () => boolean;
  /** How charts are drawn. */
  readonly look: () => Look;
  /** Whether another extension colours the columns of delimited files. */
  readonly hasOtherColours: () => boolean;
  /** The config that holds for a file, and the folder its paths are relative to. */
  readonly config: (path: string) => Promise<{ readonly config: Config; readonly folder: string }>;
  readonly roots: () => readonly string[];
}
