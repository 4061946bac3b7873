// What the client passes on between a dataset panel and the server; webviews/contract/dataset.ts has what is in it.

import { NotificationType, RequestType } from 'vscode-languageserver-protocol';

/** Opens a view of the dataset at an address; answered with Opened. */
export const OpenViewRequest = new RequestType<{ readonly uri: string }, unknown, void>('assay/view/open');

/** One of the panel's asks; answered with its part of Answers. */
export const AskViewRequest = new RequestType<{ readonly view: number; readonly ask: string; readonly params?: unknown }, unknown, void>('assay/view/ask');

export const CloseViewRequest = new RequestType<{ readonly view: number }, void, void>('assay/view/close');

/** The cell at a place in an open text: `row` -1 is the header; null where there is none. */
export const CellAtRequest = new RequestType<{ readonly textDocument: { readonly uri: string }; readonly position: { readonly line: number; readonly character: number } }, { readonly row: number; readonly column: number } | null, void>('assay/view/cellAt');

/** What the server tells of a view, as it comes to know it: News. */
export const ViewNewsNotification = new NotificationType<{ readonly view: number; readonly news: unknown }>('assay/view/news');
