// Keeps findings few enough to read, and says what was left out.

import type { ColumnProfile } from '../profile/profile.ts';
import { SEVERITIES, type Code } from './codes.ts';
import type { Finding, Severity } from './finding.ts';
import { list, plural } from '../words.ts';

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
 * header with the true count, and groups that not even a summary is left for are summed up in one, so nothing is left
 * out in silence.
 */
export function capFindings(groups: readonly Group[], caps: Caps): readonly Finding[] {
  const loudestFirst = groups.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.total - b.total);
  const told = groups.length <= caps.inAll ? loudestFirst : loudestFirst.slice(0, Math.max(0, caps.inAll - 1));
  const shown: Finding[] = [];
  let left = told.length < groups.length ? 0 : caps.inAll - told.length;
  for (const group of told) {
    const marked = group.marked.slice(0, Math.max(0, Math.min(caps.perGroup, left)));
    left -= marked.length;
    for (const finding of marked) shown.push(finding);
    if (marked.length < group.total) shown.push(summarise(group, marked.length));
  }
  const [loudest, ...others] = loudestFirst.slice(told.length);
  if (loudest !== undefined) shown.push(sumUp(loudest, others));
  return shown;
}

/** Of a table so wide that its columns are too many to be told of one by one. */
function sumUp(loudest: Group, others: readonly Group[]): Finding {
  const groups = [loudest, ...others];
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const columns = new Set(groups.flatMap(({ column }) => column?.index ?? [])).size;
  const where = columns === 0 ? '' : ` in ${plural(columns, 'column')}`;
  const codes = list([...new Set(groups.map(({ code }) => code))]);
  const message = `${plural(total, 'more finding')}${where} ${total === 1 ? 'is' : 'are'} not marked: ${codes}. "assay check --all" lists all.`;
  return { code: loudest.code, severity: loudest.severity, address: {}, message, total, unmarked: total };
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
