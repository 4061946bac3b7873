// Findings as diagnostics.

import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import { z } from 'zod';
import type { Group } from '../core/findings/cap.ts';
import type { CheckResult } from '../core/findings/check.ts';
import type { Finding, Fix, Severity } from '../core/findings/finding.ts';
import type { Reference } from '../core/code/reference.ts';
import { ALL_CODES, SEVERITIES, type Code } from '../core/findings/codes.ts';
import { list, plural } from '../core/words.ts';

const SEVERITY: { readonly [severity in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** VS Code shows 1,000 diagnostics a file; some are left to others. */
export const MOST_SHOWN = 950;

/** The pages of the codes, which ship with the server: beside the bundle's folder, or at the top of the sources. */
const DOCS = new URL(import.meta.url.endsWith('.ts') ? '../../../docs/codes' : '../docs/codes', import.meta.url).toString();
const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

const FIXES = [
  z.object({ kind: z.literal('replace-value'), title: z.string(), text: z.string() }),
  z.object({ kind: z.literal('replace-text'), title: z.string(), text: z.string() }),
  z.object({ kind: z.literal('delete-row'), title: z.string() }),
] as const;

/** What a quick fix needs to know of its diagnostic. The editor keeps it and sends it back. */
export const DiagnosticData = z.object({
  code: z.enum(ALL_CODES as [Code, ...Code[]]),
  row: z.int().min(-1).optional(),
  column: z.int().min(0).optional(),
  columnName: z.string().optional(),
  value: z.string().optional(),
  fix: z.discriminatedUnion('kind', FIXES).optional() satisfies z.ZodType<Fix | undefined>,
});

export type DiagnosticData = z.infer<typeof DiagnosticData>;

export function toDiagnostic(finding: Finding): Diagnostic {
  const data: DiagnosticData = {
    code: finding.code,
    row: finding.address.row,
    column: finding.address.column,
    columnName: finding.column,
    value: finding.value,
    fix: finding.fix,
  };
  return {
    range: finding.range ?? TOP,
    severity: SEVERITY[finding.severity],
    source: 'assay',
    code: finding.code,
    codeDescription: { href: `${DOCS}/${finding.code}.md` },
    message: finding.message,
    data,
  };
}

/** One line at the code that reads a dataset, where the dataset has something that a person would fix. */
export function summaryDiagnostic(reference: Reference, name: string, result: CheckResult): Diagnostic | undefined {
  const counts = SEVERITIES.slice(0, 2).map((severity) => [severity, countOf(result, severity)] as const).filter(([, n]) => n > 0);
  if (counts.length === 0) return undefined;
  const loud = result.groups
    .filter((group) => ['error', 'warning'].includes(loudness(group)))
    .toSorted((a, b) => SEVERITIES.indexOf(loudness(a)) - SEVERITIES.indexOf(loudness(b)));
  const more = loud.length > 1 ? ` And ${plural(loud.length - 1, 'more kind', 'more kinds')}.` : '';
  return {
    range: reference.range,
    severity: counts[0]?.[0] === 'error' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information,
    source: 'assay',
    message: `${name} has ${list(counts.map(([severity, n]) => plural(n, severity)))}: ${loud[0]?.summary ?? ''}${more}`,
  };
}

/** Findings of one severity; those that are not marked are as loud as their group. */
export function countOf(result: CheckResult, severity: Severity): number {
  return result.groups.reduce((sum, group) => {
    const marked = group.marked.filter((finding) => finding.severity === severity).length;
    return sum + marked + (group.severity === severity ? group.total - group.marked.length : 0);
  }, 0);
}

/** As loud as its loudest finding. */
export function loudness(group: Group): Severity {
  return SEVERITIES.find((severity) => group.severity === severity || group.marked.some((finding) => finding.severity === severity)) ?? group.severity;
}
