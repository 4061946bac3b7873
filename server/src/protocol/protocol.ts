// Requests and notifications between the client and the server besides those of the Language Server Protocol.

import { NotificationType, RequestType, RequestType0 } from 'vscode-languageserver-protocol';

/** What the status bar shows. */
export interface Status {
  /** Datasets that have been checked. */
  readonly datasets: number;
  /** What is being worked on, with its share; undefined when idle. */
  readonly work?: string;
}

export const StatusNotification = new NotificationType<Status>('assay/status');

/** What a check of the workspace came to. */
export interface WorkspaceChecked {
  /** Datasets that were checked, of so many; fewer where the user stopped it. */
  readonly datasets: number;
  readonly of: number;
  readonly errors: number;
  readonly warnings: number;
}

/** How far a check of the workspace has come: the dataset that is looked at, and how many are done. */
export const CheckingNotification = new NotificationType<{ readonly name: string; readonly done: number; readonly of: number }>('assay/checking');

/** Checks every dataset of the workspace and publishes what it finds. Cancelled, it answers what was done until then. */
export const CheckWorkspaceRequest = new RequestType0<WorkspaceChecked, void>('assay/checkWorkspace');

/** Shows the findings of a file as it is on disk: for one that the editor does not hand over. */
export const CheckFileRequest = new RequestType<{ readonly uri: string }, void, void>('assay/checkFile');

/** The profile of the dataset at a document's address, as a Markdown page that says why where there is none. */
export const ProfileRequest = new RequestType<{ readonly uri: string }, string, void>('assay/profile');

/** What a report is wanted of, and in which words it says who made it when. */
export interface ReportParams {
  /** A dataset; absent: the whole workspace. */
  readonly uri?: string;
  readonly format: 'html' | 'markdown';
  readonly version: string;
  readonly made: string;
}

/** The report as a text to be saved. Of a workspace it tells how far it has come, as a check does. */
export const ReportRequest = new RequestType<ReportParams, string, void>('assay/report');

export type ConvertTarget = 'csv' | 'tsv' | 'parquet' | 'jsonl' | 'arrow';

/** Writes a dataset into a file of another format, replacing what is there. Answers in sentences for the user. */
export const ConvertRequest = new RequestType<{ readonly uri: string; readonly target: ConvertTarget; readonly output: string }, readonly string[], void>('assay/convert');

/** The kind of the editor's colour theme. */
export type Theme = 'dark' | 'light' | 'hcDark' | 'hcLight';

/** What the server has to know of the editor's looks. */
export interface Look {
  /** Another extension colours the columns of delimited files. */
  readonly coloursBySomebodyElse?: boolean;
  /** Absent: the editor shows no images in hovers. */
  readonly theme?: Theme;
}

/** Files whose changes the server wants to hear of: datasets, and code that may write them. */
export const WATCHED = '**/*.{csv,tsv,tab,psv,ssv,jsonl,ndjson,json,parquet,pq,arrow,feather,ipc,gz,zst,py,pyw,ipynb,r,R,sql,qmd,rmd,Rmd}';

/** What the server is told when it starts, all of it optional. */
export interface InitializationOptions extends Look {
  /** The client tells of changed files unasked. */
  readonly watchesFiles?: boolean;
  /** The client takes a StatusNotification. */
  readonly showsStatus?: boolean;
  /** Settings, from an editor that cannot be asked for them. */
  readonly assay?: unknown;
}

/** The editor looks different from before, or another extension came or went. */
export const LookNotification = new NotificationType<Look>('assay/look');
