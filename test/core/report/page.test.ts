// The report as a page, HTML and Markdown: what it says, and that no text of the data becomes markup.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../../server/src/core/findings/finding.ts';
import { html } from '../../../server/src/core/report/html.ts';
import { escapeHtml } from '../../../server/src/core/report/html-text.ts';
import { markdown } from '../../../server/src/core/report/markdown.ts';
import { columnsWithFindings, kinds } from '../../../server/src/core/report/tally.ts';
import type { FileReport } from '../../../server/src/core/report/report.ts';
import type { ColumnProfile, Profile } from '../../../server/src/core/profile/profile.ts';
import { aColumn, aProfile } from '../../support/profiles.ts';
import { holds } from '../../support/property.ts';
import { CODE_REPORT, DATASET_REPORT, range, REPORTS, UNREADABLE_REPORT } from '../../support/reports.ts';

const OPTIONS = { version: '1.2.3', made: '2026-01-02', all: false };

function reportOf(profile: Profile, findings: readonly Finding[] = [], path = 'data/a.csv'): FileReport {
  const { result } = DATASET_REPORT;
  if (result === undefined) throw new Error('a result is expected');
  return { path, isDataset: true, findings, result: { ...result, profile, findings } };
}

function withColumn(fields: Partial<ColumnProfile>, more: Partial<Profile> = {}): FileReport {
  return reportOf({ ...aProfile([aColumn(fields)]), ...more });
}

/** As a reader sees it: one line, without tags. */
function words(page: string): string {
  return page.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]*>/g, ' ').replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
}

test('a page says rows, columns, size, format, reading, missing cells, duplicate rows and digest', () => {
  const text = words(html([withColumn({ count: 90 }, { duplicateRows: 3 })], OPTIONS));
  assert.match(text, /data\/a\.csv 100 rows × 1 column Nothing found\./);
  assert.match(text, /Size 50 B Format csv Read as utf-8, delimiter semicolon, first row names the columns Missing cells 10 of 100 \(10 %\) Duplicate rows 3 \(3\.0 %\) SHA-256 ab12/);
  assert.match(text, /Made by Assay 1\.2\.3 on 2026-01-02\./);
});

test('a column has its type, counts, measures, quantiles and most frequent values', () => {
  const column = aColumn({
    type: 'integer', name: 'age', count: 90, missing: 6, sentinels: [{ value: '-999', count: 4 }], distinct: 41, distinctExact: false, misfits: 2, misfitValues: [{ value: 'tall', count: 2 }],
    min: '1', max: '80', mean: 33.125, std: 4, quantiles: [[0.25, 20], [0.5, 30]], histogram: { edges: [0, 40, 80], counts: [60, 30], exact: false }, top: [{ value: '30', count: 9 }], topExact: true,
  });
  const text = words(html([reportOf(aProfile([column]))], OPTIONS));
  assert.match(text, /Holds whole numbers Values 90 of 100 rows Missing 10 \(10 %\) Stand for missing "-999" \(4\) Distinct ~41 Do not fit 2: "tall" Smallest 1 Largest 80 Mean 33\.13 Standard deviation 4/);
  assert.match(text, /Quantiles 25 % median 20 30/);
  assert.match(text, /each is off by at most 1 % of the rows/);
  assert.match(text, /"30" 9 \(10 %\) And ~40 other values\./);
  const md = markdown([reportOf(aProfile([column]))], OPTIONS);
  assert.match(md, /- Distinct: \\~41\n/);
  assert.match(md, /- Quantiles: 25 % 20, median 30\n- Most frequent: "30" 9 \(10 %\) and \\~40 other values/);
});

test('a sample is said to be one', () => {
  const sampled = withColumn({ count: 90 }, { exact: false, rows: 5_766_145, sampledRows: 50_000 });
  for (const page of [html([sampled], OPTIONS), markdown([sampled], OPTIONS)]) {
    assert.match(words(page).replaceAll('\\', ''), /All figures are from a sample of 50,000 rows of about 5\.8 M\./);
    assert.match(page, /≈ 5\.8 M rows/);
    assert.match(page, /≥ 50/);
  }
});

test('what a cap left out is said', () => {
  for (const page of [html([DATASET_REPORT], OPTIONS), markdown([DATASET_REPORT], OPTIONS)]) {
    assert.match(words(page).replaceAll('\\', ''), /Of 1,204 findings only the number is told here, not the place: "assay report --all" names every one\./);
    assert.match(words(page).replaceAll('\\', ''), /and 1,204 more/);
  }
});

