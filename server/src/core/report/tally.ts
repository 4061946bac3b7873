// Findings counted by code, column and severity, over one dataset or many.

import * as aq from 'arquero';
import type { Code } from '../findings/codes.ts';
import { SEVERITIES } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { FileReport } from './report.ts';

/** Findings of one code and severity. */
export interface KindCount {
  readonly code: Code;
  readonly severity: Severity;
  /** How many, those that no mark was left for included. */
  readonly found: number;
  /** Columns that have such a finding; 0 where none is about a column. */
  readonly columns: number;
  /** Files that have one. */
  readonly files: number;
}

export interface ColumnCount {
  readonly column: string;
  readonly worst: Severity;
  readonly kinds: number;
  readonly found: number;
}

const { op } = aq;

/** One row a finding: what every count here is drawn from. A summary stands for as many as it leaves unmarked. */
function tableOf(files: readonly FileReport[]): aq.ColumnTable {
  const found = files.flatMap((file, i) => file.findings.map((finding) => ({ finding, file: i })));
  return aq.table({
    file: found.map(({ file }) => file),
    code: found.map(({ finding }) => finding.code),
    severity: found.map(({ finding }) => finding.severity),
    rank: found.map(({ finding }) => SEVERITIES.indexOf(finding.severity)),
    column: found.map(({ finding, file }) => columnKey(finding, file)),
    name: found.map(({ finding }) => finding.column ?? null),
    found: found.map(({ finding }) => finding.unmarked ?? 1),
  });
}

/** Columns of one name in two datasets are two; two of one name in a dataset differ by their place. */
function columnKey({ column, address }: Finding, file: number): string | null {
  return column === undefined && address.column === undefined ? null : `${file} ${address.column ?? column}`;
}

/** Loudest first, then the most frequent. */
export function kinds(files: readonly FileReport[]): readonly KindCount[] {
  const counted = tableOf(files)
    .groupby('rank', 'severity', 'code')
    .rollup({ found: op.sum('found'), columns: op.distinct('column'), nulls: op.invalid('column'), files: op.distinct('file') })
    .orderby('rank', aq.desc('found'), 'code');
  // A missing column counts as one value among the distinct ones.
  return (counted.objects() as (KindCount & { nulls: number })[]).map(({ code, severity, found, columns, nulls, files: n }) => ({ code, severity, found, columns: columns - (nulls > 0 ? 1 : 0), files: n }));
}

/** Columns by how loud and how many their findings are, most telling first. */
export function columnsWithFindings(file: FileReport): readonly ColumnCount[] {
  const counted = tableOf([file])
    .filter(aq.escape((row: { column: string | null; name: string | null }) => row.column !== null && row.name !== null))
    .groupby('column', 'name')
    .rollup({ rank: op.min('rank'), kinds: op.distinct('code'), found: op.sum('found') })
    .orderby('rank', aq.desc('found'));
  const rows = counted.objects() as { name: string; rank: number; kinds: number; found: number }[];
  return rows.map(({ name, rank, kinds: n, found }) => ({ column: name, worst: SEVERITIES[rank] ?? 'hint', kinds: n, found }));
}
