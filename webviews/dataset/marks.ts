// Findings by cell and by column, and the way from one to the next.

import type { Severity, ShownFinding, ShownGroup } from '../contract/dataset.ts';

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Findings of one row by column; -1: of the row as a whole. */
export type RowMarks = ReadonlyMap<number, readonly ShownFinding[]>;

export class Marks {
  readonly #rows = new Map<number, Map<number, ShownFinding[]>>();
  readonly #columns = new Map<number, Severity>();
  /** Those of a cell or row, as they lie in the file. */
  readonly located: readonly (ShownFinding & { readonly row: number })[];
  readonly counts: Readonly<Record<Severity, number>>;

  constructor(groups: readonly ShownGroup[]) {
    const counts = { error: 0, warning: 0, information: 0, hint: 0 };
    const located: (ShownFinding & { row: number })[] = [];
    for (const group of groups) {
      counts[group.severity] += group.total;
      if (group.column !== undefined) this.#columns.set(group.column, worse(this.#columns.get(group.column), group.severity));
      for (const finding of group.findings) if (finding.row !== undefined && finding.row >= 0) located.push({ ...finding, row: finding.row });
    }
    for (const finding of located) this.#place(finding);
    this.counts = counts;
    this.located = located.sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1));
  }

  #place(finding: ShownFinding & { readonly row: number }): void {
    const row = this.#rows.get(finding.row) ?? new Map<number, ShownFinding[]>();
    this.#rows.set(finding.row, row);
    const column = finding.column ?? -1;
    row.set(column, [...(row.get(column) ?? []), finding]);
  }

  row(ordinal: number | undefined): RowMarks | undefined {
    return ordinal === undefined ? undefined : this.#rows.get(ordinal);
  }

  /** The worst of a column. */
  column(column: number): Severity | undefined {
    return this.#columns.get(column);
  }

  /** Located findings past a cell, nearest first, going round at the end. */
  from(row: number, column: number, backwards: boolean): (ShownFinding & { readonly row: number })[] {
    const isAfter = (finding: ShownFinding & { readonly row: number }): boolean => finding.row > row || (finding.row === row && (finding.column ?? -1) > column);
    const isHere = (finding: ShownFinding & { readonly row: number }): boolean => finding.row === row && (finding.column ?? -1) === column;
    const others = this.located.filter((finding) => !isHere(finding));
    const after = others.filter(isAfter);
    const before = others.filter((finding) => !isAfter(finding));
    return backwards ? [...before.toReversed(), ...after.toReversed()] : [...after, ...before];
  }
}

export function worstOf(findings: readonly ShownFinding[]): Severity | undefined {
  return findings.reduce<Severity | undefined>((worst, { severity }) => worse(worst, severity), undefined);
}

function worse(a: Severity | undefined, b: Severity): Severity {
  return a === undefined || ORDER.indexOf(b) < ORDER.indexOf(a) ? b : a;
}
