// What may stand in assay.json. The message of each part says what to write there instead.

import { z } from 'zod';
import type { Baseline } from '../baseline/baseline.ts';
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
  encoding: text.refine(isEncoding, { error: 'no such encoding; write a name such as "utf-8", "windows-1252" or "shift_jis"' }).optional().describe('The encoding, such as "utf-8", "windows-1252" or "shift_jis".'),
  delimiter: text.min(1, { error: DELIMITER }).max(4, { error: DELIMITER }).optional().describe('What stands between cells: a character, or up to four.'),
  quote: text.max(1, { error: 'write one character, or "" for none' }).optional().describe('What stands around cells that hold a delimiter; "" for none.'),
  escape: text.max(1, { error: 'write one character, or "" for none' }).optional().describe('What makes a quote inside quotes part of the value, such as a backslash; "" where quotes are doubled.'),
  header: yesOrNo.optional().describe('Whether the first record names the columns.'),
  skip: ordinal.optional().describe('Lines above the table that are not part of it.'),
  comment: text.max(1, { error: 'write one character, or "" for none' }).optional().describe('Lines that begin with it are not records; "" for none.'),
  missing: texts.optional().describe('Words that stand for missing in this dataset, besides the usual ones.'),
});

/** Zod's types leave out that a record over a fixed set of keys tells of unknown ones too. */
function sayFindings({ code: kind, keys }: { readonly code: string; readonly keys?: unknown }): string {
  return kind === 'unrecognized_keys' ? unknown(first(keys), 'finding', ALL_CODES) : 'write { "outlier": "off" } with the codes of findings';
}

const Silence = record({
  code: code.describe('The code of the finding.'),
  dataset: text.optional().describe('A path or a glob. Absent: every dataset.'),
  column: text.optional().describe('The name of the column. Absent: every column.'),
  row: ordinal.optional().describe('The row; 0 is the first after the header. Absent: every row.'),
  value: text.optional().describe('The value of the cell. Absent: every value.'),
});

/** Each description is what an editor shows at the name. */
export const Config = record({
  $schema: text.optional().describe('The schema of this file.'),
  findings: z.partialRecord(code, severity, { error: sayFindings }).default({}).describe('How loud each finding is: off, error, warning, information or hint.'),
  silence: z.array(Silence, { error: 'write a list, such as [{ "code": "outlier" }]' }).default([]).describe('Findings that somebody looked at and waved away; narrower with every field. The quick fix "Ignore…" writes them.'),
  roots: texts.default([]).describe("Folders that dataset paths in code may start from, besides the file's own and the workspace."),
  exclude: texts.default([]).describe('Globs of files and folders that are not looked at. One without a slash fits a name anywhere.'),
  missing: texts.default([]).describe('Words that stand for missing, besides the usual ones (NA, null, ? …).'),
  datasets: z.record(z.string(), Reading, { error: 'write { "data/*.csv": { "delimiter": ";" } }' }).default({}).describe('How datasets are read where detection is to be overruled, by path or glob; later ones go over earlier ones.'),
  baseline: text.optional().describe('A file of findings that are accepted; "assay check --write-baseline" writes it.'),
  cap: z.int({ error: 'write a whole number' }).min(1, { error: 'write a whole number from 1' }).default(DEFAULT_SETTINGS.cap).describe('Marked cells for each finding and column; the rest is counted on the header.'),
});

/** `accepted`: what the baseline file holds, once it is read. */
export type Config = z.infer<typeof Config> & { readonly accepted?: Baseline };
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
