// White space at the edge of a value, or an invisible character in it: two values that look alike and are not.

import type { CellCheck, ColumnContext } from '../cell-check.ts';
import type { ColumnProfile } from '../../profile/profile.ts';
import { columnName, count } from '../../words.ts';

/** RE2 and JavaScript read this alike: edge white space (no-break and ideographic spaces too), zero-width space, stray byte order mark. */
const SPACE = '[ \\t\\r\\n\\x{00A0}\\x{3000}\\x{2000}-\\x{200A}]';
const PATTERN = `^${SPACE}|${SPACE}$|[\\x{200B}\\x{FEFF}]`;
const REGEX = /^[ \t\r\n\u00A0\u3000\u2000-\u200A]|[ \t\r\n\u00A0\u3000\u2000-\u200A]$|[\u200B\uFEFF]/;
const IS_SPACE = /[ \t\r\n\u00A0\u3000\u2000-\u200A]/;
const INVISIBLE = /[\u200B\uFEFF]/g;

/** Longer text is prose, where a trailing space does no harm. */
const LONGEST_LABEL = 40;

/** Where so many values are padded, padding is how the column was written. */
const HABITUAL = 0.2;
const FEWEST_HABITUAL = 50;

export const whitespace: CellCheck = (context) => {
  const { column } = context;
  if (!holdsLabels(column) || isPaddedThroughout(column)) return undefined;
  const values = new Set(column.top.map((entry) => entry.value));
  return {
    code: 'whitespace',
    column,
    fails: (value) => value !== null && REGEX.test(value) && !isSentinel(column, value),
    // CASE, unlike AND, leaves the second test undone where the first fails.
    where: `case when ${notASentinel(context)}${mayMatch(context)} then ${context.dialect.matches(context.sql.raw, context.dialect.text(PATTERN))} end`,
    saidOnceFrom: Math.max(FEWEST_HABITUAL, column.count * HABITUAL),
    say: (value) => saySpace(value, { column, splits: values.has(trimmed(value)) }),
    summarise: (total) => `${count(total)} values of ${columnName(column.name)} have white space at their edge, or an invisible character.`,
  };
};

/** Spares most cells the regular expression: it needs an edge at or below the space, or a character past ASCII. */
function mayMatch({ sql: { raw }, dialect }: ColumnContext): string {
  return `(${raw} < '!' or right(${raw}, 1) < '!' or ${dialect.hasNonAscii(raw)})`;
}

/** Every cell begins with a space: that is how the file is laid out, said once at the header (padded-column). */
export function isPaddedThroughout(column: ColumnProfile): boolean {
  return column.padded > column.count * 0.9 && column.count > 3;
}

function holdsLabels(column: ColumnProfile): boolean {
  return column.type === 'text' && (column.lengths === undefined || column.lengths.mean <= LONGEST_LABEL);
}

function saySpace(value: string, at: { column: ColumnProfile; splits: boolean }) {
  const text = trimmed(value);
  const where = describePlace(value);
  const name = columnName(at.column.name);
  const consequence = at.splits ? `: it counts as another value than "${text}"` : '';
  return {
    message: `This value of ${name} ${where}${consequence}.`,
    severity: at.splits ? ('warning' as const) : undefined,
    fix: { kind: 'replace-value' as const, title: 'Trim white space', text },
  };
}

/** Not by an expression that ends in `+$`: at each of a million spaces inside a value it would look for the end anew. */
function trimmed(value: string): string {
  const visible = value.replace(INVISIBLE, '');
  let [start, end] = [0, visible.length];
  while (start < end && IS_SPACE.test(visible[start] ?? '')) start++;
  while (end > start && IS_SPACE.test(visible[end - 1] ?? '')) end--;
  return visible.slice(start, end);
}

function describePlace(value: string): string {
  if (/[\u200B\uFEFF]/.test(value)) return 'holds an invisible character';
  const starts = /^[\s\u00A0]/.test(value);
  const ends = /[\s\u00A0]$/.test(value);
  if (starts && ends) return 'begins and ends with white space';
  return starts ? 'begins with white space' : 'ends with white space';
}

function isSentinel(column: ColumnProfile, value: string): boolean {
  return column.sentinels.some((sentinel) => sentinel.value === value);
}

function notASentinel(context: ColumnContext): string {
  const words = context.column.sentinels.map((s) => context.dialect.text(s.value));
  return words.length === 0 ? '' : `${context.sql.raw} not in (${words.join(', ')}) and `;
}
