// Findings that a user has waved away, and codes that are off or louder than usual.

import { siftFindings } from '../baseline/budget.ts';
import { CODES } from './codes.ts';
import type { CheckSettings, Silence } from './check.ts';
import type { Code } from './codes.ts';
import type { Finding, Severity } from './finding.ts';

/** The severity a user gave a code; undefined where the code is off. */
export function severityOf(code: Code, settings: CheckSettings): Severity | undefined {
  const set = settings.severities[code] ?? CODES[code].severity;
  return set === 'off' ? undefined : set;
}

/** The finding as the user wants it: louder, quieter, or undefined where it is off or silenced. */
export function asSet(finding: Finding, settings: CheckSettings): Finding | undefined {
  const severity = severityOf(finding.code, settings);
  return severity === undefined || isSilenced(settings.silences, finding) ? undefined : { ...finding, severity };
}

/** Findings that no check of a dataset made, as the user wants them; without those that the baseline has. */
export function asWanted(findings: readonly Finding[], settings: CheckSettings): readonly Finding[] {
  return siftFindings(findings.flatMap((finding) => asSet(finding, settings) ?? []), settings.accepted).fresh;
}

/** Whether a whole column (or dataset) is silenced for this code, so that the check need not run there. */
export function isColumnSilenced(silences: readonly Silence[], code: Code, column: string | undefined): boolean {
  return silences.some((s) => s.code === code && s.row === undefined && s.value === undefined && (s.column === undefined || s.column === column));
}

/** Whether this one finding is silenced. `silences` are those of its dataset. */
export function isSilenced(silences: readonly Silence[], finding: Finding): boolean {
  return silences.some(
    (s) =>
      s.code === finding.code &&
      (s.column === undefined || s.column === finding.column) &&
      (s.row === undefined || s.row === finding.address.row) &&
      (s.value === undefined || s.value === finding.value),
  );
}
