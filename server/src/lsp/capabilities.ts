// What the server tells an editor that it can do.

import { TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';
import { COLUMN_TOKENS } from '../features/semantic-tokens.ts';

/** Cells in these languages are read; a notebook may mix them. */
const NOTEBOOK_LANGUAGES = ['python', 'r', 'sql', 'javascript', 'typescript'];

const ANYTHING = { scheme: 'file', pattern: { glob: '**' } };

/** What has the name of a dataset, and folders of them: the code that names them is to be changed with them. */
const WILL_RENAME = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson,json,parquet,pq,arrow,feather,ipc,gz,zst,txt,dat}', matches: 'file' as const } },
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
  ],
};

export const CAPABILITIES: InitializeResult['capabilities'] = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  hoverProvider: true,
  codeLensProvider: {},
  documentLinkProvider: {},
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true },
  semanticTokensProvider: { legend: { tokenTypes: [...COLUMN_TOKENS], tokenModifiers: [] }, full: true, range: true },
  notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: NOTEBOOK_LANGUAGES.map((language) => ({ language })) }] },
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    // Of a folder that is renamed or deleted a watcher of files tells nothing.
    fileOperations: { willRename: WILL_RENAME, didRename: { filters: [ANYTHING] }, didDelete: { filters: [ANYTHING] } },
  },
};
