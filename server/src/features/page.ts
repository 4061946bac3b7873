// A dataset's profile and findings as a Markdown page.

import type { CheckResult } from '../core/findings/check.ts';
import { SEVERITIES } from '../core/findings/codes.ts';
import { count, plural } from '../core/words.ts';
import { describe } from './code-lens.ts';
import type { Look } from './chart.ts';
import { columnCard } from './hover.ts';

export function datasetPage(name: string, result: CheckResult, look: Look): string {
  const { reading, profile } = result;
  const read = reading === undefined ? '' : `Read as ${reading.encoding}, delimiter ${JSON.stringify(reading.dialect.delimiter)}, ${reading.dialect.header ? 'with' : 'without'} a header.`;
  const findings = SEVERITIES.flatMap((severity) =>
    result.groups.filter((group) => group.severity === severity).map((group) => `- ${severity}: ${group.total === 1 ? (group.marked[0]?.message ?? group.summary) : `${group.summary} (${count(group.total)})`}`),
  );
  const columns = profile.columns.map((column) => columnCard(column, { profile, look }));
  return [`# ${name}`, describe(result), read, `## ${plural(result.groups.length, 'kind of finding', 'kinds of finding')}`, findings.join('\n'), '## Columns', columns.join('\n\n---\n\n')].filter((part) => part !== '').join('\n\n') + '\n';
}
