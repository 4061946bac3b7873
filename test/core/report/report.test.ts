// Each report format on a literal result: its shape, its counts, and characters that could break it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ALL_CODES } from '../../../server/src/core/findings/codes.ts';
import { github } from '../../../server/src/core/report/github.ts';
import { json } from '../../../server/src/core/report/json.ts';
import { junit } from '../../../server/src/core/report/junit.ts';
import { pretty } from '../../../server/src/core/report/pretty.ts';
import { sarif } from '../../../server/src/core/report/sarif.ts';
import { CLEAN_REPORT, DATASET_REPORT, OPTIONS, REPORTS } from '../../support/reports.ts';
import { checkSarif, JsonReport } from '../../support/report-schemas.ts';
import { checkXml } from '../../support/xml.ts';

test('json has the promised shape', () => {
  const report = JsonReport.parse(JSON.parse(json(REPORTS, OPTIONS)));
  assert.deepEqual(report.summary, { datasets: 3, error: 2, warning: 1206, information: 0, hint: 1 });
  assert.deepEqual(report.datasets[0], { path: 'data/a b,c:d%é.csv', format: 'csv', rows: 1210, columns: 0, digest: 'ab12', encoding: 'utf-8', delimiter: ';' });
  const ragged = report.findings.find(({ code }) => code === 'ragged-row');
  assert.deepEqual(ragged, { code: 'ragged-row', severity: 'error', dataset: 'data/a b,c:d%é.csv', row: 2, line: 3, character: 0, endLine: 3, endCharacter: 12, message: 'This row has 7 cells; the header has 6.' });
});

test('sarif keeps the rules of 2.1.0', () => {
  const log = checkSarif(sarif(REPORTS, OPTIONS));
  const [run] = log.runs;
  assert.equal(run?.tool.driver.semanticVersion, '1.2.3');
  assert.deepEqual(run?.tool.driver.rules.map(({ id }) => id), ALL_CODES);
  const [lost, ragged] = run?.results ?? [];
  assert.deepEqual(lost?.locations[0]?.physicalLocation.region, { startLine: 1, startColumn: 14, endLine: 1, endColumn: 19 });
  assert.equal(ragged?.level, 'error');
  assert.equal(ragged?.locations[0]?.physicalLocation.artifactLocation.uri, 'data/a%20b%2Cc%3Ad%25%C3%A9.csv');
});

test('sarif stays below what code scanning takes, the loudest first, and says what it leaves out', () => {
  const quiet = Array.from({ length: 25_010 }, (_, row) => ({ code: 'outlier' as const, severity: 'hint' as const, address: { row, column: 0 }, message: `Cell ${row}.` }));
  const file = { ...DATASET_REPORT, findings: [...quiet, ...DATASET_REPORT.findings] };
  const [run] = checkSarif(sarif([file], OPTIONS)).runs;
  assert.equal(run?.results.length, 25_000);
  assert.deepEqual(run?.results.slice(0, 3).map(({ level }) => level), ['error', 'warning', 'warning']);
  assert.match(sarif([file], OPTIONS), /14 of 25,014 findings, the quietest, are left out/);
  assert.equal(checkSarif(sarif([file], { ...OPTIONS, all: true })).runs[0]?.results.length, 25_014);
});

test('junit is well-formed and fails what fails the run', () => {
  const text = junit(REPORTS, OPTIONS);
  const elements = checkXml(text);
  assert.equal(elements.filter((name) => name === 'failure').length, 2);
  assert.match(text, /<testsuites name="assay" tests="6" failures="2">/);
  assert.match(text, /name="clean"\/>/);
  assert.match(text, /&quot;tall &lt;b&gt;&amp;&quot; is not a number/);
  assert.equal(checkXml(junit(REPORTS, { ...OPTIONS, failOn: 'hint' })).filter((name) => name === 'failure').length, 5);
});

test('github commands are escaped, one a line', () => {
  const lines = github(REPORTS, { ...OPTIONS, failOn: 'hint' }).split('\n');
  assert.equal(lines[0], '::warning file=train.py,line=1,endLine=1,col=14,endColumn=19,title=dataset-not-found::No file "a.csv".');
  assert.ok(lines.includes('::notice file=data/a b%2Cc%3Ad%25é.csv,line=3,endLine=3,col=1,endColumn=1,title=missing-value::a:b,c is missing here (1 of 3 rows, 33 %25).%0ASecond line'));
  assert.ok(lines.includes('::error file=x.parquet,title=dataset-unreadable::x.parquet ends in the middle.'));
  assert.ok(!github(REPORTS, OPTIONS).includes('::notice'));
  assert.match(github(REPORTS, OPTIONS), /1 hint\n$/);
});

test('pretty shows the line, the carets and what was left out', () => {
  const text = pretty(REPORTS, OPTIONS);
  assert.ok(text.includes("    1 │ pd.read_csv('a.csv')\n      │              ^^^^^\n"), text);
  assert.ok(text.includes('    2 │ 1;tall;2\n      │   ^^^^\n'), text);
  assert.ok(text.includes('data/a b,c:d%é.csv · 1,210 rows × 0 columns\n  error This row'), text);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f]/);
  assert.ok(text.endsWith('3 datasets · 2 errors · 1,206 warnings · 1 hint\n'));
});

test('pretty counts what it does not show, unless all is asked for', () => {
  const findings = Array.from({ length: 9 }, (_, row) => ({ code: 'outlier' as const, severity: 'hint' as const, column: 'x', address: { row, column: 0 }, message: `Cell ${row}.` }));
  const file = { ...DATASET_REPORT, findings };
  assert.match(pretty([file], OPTIONS), /Cell 2\.[^]*and 6 more like this/);
  assert.doesNotMatch(pretty([file], OPTIONS), /Cell 3\./);
  assert.match(pretty([file], { ...OPTIONS, all: true }), /Cell 8\./);
});

test('colours only where they are wanted', () => {
  assert.match(pretty(REPORTS, { ...OPTIONS, colour: true }), /\u001b\[31merror\u001b\[0m/);
  for (const reporter of [json, sarif, junit, github]) assert.ok(!reporter(REPORTS, { ...OPTIONS, colour: true }).includes('\u001b'));
});

test('nothing checked, and nothing found', () => {
  assert.equal(pretty([], OPTIONS), '0 datasets · nothing found\n');
  assert.equal(pretty([CLEAN_REPORT], OPTIONS), 'clean.csv · 1,210 rows × 0 columns\n\n1 dataset · nothing found\n');
  for (const files of [[], [CLEAN_REPORT]]) {
    z.object({ findings: z.array(z.never()) }).parse(JSON.parse(json(files, OPTIONS)));
    checkSarif(sarif(files, OPTIONS));
    checkXml(junit(files, OPTIONS));
  }
});
