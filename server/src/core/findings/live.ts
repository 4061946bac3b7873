// Findings between two whole-table checks: after an edit, only the rows it touched are tested again.

import type { RowChange } from '../table/address.ts';
import type { Group } from './cap.ts';
import { cellFinding, type CellTest } from './cell-check.ts';
import { CODES } from './codes.ts';
import type { Finding } from './finding.ts';

export interface LiveInput {
  readonly groups: readonly Group[];
  readonly tests: readonly CellTest[];
  readonly change: RowChange;
  /** The cells of a record as it is now; undefined past a short record's end. */
  readonly cells: (row: number) => readonly (string | undefined)[];
}

/**
 * The groups after an edit. Row-local findings are exact for the touched rows; findings that need the whole table
 * (and the expectations of each column) stay as they were, on the rows they moved to, until the next whole check.
 */
export function afterEdit(input: LiveInput): readonly Group[] {
  const { groups, change } = input;
  const found = testRows(input);
  const untouched = groups.map((group) => moveGroup(group, change));
  const merged = untouched.map((group) => addFound(group, takeFound(found, group)));
  const fresh = [...found.entries()].map(([test, findings]) => newGroup(test, findings));
  return [...merged, ...fresh].filter((group) => group.total > 0);
}

function testRows({ tests, change, cells }: LiveInput): Map<CellTest, Finding[]> {
  const found = new Map<CellTest, Finding[]>();
  for (let row = change.from; row < change.from + change.inserted; row++) {
    const values = cells(row);
    for (const test of tests) {
      const value = values[test.column.index] ?? '';
      if (!test.fails(value)) continue;
      const list = found.get(test) ?? [];
      list.push(cellFinding(test, row, value));
      found.set(test, list);
    }
  }
  return found;
}

function moveGroup(group: Group, { from, removed, inserted }: RowChange): Group {
  const end = from + removed;
  const delta = inserted - removed;
  const marked = group.marked.flatMap((finding) => {
    const { row } = finding.address;
    if (row === undefined || row < from) return [finding];
    if (row < end) return [];
    return [delta === 0 ? finding : { ...finding, address: { ...finding.address, row: row + delta } }];
  });
  return { ...group, marked, total: group.total - (group.marked.length - marked.length) };
}

function takeFound(found: Map<CellTest, Finding[]>, group: Group): readonly Finding[] {
  for (const [test, findings] of found) {
    if (test.code !== group.code || test.column.index !== group.column?.index) continue;
    found.delete(test);
    return findings;
  }
  return [];
}

function addFound(group: Group, findings: readonly Finding[]): Group {
  if (findings.length === 0) return group;
  if (group.marked.length === 0 && group.total > 0) return { ...group, total: group.total + findings.length }; // said once, on the header
  const marked = [...group.marked, ...findings].toSorted((a, b) => (a.address.row ?? -1) - (b.address.row ?? -1));
  return { ...group, marked, total: group.total + findings.length };
}

function newGroup(test: CellTest, findings: readonly Finding[]): Group {
  return {
    code: test.code,
    severity: CODES[test.code].severity,
    column: test.column,
    total: findings.length,
    marked: findings,
    summary: test.summarise(findings.length),
  };
}
