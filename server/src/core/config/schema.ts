// What may stand in assay.json. The message of each part says what to write there instead.

import { z } from 'zod';
import { editDistance } from '../edit-distance.ts';
import { DEFAULT_SETTINGS } from '../findings/check.ts';
import { ALL_CODES, SEVERITIES, type Code } from '../findings/codes.ts';
import { list, quote } from '../words.ts';

const SEVERITY_WORDS = ['off', ...SEVERITIES] as ['off', 'error', 'warning', 'information', 'hint'];

const text = z.string({ error: 'write text in double quotes' });
const texts = z.array(text, { error: 'write a list of texts, such as ["a", "b"]' });
const yesOrNo = z.boolean({ error: 'write true or false' });
const ordinal = z.int({ error: 'write a whole number' }).min(0, { error: 'write a whole number from 0' });
const DELIMITER = 'write a character, such as ";" or "\\t", or up to four';
const code = z.enum(ALL_CODES as [Code, ...Code[]], { error: ({ input }) => (typeof input === 'string' ? unknown(input, 'finding', ALL_CODES) : 'write the code of a finding, such as "outlier"') });
const severity = z.enum(SEVERITY_WORDS, { error: `write ${SEVERITY_WORDS.slice(0, -1).join(', ')} or ${SEVERITY_WORDS.at(-1)}` });

/** How a dataset is read, where detection is to be overruled. */
export const Reading = record({
  encoding: text.refine(isEncoding, { error: 'no such encoding; write a name such as "utf-8", "windows-1252" or "shift_jis"' }).optional(),
  delimiter: text.min(1, { error: DELIMITER }).max(4, { error: DELIMITER }).optional(),
  quote: text.max(1, { error: 'write one character, or "" for none' }).optional(),
  escape: text.max(1, { error: 'write one character, or "" for none' }).optional(),
  header: yesOrNo.optional(),
  skip: ordinal.optional(),
  comment: text.max(1, { error: 'write one character, or "" for none' }).optional(),
  missing: texts.optional(),
});

/** Zod's types leave out that a record over a fixed set of keys tells of unknown ones too. */
function sayFindings({ code: kind, keys }: { readonly code: string; readonly keys?: unknown }): string {
  return kind === 'unrecognized_keys' ? unknown(first(keys), 'finding', ALL_CODES) : 'write { "outlier": "off" } with the codes of findings';
}

const Silence = record({ code, dataset: text.optional(), column: text.optional(), row: ordinal.optional(), value: text.optional() });

export const Config = record({
  $schema: text.optional(),
  /** Severity of a code, or "off". */
  findings: z.partialRecord(code, severity, { error: sayFindings }).default({}),
  /** Findings that were looked at and waved away. */
  silence: z.array(Silence, { error: 'write a list, such as [{ "code": "outlier" }]' }).default([]),
  /** Folders that paths in code may start from, besides the file's own and the workspace. */
  roots: texts.default([]),
  /** Globs of files that are not looked at. */
  exclude: texts.default([]),
  /** Words that stand for missing, besides the usual ones. */
  missing: texts.default([]),
  /** How datasets are read, by glob. */
  datasets: z.record(z.string(), Reading, { error: 'write { "data/*.csv": { "delimiter": ";" } }' }).default({}),
  /** Marked cells per code and column. */
  cap: z.int({ error: 'write a whole number' }).min(1, { error: 'write a whole number from 1' }).default(DEFAULT_SETTINGS.cap),
});

export type Config = z.infer<typeof Config>;
export type ReadingOverride = z.infer<typeof Reading>;

function record<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).filter((name) => !name.startsWith('$'));
  return z.strictObject(shape, { error: ({ code: kind, keys }) => (kind === 'unrecognized_keys' ? unknown(first(keys), 'setting', names) : `write an object in braces, with any of ${list(names)}`) });
}

function first(keys: unknown): string {
  return Array.isArray(keys) ? String(keys[0]) : '';
}

/** What was probably meant, or what there is. */
function unknown(name: string, kind: string, known: readonly string[]): string {
  const near = known.toSorted((a, b) => editDistance(name, a) - editDistance(name, b))[0] ?? '';
  const isNear = editDistance(name, near) <= Math.max(2, near.length * 0.34);
  return `there is no ${kind} ${quote(name)}; ${isNear ? `perhaps "${near}" is meant` : `there are ${list(known)}`}`;
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
