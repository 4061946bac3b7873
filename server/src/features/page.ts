// A dataset's profile and findings as a Markdown page, or why there is none.

import type { Group } from '../core/findings/cap.ts';
import type { CheckResult } from '../core/findings/check.ts';
import { SEVERITIES } from '../core/findings/codes.ts';
import { plural } from '../core/words.ts';
import { describe } from './code-lens.ts';
import type { Look } from './chart.ts';
import { loudness } from './diagnostics.ts';
import { columnCard, escape, readLine } from './hover.ts';

export function datasetPage(name: string, result: CheckResult, look: Look): string {
  const { reading, profile } = result;
  const read = reading === undefined ? '' : readLine(reading);
  const found = SEVERITIES.flatMap((severity) => result.groups.filter((group) => loudness(group) === severity).map((group) => `- ${severity}: ${sentence(group)}`));
  const findings = found.length === 0 ? ['Nothing found.'] : [`## ${plural(found.length, 'kind of finding', 'kinds of finding')}`, found.join('\n')];
  const columns = profile.columns.map((column) => columnCard(column, { profile, look }));
  return [`# ${escape(name)}`, describe(result), read, ...findings, '## Columns', columns.join('\n\n---\n\n')].filter((part) => part !== '').join('\n\n') + '\n';
}

/** What stands in place of a profile that cannot be made. */
export function reasonPage(name: string, reason: string): string {
  return `# ${escape(name)}\n\n${escape(reason)}\n`;
}

/** The one finding as it is said on its cell, or what many have in common. */
function sentence({ total, marked, summary }: Group): string {
  return escape(total === 1 ? (marked[0]?.message ?? summary) : summary);
}
