// JUnit XML, for CI dashboards: a test case per dataset and code, failed by what fails the run.

import type { Finding } from '../findings/finding.ts';
import { groupBy } from '../group-by.ts';
import { plural } from '../words.ts';
import { reaches, type FileReport, type ReportOptions, type Reporter } from './report.ts';

const MOST_LISTED = 20;

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
}

export const junit: Reporter = (files, options) => {
  const suites = files.map((file) => suite(file, options));
  const sum = (pick: (suite: Suite) => number) => suites.reduce((n, each) => n + pick(each), 0);
  const body = suites.map(({ xml }) => xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assay" tests="${sum(({ tests }) => tests)}" failures="${sum(({ failures }) => failures)}">\n${body}</testsuites>\n`;
};

function suite({ path, findings }: FileReport, { failOn, all }: ReportOptions): Suite {
  const groups = [...groupBy(findings, ({ code }) => code)];
  const cases = groups.map(([code, group]) => {
    const failing = group.filter(({ severity }) => reaches(severity, failOn));
    const quiet = group.filter((finding) => !failing.includes(finding));
    const parts = [failing.length > 0 ? failure(failing, all) : '', quiet.length > 0 ? `      <system-out>${escape(details(quiet, all))}</system-out>\n` : ''];
    return { isFailing: failing.length > 0, xml: `    <testcase classname="${escape(path)}" name="${code}">\n${parts.join('')}    </testcase>\n` };
  });
  if (cases.length === 0) cases.push({ isFailing: false, xml: `    <testcase classname="${escape(path)}" name="clean"/>\n` });
  const failures = cases.filter(({ isFailing }) => isFailing).length;
  const xml = `  <testsuite name="${escape(path)}" tests="${cases.length}" failures="${failures}">\n${cases.map((each) => each.xml).join('')}  </testsuite>\n`;
  return { xml, tests: cases.length, failures };
}

function failure(group: readonly Finding[], all: boolean): string {
  const [first] = group;
  return `      <failure type="${first?.severity}" message="${escape(first?.message ?? '')}">${escape(details(group, all))}</failure>\n`;
}

function details(group: readonly Finding[], all: boolean): string {
  const listed = group.slice(0, all ? group.length : MOST_LISTED);
  const lines = listed.map(({ range, message }) => `${range === undefined ? '' : `${range.start.line + 1}:${range.start.character + 1} `}${message}`);
  if (group.length > listed.length) lines.push(`and ${plural(group.length - listed.length, 'more like this', 'more like this')}`);
  return lines.join('\n');
}

/** XML 1.0 has no way to write most control characters and half surrogates: they are left out. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/[<>&"]/g, (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[character] ?? character);
}
