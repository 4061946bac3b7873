// Literal reports for tests of the formats, with everything in them that a format may stumble over.

import type { Finding } from '../../server/src/core/findings/finding.ts';
import type { FileReport, ReportOptions } from '../../server/src/core/report/report.ts';
import type { Range } from '../../server/src/core/table/address.ts';
import { RFC4180 } from '../../server/src/core/table/dataset.ts';

export function range(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

const FINDINGS: readonly Finding[] = [
  { code: 'ragged-row', severity: 'error', address: { row: 2 }, message: 'This row has 7 cells; the header has 6.', range: range(3, 0, 12) },
  { code: 'type-mismatch', severity: 'warning', address: { column: 1, row: 0 }, column: 'height', value: 'tall <b>&"\u0001', message: '"tall <b>&"\u0001 is not a number; 90 % are.', range: range(1, 2, 6) },
  { code: 'type-mismatch', severity: 'warning', address: { column: 1 }, column: 'height', message: 'Of height 1,204 more cells like this are not marked.', total: 1205, unmarked: 1204 },
  { code: 'missing-value', severity: 'hint', address: { column: 0, row: 1 }, column: 'a:b,c', value: '', message: 'a:b,c is missing here (1 of 3 rows, 33 %).\nSecond line', range: range(2, 0, 0) },
];

export const DATASET_REPORT: FileReport = {
  path: 'data/a b,c:d%é.csv',
  isDataset: true,
  findings: FINDINGS,
  result: {
    dataset: { path: '/work/data/a b,c:d%é.csv', format: 'delimited', files: ['/work/data/a b,c:d%é.csv'], hive: false, bytes: 50 },
    reading: { encoding: 'utf-8', bom: 0, dialect: { ...RFC4180, delimiter: ';' } },
    digest: 'ab12',
    profile: { rows: 1210, columns: [], exact: true },
    findings: FINDINGS,
    groups: [],
    whole: [],
    unmet: [],
    tests: [],
    totals: { 'type-mismatch': 1205 },
  },
};

export const UNREADABLE_REPORT: FileReport = { path: 'x.parquet', isDataset: true, findings: [{ code: 'dataset-unreadable', severity: 'error', address: {}, message: 'x.parquet ends in the middle.' }] };

export const CODE_REPORT: FileReport = {
  path: 'train.py',
  isDataset: false,
  findings: [{ code: 'dataset-not-found', severity: 'warning', address: {}, message: 'No file "a.csv".', value: 'a.csv', range: range(0, 13, 18) }],
};

export const CLEAN_REPORT: FileReport = { ...DATASET_REPORT, path: 'clean.csv', findings: [] };

export const REPORTS: readonly FileReport[] = [CODE_REPORT, DATASET_REPORT, UNREADABLE_REPORT, CLEAN_REPORT];

const LINES: { readonly [path: string]: readonly string[] } = {
  'train.py': ["pd.read_csv('a.csv')"],
  [DATASET_REPORT.path]: ['a;b', '1;tall;2', ';3', 'x,y,z,1,2,3,4'],
};

export const OPTIONS: ReportOptions = { version: '1.2.3', colour: false, width: 80, all: false, failOn: 'error', line: (path, line) => LINES[path]?.[line] };
