// Keeps findings few enough to read, and says what was left out.

import type { ColumnProfile } from '../profile/profile.ts';
import { SEVERITIES, type Code } from './codes.ts';
import type { Finding, Severity } from './finding.ts';
import { plural } from '../words.ts';

/** Findings of one code in one column (or of the whole dataset). */
export interface Group {
  readonly code: Code;
  readonly severity: Severity;
  readonly column?: ColumnProfile;
  /** True number, marked or not. */
  readonly total: number;
  /** The first of them, in row order. */
  readonly marked: readonly Finding[];
  /** The fact over the whole column, for the header. */
  readonly summary: string;
}

/** What may be shown: `perGroup` marks for each code and column, `inAll` for the whole file, summaries included. */
export interface Caps {
  readonly perGroup: number;
  readonly inAll: number;
}

/**
 * The findings to show, loudest groups first when `inAll` is tight. A group that loses findings gets a summary on its
 * header with the true count, so nothing is left out in silence.
 */
export function capFindings(groups: readonly Group[], caps: Caps): readonly Finding[] {
  const loudestFirst = groups.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.total - b.total);
  const shown: Finding[] = [];
  let left = caps.inAll - groups.length;
  for (const group of loudestFirst) {
    const marked = group.marked.slice(0, Math.max(0, Math.min(caps.perGroup, left)));
    left -= marked.length;
    for (const finding of marked) shown.push(finding);
    if (marked.length < group.total) shown.push(summarise(group, marked.length));
  }
  return shown;
}

function summarise(group: Group, marked: number): Finding {
  const unmarked = group.total - marked;
  const noun = group.marked[0]?.address.column === undefined ? 'row' : 'cell';
  const rest = marked === 0 ? '' : ` ${plural(unmarked, `more ${noun}`)} like this ${unmarked === 1 ? 'is' : 'are'} not marked.`;
  return {
    code: group.code,
    severity: group.severity,
    address: group.column === undefined ? {} : { column: group.column.index },
    column: group.column?.name,
    message: `${group.summary}${rest}`,
    total: group.total,
    unmarked,
  };
}
