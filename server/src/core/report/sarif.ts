// SARIF 2.1.0 (OASIS standard), for code scanning services.

import { ALL_CODES, CODES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Reporter } from './report.ts';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

export const sarif: Reporter = (files) => {
  const results = files.flatMap(({ path, findings }) => findings.map((finding) => toResult(path, finding)));
  const rules = ALL_CODES.map((code) => ({ id: code, shortDescription: { text: CODES[code].title }, defaultConfiguration: { level: LEVELS[CODES[code].severity] } }));
  const run = { tool: { driver: { name: 'Assay', rules } }, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

function toResult(path: string, finding: Finding) {
  const { range, address } = finding;
  const region = range && {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
  return {
    ruleId: finding.code,
    ruleIndex: ALL_CODES.indexOf(finding.code),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') }, region },
        logicalLocations: finding.column === undefined ? undefined : [{ name: finding.column, kind: 'member' }],
      },
    ],
    partialFingerprints: { 'finding/v1': [finding.code, path, finding.column ?? '', address.row ?? '', finding.value ?? ''].join('|') },
    properties: address.row === undefined ? undefined : { row: address.row },
  };
}
