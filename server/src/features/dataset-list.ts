// What a list of datasets tells of each.

import type { CheckResult } from '../core/findings/check.ts';
import { SEVERITIES } from '../core/findings/codes.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Known } from '../core/findings/known.ts';
import type { Group } from '../core/findings/cap.ts';
import { count as exactly, rough, share } from '../core/words.ts';
import type { Figures, FoundKind, ListedState, Place } from '../protocol/datasets.ts';
import { describe } from './code-lens.ts';
import { countOf, loudness } from './diagnostics.ts';

/** Kinds of findings that are listed below a dataset; the profile has all. */
const MOST_KINDS = 50;

/** `undefined`: nobody has looked at it. */
export function listedState(known: Known | undefined): ListedState {
  if (known === undefined || known.state === 'absent') return { state: 'unchecked' };
  if (known.state === 'done') return { state: 'checked', figures: figuresOf(known.result) };
  return known.state === 'working' ? { state: 'working', share: known.share } : { state: 'unreadable', reason: known.reason };
}

function figuresOf(result: CheckResult): Figures {
  const { profile } = result;
  const groups = result.groups.filter(({ code }) => code !== 'missing-value');
  const cells = profile.rows * profile.columns.length;
  const missing = profile.columns.reduce((sum, column) => sum + (profile.rows - column.count), 0);
  const places = placesOf(result.findings);
  const count = (severity: (typeof SEVERITIES)[number]) => countOf({ ...result, groups }, severity);
  return {
    text: describe(result),
    shape: `${profile.exact ? exactly(profile.rows) : `≈ ${rough(profile.rows)}`} × ${exactly(profile.columns.length)}`,
    rows: profile.rows,
    columns: profile.columns.length,
    exact: profile.exact,
    missing: cells === 0 ? 0 : missing / cells,
    missingText: missing === 0 || cells === 0 ? undefined : share(missing, cells),
    findings: { error: count('error'), warning: count('warning'), information: count('information'), hint: count('hint') },
    kinds: groups.toSorted((a, b) => SEVERITIES.indexOf(loudness(a)) - SEVERITIES.indexOf(loudness(b))).slice(0, MOST_KINDS).map((group) => kindOf(group, places)),
    kindsInAll: groups.length,
  };
}

function kindOf(group: Group, places: ReadonlyMap<string, Place>): FoundKind {
  const { code, total, marked, summary, column } = group;
  const at = places.get(keyOf(code, column?.index)) ?? places.get(keyOf(code, marked[0]?.address.column));
  return { code, severity: loudness(group), total, message: total === 1 ? (marked[0]?.message ?? summary) : summary, at };
}

/** Where the first finding of each code and column stands; one on a cell goes before one that sums up. */
function placesOf(findings: readonly Finding[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const onCells = findings.filter(({ address }) => address.row !== undefined);
  for (const { code, address, range } of [...onCells, ...findings]) {
    const key = keyOf(code, address.column);
    if (range !== undefined && !places.has(key)) places.set(key, range.start);
  }
  return places;
}

function keyOf(code: string, column: number | undefined): string {
  return `${code}:${column ?? ''}`;
}
