// The line that ends a report for people: how many datasets, how many findings of each severity.

import { SEVERITIES } from '../findings/codes.ts';
import type { Severity } from '../findings/finding.ts';
import { plural } from '../words.ts';
import { countFindings, type FileReport } from './report.ts';

/** `paint` colours each count by its severity. */
export function summaryLine(files: readonly FileReport[], paint: (text: string, severity: Severity) => string = (text) => text): string {
  const datasets = files.filter(({ isDataset }) => isDataset).length;
  const counts = countFindings(files);
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => {
    const many = severity === 'information' ? severity : `${severity}s`;
    return paint(plural(counts[severity], severity, many), severity);
  });
  return [plural(datasets, 'dataset'), ...(found.length === 0 ? ['nothing found'] : found)].join(' · ');
}
