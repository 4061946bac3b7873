// What a baseline file holds: findings by their content, not their place, so that rows may come and go around them.

import { z } from 'zod';
import type { Group } from '../findings/cap.ts';
import { ALL_CODES, type Code } from '../findings/codes.ts';
import type { Finding } from '../findings/finding.ts';
import { groupBy } from '../group-by.ts';

/** So many findings of one code and column are known by their values; more are known by their number. */
export const MOST_VALUES = 100;
/** A longer value is known by its beginning and its length. */
const LONGEST_VALUE = 200;
const KEPT_OF_VALUE = 120;

/** Findings that somebody has accepted. Without a value: that many in the column, or the dataset, whatever they are. */
export const Entry = z.strictObject({
  code: z.enum(ALL_CODES as [Code, ...Code[]]),
  /** A path relative to the folder of the file that this stands in. */
  dataset: z.string(),
  column: z.string().optional(),
  value: z.string().optional(),
  count: z.int().min(1),
});

export type Entry = z.infer<typeof Entry>;

/** An entry of one dataset. */
export type Kind = Omit<Entry, 'dataset'>;

export function kindsOfGroups(groups: readonly Group[]): readonly Kind[] {
  return counted(groups.flatMap((group): readonly Kind[] => {
    const { code, column, total, marked } = group;
    const isKnown = marked.length === total && total <= MOST_VALUES;
    return isKnown ? marked.map((finding) => ({ code, column: column?.name, value: valueOf(finding), count: 1 })) : [{ code, column: column?.name, count: total }];
  }));
}

export function kindsOfFindings(findings: readonly Finding[]): readonly Kind[] {
  return counted(findings.map((finding) => ({ code: finding.code, column: finding.column, value: valueOf(finding), count: 1 })));
}

export function valueOf({ value }: Finding): string | undefined {
  if (value === undefined || value.length <= LONGEST_VALUE) return value;
  return `${value.slice(0, KEPT_OF_VALUE)}… (${value.length} characters)`;
}

export function keyOf({ code, column, value }: Pick<Kind, 'code' | 'column' | 'value'>): string {
  return JSON.stringify([code, column ?? null, value ?? null]);
}

/** Each kind once, with all of its findings. */
export function counted(kinds: readonly Kind[]): readonly Kind[] {
  return [...groupBy(kinds, keyOf).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, count: same.reduce((sum, { count }) => sum + count, 0) }];
  });
}
