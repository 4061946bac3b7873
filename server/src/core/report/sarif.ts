// SARIF 2.1.0 (OASIS standard), for code scanning services.

import { ALL_CODES, CODES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Range } from '../table/address.ts';
import type { Reporter } from './report.ts';

const LEVELS: { readonly [severity in Severity]: 'error' | 'warning' | 'note' } = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

export const sarif: Reporter = (files, { version }) => {
  const results = files.flatMap(({ path, findings }) => findings.map((finding) => toResult(path, finding)));
  const rules = ALL_CODES.map((code) => ({ id: code, shortDescription: { text: `${CODES[code].title}.` }, defaultConfiguration: { level: LEVELS[CODES[code].severity] } }));
  const run = {
    tool: { driver: { name: 'Assay', semanticVersion: version, rules } },
    invocations: [{ executionSuccessful: true }],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that assay check was run in.' } } },
    columnKind: 'utf16CodeUnits',
    results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
};

function toResult(path: string, finding: Finding): object {
  const { code, column, address, value = '' } = finding;
  const physicalLocation = { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' }, region: finding.range && toRegion(finding.range) };
  const logicalLocations = column === undefined ? undefined : [{ name: column, kind: 'member' }];
  return {
    ruleId: code,
    ruleIndex: ALL_CODES.indexOf(code),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation, logicalLocations }],
    partialFingerprints: { 'finding/v1': [code, path, column ?? '', address.row ?? '', value].join('|') },
    properties: address.row === undefined ? undefined : { row: address.row },
  };
}

/** Lines and columns count from 1; the end is the first place after the range. */
function toRegion({ start, end }: Range): object {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function uriOf(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}
