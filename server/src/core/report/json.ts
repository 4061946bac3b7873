// The report as one JSON object, for programs.

import { formatName } from '../table/dataset.ts';
import { countFindings, type FileReport, type Reporter } from './report.ts';

/** Raised when a field changes its meaning or goes away. */
const VERSION = 1;

export const json: Reporter = (files) => {
  const summary = { datasets: files.filter(({ isDataset }) => isDataset).length, ...countFindings(files) };
  return `${JSON.stringify({ version: VERSION, datasets: files.flatMap(datasetOf), findings: files.flatMap(findingsOf), summary }, undefined, 2)}\n`;
};

function datasetOf({ path, result }: FileReport): readonly object[] {
  if (result === undefined) return [];
  const { dataset, profile, digest, reading } = result;
  return [{ path, format: formatName(dataset), rows: profile.rows, columns: profile.columns.length, digest, encoding: reading?.encoding, delimiter: reading?.dialect.delimiter }];
}

function findingsOf({ path, findings }: FileReport): readonly object[] {
  return findings.map(({ code, severity, column, address, range, value, message, total, unmarked }) => ({
    code,
    severity,
    dataset: path,
    column,
    row: address.row,
    line: range?.start.line,
    character: range?.start.character,
    endLine: range?.end.line,
    endCharacter: range?.end.character,
    value,
    message,
    total,
    unmarked,
  }));
}
