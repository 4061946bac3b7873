// What a report is made from, whatever its format.

import type { CheckResult } from '../findings/check.ts';
import type { Finding } from '../findings/finding.ts';

/** Findings of one file: a dataset, or a text that names one. Paths are relative to the working folder, with forward slashes. */
export interface FileReport {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Datasets only. */
  readonly result?: CheckResult;
}

export interface ReportOptions {
  readonly colour: boolean;
  /** The lines of a text file from `first` (0-based), for excerpts; undefined where there is no text. */
  readonly lines: (path: string, first: number, count: number) => readonly string[] | undefined;
}

export type Reporter = (files: readonly FileReport[], options: ReportOptions) => string;
