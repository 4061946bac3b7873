// The nouns that the server is made of; each handler takes those that it needs.

import type { Connection } from 'vscode-languageserver';
import type { Assay } from '../core/assay.ts';
import type { Converted, ConvertOptions } from '../core/convert/converted.ts';
import type { Log, Walk } from '../core/ports.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { Catalogue } from './catalogue.ts';
import { CodeFindings } from './code-findings.ts';
import { CodeOnDisk } from './code-on-disk.ts';
import { Configs } from './configs.ts';
import type { CurrentSettings } from './current-settings.ts';
import { DatasetStore } from './dataset-store.ts';
import type { Editor } from './editor.ts';
import { Inventory } from './inventory.ts';
import { Named } from './named.ts';
import { Namings } from './namings.ts';
import { OnDisk } from './on-disk.ts';
import { OpenTables } from './open-tables.ts';
import { Progress } from './progress.ts';
import { Publisher } from './publisher.ts';
import { References } from './references.ts';
import type { Roots } from './roots.ts';
import type { Texts } from './texts.ts';
import { toUri } from './uris.ts';
import { Views } from './views.ts';
import { WorkspaceFiles } from './workspace-files.ts';

/** What the server gets from its machine. */
export interface Machine {
  readonly createAssay: (options: { readonly log: Log; readonly memory: string }) => Assay;
  readonly walk: Walk;
  /** Why there is no dataset at a path. `name`: how the sentence names it. */
  readonly whyNoDataset: (path: string, name: string) => Promise<string>;
  readonly convert: (assay: Assay, dataset: Dataset, options: ConvertOptions) => Promise<Converted>;
  /** The user's home folder. */
  readonly home: string;
}

/** What is there before the editor has said who it is. */
export interface Beginnings {
  readonly connection: Connection;
  readonly editor: Editor;
  readonly roots: Roots;
  readonly settings: CurrentSettings;
  readonly texts: Texts;
}

export interface Context extends Beginnings {
  readonly assay: Assay;
  readonly convert: Machine['convert'];
  readonly configs: Configs;
  readonly workspace: WorkspaceFiles;
  readonly references: References;
  readonly datasets: DatasetStore;
  readonly code: CodeFindings;
  readonly tables: OpenTables;
  readonly onDisk: OnDisk;
  readonly codeOnDisk: CodeOnDisk;
  readonly namings: Namings;
  readonly publisher: Publisher;
  readonly views: Views;
  readonly inventory: Inventory;
  readonly catalogue: Catalogue;
  readonly whyNoDataset: Machine['whyNoDataset'];
}

/** To be called once the settings are known. */
export function createContext(beginnings: Beginnings, { createAssay, walk, whyNoDataset, convert, home }: Machine): Context {
  const { connection, editor, roots, settings, texts } = beginnings;
  const { console: log } = connection;
  const assay = createAssay({ log: { info: (m) => log.info(m), warn: (m) => log.warn(m), error: (m) => log.error(m) }, memory: settings.now.engine.memory });
  const { files } = assay;
  const publisher = new Publisher(connection);
  const configs = new Configs({ roots, settings, files, warn: (message) => connection.window.showWarningMessage(message) });
  const workspace: WorkspaceFiles = new WorkspaceFiles({ roots, configs, files, walk, home, named: (document) => references.in(document), texts, onReadings: () => readAsInCode({ datasets, tables, views }) });
  const inCode = (path: string, patience?: number) => workspace.reading(path, patience);
  const references = new References({ texts, configs, roots, workspace, files, home });
  const datasets: DatasetStore = new DatasetStore({ assay, configs, inCode, log: (line) => log.info(line), onChange: (path) => datasetChanged(path) });
  const code = new CodeFindings({ texts, references, configs, datasets, publisher, editor });
  const progress = new Progress({ connection, editor, datasets: () => new Set([...tables.uris, ...datasets.paths.map(toUri)]).size });
  const tables: OpenTables = new OpenTables({ assay, texts, configs, inCode, publisher, progress, editor, log: (line) => log.info(line) });
  const onDisk = new OnDisk({ datasets, publisher, configs, workspace, whyNoDataset, isOpen: (uri) => tables.has(uri) });
  const codeOnDisk = new CodeOnDisk({ files, texts, references, configs, datasets, publisher });
  const namings = new Namings({ files, texts, references, workspace });
  const views: Views = new Views({ connection, assay, configs, inCode, datasets, texts, whyNoDataset });
  const named = new Named({ files, texts, references, workspace });
  const inventory = new Inventory({ files, roots, workspace, named, references });
  const catalogue = new Catalogue({ connection, inventory, named, datasets, whyNoDataset });
  /** The code that names a dataset shows it, and so do a panel and the list. */
  const datasetChanged = (path: string) => {
    const working = datasets.working.find((work) => work.path === path);
    progress.report(path, working?.share);
    views.datasetChanged(path);
    catalogue.datasetChanged(path);
    if (working === undefined) void code.refresh();
  };
  return { ...beginnings, assay, convert, configs, workspace, references, datasets, code, tables, onDisk, codeOnDisk, namings, publisher, views, inventory, catalogue, whyNoDataset };
}

/** Code may say otherwise than before how datasets are read. */
export function readAsInCode({ datasets, tables, views }: Pick<Context, 'datasets' | 'tables' | 'views'>): void {
  datasets.review();
  tables.review();
  views.review();
}
