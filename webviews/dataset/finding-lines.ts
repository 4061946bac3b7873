// The list of findings as lines: a code and column, and below it, once it is open, each finding.

import type { Severity, ShownFinding, ShownGroup } from '../contract/dataset.ts';

export type Line =
  | { readonly kind: 'group'; readonly group: ShownGroup; readonly key: string; readonly isOpen: boolean }
  | { readonly kind: 'finding'; readonly group: ShownGroup; readonly finding: ShownFinding }
  /** Those that are not listed one by one. */
  | { readonly kind: 'rest'; readonly group: ShownGroup; readonly count: number };

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface Choice {
  readonly open: ReadonlySet<string>;
  /** Severities that are left out. */
  readonly without: ReadonlySet<Severity>;
  /** Only findings of this column. */
  readonly column?: number;
}

export function linesOf(groups: readonly ShownGroup[], { open, without, column }: Choice): Line[] {
  const listed = groups.filter((group) => !without.has(group.severity) && (column === undefined || group.column === column));
  const sorted = listed.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.total - a.total);
  return sorted.flatMap((group): Line[] => {
    const key = keyOf(group);
    const isOpen = open.has(key);
    const head: Line = { kind: 'group', group, key, isOpen };
    if (!isOpen) return [head];
    const rest = group.total - group.findings.length;
    return [head, ...group.findings.map((finding): Line => ({ kind: 'finding', group, finding })), ...(rest > 0 ? [{ kind: 'rest', group, count: rest } as const] : [])];
  });
}

export function keyOf({ code, column, severity }: ShownGroup): string {
  return `${code}/${column ?? ''}/${severity}`;
}
