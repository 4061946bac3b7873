// Takes accepted findings out of what was found in one dataset: the first in row order, as many as were accepted.

import type { Group } from '../findings/cap.ts';
import type { Finding } from '../findings/finding.ts';
import { counted, keyOf, valueOf, type Kind } from './entry.ts';

/** How often each kind may still occur. */
class Budget {
  readonly #left: Map<string, number>;

  constructor(kinds: readonly Kind[]) {
    this.#left = new Map(counted(kinds).map((kind) => [keyOf(kind), kind.count]));
  }

  /** How many of `wanted` findings are accepted. */
  take(kind: Pick<Kind, 'code' | 'column' | 'value'>, wanted: number): number {
    const key = keyOf(kind);
    const left = this.#left.get(key) ?? 0;
    const taken = Math.min(left, wanted);
    if (taken > 0) this.#left.set(key, left - taken);
    return taken;
  }

  accepts(finding: Finding, column: string | undefined): boolean {
    const kind = { code: finding.code, column };
    return this.take({ ...kind, value: valueOf(finding) }, 1) === 1 || this.take(kind, 1) === 1;
  }

  /** What was accepted, and does not occur as often any more. */
  left(kinds: readonly Kind[]): readonly Kind[] {
    return counted(kinds).flatMap((kind) => {
      const count = this.#left.get(keyOf(kind)) ?? 0;
      return count === 0 ? [] : [{ ...kind, count }];
    });
  }
}

/** What is new, and the part of what was accepted that was not met. */
export interface Sifted<T> {
  readonly fresh: readonly T[];
  readonly unmet: readonly Kind[];
}

export function siftGroups(groups: readonly Group[], accepted: readonly Kind[]): Sifted<Group> {
  if (accepted.length === 0) return { fresh: groups, unmet: [] };
  const budget = new Budget(accepted);
  const fresh = groups.flatMap((group): readonly Group[] => {
    const column = group.column?.name;
    const marked = group.marked.filter((finding) => !budget.accepts(finding, column));
    const unmarked = group.total - group.marked.length;
    const total = marked.length + unmarked - budget.take({ code: group.code, column }, unmarked);
    return total === 0 ? [] : [{ ...group, total, marked }];
  });
  return { fresh, unmet: budget.left(accepted) };
}

export function siftFindings(findings: readonly Finding[], accepted: readonly Kind[]): Sifted<Finding> {
  if (accepted.length === 0) return { fresh: findings, unmet: [] };
  const budget = new Budget(accepted);
  const fresh = findings.filter((finding) => !budget.accepts(finding, finding.column));
  return { fresh, unmet: budget.left(accepted) };
}
