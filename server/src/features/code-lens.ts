// The line above code that reads a dataset: its size, what is missing, what was found.

import type { CodeLens } from 'vscode-languageserver-types';
import type { CheckResult } from '../core/findings/check.ts';
import type { Known } from '../core/findings/known.ts';
import type { Reference } from '../core/code/reference.ts';
import type { Profile } from '../core/profile/profile.ts';
import { plural, rough, share } from '../core/words.ts';

/** `open`: arguments of the command that shows the dataset. */
export function lensFor(reference: Reference, known: Known, uri: string): CodeLens | undefined {
  const title = titleOf(known);
  return title === undefined ? undefined : { range: reference.range, command: { title, command: 'assay.openDataset', arguments: [uri] } };
}

function titleOf(known: Known): string | undefined {
  if (known.state === 'working') {
    const first = known.sampled === undefined ? [] : sizeParts(known.sampled);
    return [...first, `profiling… ${Math.round(known.share * 100)} %`].join(' · ');
  }
  if (known.state === 'unreadable') return 'cannot be read';
  return known.state === 'done' ? describe(known.result) : undefined;
}

/** 344 rows × 7 columns · 2.9 % missing · 19 findings */
export function describe(result: CheckResult): string {
  const parts = sizeParts(result.profile);
  const found = result.groups.filter(({ code }) => code !== 'missing-value').reduce((sum, { total }) => sum + total, 0);
  if (found > 0) parts.push(plural(found, 'finding'));
  return parts.join(' · ');
}

function sizeParts(profile: Profile): string[] {
  const rows = profile.exact ? plural(profile.rows, 'row') : `≈ ${rough(profile.rows)} rows`;
  const missing = missingShare(profile);
  return [`${rows} × ${plural(profile.columns.length, 'column')}`, ...(missing === undefined ? [] : [`${missing} missing`])];
}

/** Share of all cells; undefined where none is missing. */
export function missingShare(profile: Profile): string | undefined {
  const cells = profile.rows * profile.columns.length;
  const missing = profile.columns.reduce((sum, column) => sum + (profile.rows - column.count), 0);
  return missing === 0 || cells === 0 ? undefined : share(missing, cells);
}
