// The report as one JSON object, for programs.

import type { Reporter } from './report.ts';
import { SEVERITIES } from '../findings/codes.ts';

export const json: Reporter = (files) => {
  const findings = files.flatMap(({ path, findings }) =>
    findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      dataset: path,
      column: finding.column,
      row: finding.address.row,
      line: finding.range?.start.line,
      character: finding.range?.start.character,
      endLine: finding.range?.end.line,
      endCharacter: finding.range?.end.character,
      value: finding.value,
      message: finding.message,
      total: finding.total,
      unmarked: finding.unmarked,
    })),
  );
  const datasets = files.flatMap(({ path, result }) =>
    result === undefined
      ? []
      : [{ path, format: result.dataset.format, rows: result.profile.rows, columns: result.profile.columns.length, digest: result.digest, encoding: result.reading?.encoding, delimiter: result.reading?.dialect.delimiter }],
  );
  const summary = Object.fromEntries(SEVERITIES.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]));
  return `${JSON.stringify({ version: 1, datasets, findings, summary }, null, 2)}\n`;
};
