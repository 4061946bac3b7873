// JUnit XML, for CI dashboards: a test case per dataset and code, failed by errors and warnings.

import { groupBy } from '../group-by.ts';
import type { Finding } from '../findings/finding.ts';
import type { FileReport, Reporter } from './report.ts';

const MOST_LISTED = 20;

export const junit: Reporter = (files) => {
  const suites = files.map(suite);
  const tests = suites.reduce((n, { tests }) => n + tests, 0);
  const failures = suites.reduce((n, { failures }) => n + failures, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assay" tests="${tests}" failures="${failures}">\n${suites.map(({ xml }) => xml).join('')}</testsuites>\n`;
};

function suite({ path, findings }: FileReport): { xml: string; tests: number; failures: number } {
  const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const byCode = groupBy(loud, ({ code }) => code);
  const cases = [...byCode].map(([code, group]) => `    <testcase classname="${escape(path)}" name="${code}">\n      <failure type="${group[0]?.severity}" message="${escape(group[0]?.message ?? '')}">${escape(details(group))}</failure>\n    </testcase>\n`);
  if (cases.length === 0) cases.push(`    <testcase classname="${escape(path)}" name="clean"/>\n`);
  const xml = `  <testsuite name="${escape(path)}" tests="${cases.length}" failures="${byCode.size}">\n${cases.join('')}  </testsuite>\n`;
  return { xml, tests: cases.length, failures: byCode.size };
}

function details(group: readonly Finding[]): string {
  const lines = group.slice(0, MOST_LISTED).map(({ range, message }) => `${range === undefined ? '' : `${range.start.line + 1}:${range.start.character + 1} `}${message}`);
  if (group.length > MOST_LISTED) lines.push(`and ${group.length - MOST_LISTED} more`);
  return lines.join('\n');
}

/** XML 1.0 has no way to write most control characters: they are left out. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[<>&"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c] ?? c);
}
