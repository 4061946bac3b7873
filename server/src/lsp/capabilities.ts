// What the server tells an editor that it can do.

import { TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';
import { COLUMN_TOKENS } from '../features/semantic-tokens.ts';

const ANYTHING = { scheme: 'file', pattern: { glob: '**' } };

export const CAPABILITIES: InitializeResult['capabilities'] = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  hoverProvider: true,
  codeLensProvider: {},
  documentLinkProvider: {},
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true },
  semanticTokensProvider: { legend: { tokenTypes: [...COLUMN_TOKENS], tokenModifiers: [] }, full: true, range: true },
  notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'python' }] }] },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    // Of a folder that is renamed or deleted a watcher of files tells nothing.
    fileOperations: { didRename: { filters: [ANYTHING] }, didDelete: { filters: [ANYTHING] } },
  },
};
