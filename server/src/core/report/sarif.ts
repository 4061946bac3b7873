// SARIF 2.1.0 (OASIS standard), for code scanning services.

import { ALL_CODES, CODES, SEVERITIES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Range } from '../table/address.ts';
import { count } from '../words.ts';
import type { Reporter } from './report.ts';

const LEVELS: { readonly [severity in Severity]: 'error' | 'warning' | 'note' } = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** A file with more is refused by GitHub's code scanning. */
const MOST_RESULTS = 25_000;

export const sarif: Reporter = (files, { version, all }) => {
  const found = files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  const isCut = !all && found.length > MOST_RESULTS;
  const kept = isCut ? found.toSorted((a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity)).slice(0, MOST_RESULTS) : found;
  const results = kept.map(({ path, finding }) => toResult(path, finding));
  const rules = ALL_CODES.map((code) => ({ id: code, shortDescription: { text: `${CODES[code].title}.` }, defaultConfiguration: { level: LEVELS[CODES[code].severity] } }));
  const run = {
    tool: { driver: { name: 'Assay', semanticVersion: version, rules } },
    invocations: [{ executionSuccessful: true, ...(isCut ? { toolExecutionNotifications: [leftOut(found.length)] } : {}) }],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that assay check was run in.' } } },
    columnKind: 'utf16CodeUnits',
    results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
};

function leftOut(found: number): object {
  return { level: 'warning', message: { text: `${count(found - MOST_RESULTS)} of ${count(found)} findings, the quietest, are left out: code scanning takes ${count(MOST_RESULTS)} at most. assay check --all lists them all.` } };
}

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
