// What a report is made from, whatever its format.

import type { CheckResult } from '../findings/check.ts';
import { SEVERITIES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';

/** Findings of one file: a dataset, or a text that names one. */
export interface FileReport {
  /** Relative to the working folder, with forward slashes. */
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Also where the dataset could not be read. */
  readonly isDataset: boolean;
  /** Datasets that could be read. */
  readonly result?: CheckResult;
}

export interface ReportOptions {
  /** Assay's own version. */
  readonly version: string;
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Every finding is shown, where a format shows a person only the first few. */
  readonly all: boolean;
  /** The severity from which on the run fails. */
  readonly failOn: Severity;
  /** A line of a text file (0-based), for excerpts; undefined where there is no text. */
  readonly line: (path: string, line: number) => string | undefined;
}

export type Reporter = (files: readonly FileReport[], options: ReportOptions) => string;

/** Whether a severity is as loud as another, or louder. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** True numbers by severity, with those that a cap left unmarked. */
export function countFindings(files: readonly FileReport[]): { readonly [severity in Severity]: number } {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of files) for (const { severity, unmarked = 1 } of findings) counts[severity] += unmarked;
  return counts;
}