test('findings by severity, each with its places; the same words are said once', () => {
  const missing = (line: number): Finding => ({ code: 'missing-value', severity: 'hint', column: 'x', address: { row: line - 1, column: 0 }, message: 'x is missing here.', range: range(line, 0, 0) });
  const findings: Finding[] = [...Array.from({ length: 7 }, (_, i) => missing(i + 1)), { code: 'ragged-row', severity: 'error', address: { row: 0 }, message: 'This row has 7 cells.', range: range(1, 0, 9) }];
  const text = words(html([reportOf(aProfile([aColumn({})]), findings)], OPTIONS));
  assert.match(text, /error ragged-row This row has 7 cells\. line 2, character 1 hint missing-value in x 7 x is missing here\. line 2, character 1; .*line 6, character 1; and 2 more/);
  assert.equal(text.match(/x is missing here/g)?.length, 1);
  assert.match(words(html([reportOf(aProfile([aColumn({})]), findings)], { ...OPTIONS, all: true })), /line 8, character 1 Columns/);
});

test('a workspace has an index of its datasets, and the code that names what is not there', () => {
  const text = words(html(REPORTS, OPTIONS));
  assert.match(text, /3 datasets Profile and findings 2 errors 1,206 warnings 1 hint/);
  assert.match(text, /x\.parquet cannot be read/);
  assert.match(text, /Code that names datasets train\.py warning dataset-not-found No file "a\.csv"\. line 1, character 14/);
  assert.match(markdown([CODE_REPORT, UNREADABLE_REPORT], OPTIONS), /\| dataset-unreadable \| error \| 1 \|  \| 1 \|/);
});

test('findings are counted by kind, column and severity', () => {
  assert.deepEqual(kinds(REPORTS).map((kind) => Object.values(kind).join(' ')), ['dataset-unreadable error 1 0 1', 'ragged-row error 1 0 1', 'type-mismatch warning 1205 1 1', 'dataset-not-found warning 1 0 1', 'missing-value hint 1 1 1']);
  assert.deepEqual(columnsWithFindings(DATASET_REPORT), [{ column: 'height', worst: 'warning', kinds: 1, found: 1205 }, { column: 'a:b,c', worst: 'hint', kinds: 1, found: 1 }]);
  assert.deepEqual(kinds([]), []);
  assert.deepEqual(columnsWithFindings(UNREADABLE_REPORT), []);
});

test('nothing of the page comes from elsewhere, and no script runs', () => {
  const page = html(REPORTS, OPTIONS);
  assert.doesNotMatch(page, /<script|<link|<img|<iframe|url\(|@import|https?:/i);
  assert.match(page, /default-src 'none'/);
});

const HOSTILE = '</style><script>alert(1)</script><img src=x onerror=alert(1)>"\'&|`*_[x](javascript:1)\u202e\u0000\u0007';

test('names and values made of markup stay text', () => {
  const column = aColumn({ name: HOSTILE, min: HOSTILE, max: HOSTILE, top: [{ value: HOSTILE, count: 60 }], topExact: true, sentinels: [{ value: HOSTILE, count: 1 }], misfits: 1, misfitValues: [{ value: HOSTILE, count: 1 }], histogram: { edges: [0, 1], counts: [1], exact: true } });
  const finding: Finding = { code: 'whitespace', severity: 'information', column: HOSTILE, address: { row: 0, column: 0 }, message: HOSTILE, value: HOSTILE };
  const file = reportOf(aProfile([column]), [finding, { ...finding, message: `${HOSTILE}2` }], HOSTILE);
  const page = html([file, { ...file, path: 'b.csv' }], OPTIONS);
  assert.doesNotMatch(page, /<script|<img|onerror=alert\(1\)>|[\u0000-\u0009\u000b-\u001f\u202e]/);
  assert.equal(page.match(/<\/style>/g)?.length, 1);
  const md = markdown([file], OPTIONS);
  assert.doesNotMatch(md, /(?<!\\)<|(?<!\\)\[x\]|[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('no text opens a tag or ends an attribute', () => {
  holds(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => !/[<>"'\p{Cc}\p{Cs}]/u.test(escapeHtml(text))));
});

test('of ten thousand columns the first have sections, and what is left out is said', () => {
  const columns = Array.from({ length: 10_000 }, (_, index) => aColumn({ index, name: `c${index}` }));
  const page = html([reportOf(aProfile(columns))], OPTIONS);
  assert.ok(page.length < 4_000_000, `${page.length} characters`);
  assert.match(words(page), /The table shows the first 2,000 of 10,000 columns; "assay profile" lists them all\. The first 300 columns have a section of their own below\./);
});
