// assay.json: what a team sets for its workspace. The editor's settings have the same shape and go over it.

import { applyEdits, modify, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import picomatch from 'picomatch';
import { z } from 'zod';
import { ALL_CODES, SEVERITIES, type Code } from '../findings/codes.ts';
import { DEFAULT_SETTINGS, type CheckSettings, type Silence } from '../findings/check.ts';

export const CONFIG_NAME = 'assay.json';

const code = z.enum(ALL_CODES as [Code, ...Code[]]);
const severity = z.enum(['off', ...(SEVERITIES as ['error', 'warning', 'information', 'hint'])]);

const Reading = z.strictObject({
  encoding: z.string().optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.string().max(1).optional(),
  header: z.boolean().optional(),
  skip: z.int().min(0).optional(),
  comment: z.string().max(1).optional(),
});

export const Config = z.strictObject({
  $schema: z.string().optional(),
  /** Severity of a code, or "off". */
  findings: z.partialRecord(code, severity).default({}),
  /** Findings that were looked at and waved away. */
  silence: z
    .array(z.strictObject({ code, dataset: z.string().optional(), column: z.string().optional(), row: z.int().optional(), value: z.string().optional() }))
    .default([]),
  /** Folders that paths in code may start from, besides the file's own and the workspace. */
  roots: z.array(z.string()).default([]),
  /** Globs of files that are not looked at. */
  exclude: z.array(z.string()).default([]),
  /** Words that stand for missing, besides the usual ones. */
  missing: z.array(z.string()).default([]),
  /** How datasets are read, by glob. */
  datasets: z.record(z.string(), Reading).default({}),
  /** Marked cells per code and column. */
  cap: z.int().min(1).default(DEFAULT_SETTINGS.cap),
});

export type Config = z.infer<typeof Config>;
export type ReadingOverride = z.infer<typeof Reading>;

export const DEFAULT_CONFIG: Config = Config.parse({});

/** The config, or one sentence about what is wrong with the text and where. */
export function parseConfig(text: string): Config | { readonly problem: string } {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const line = text.slice(0, first.offset).split('\n').length;
    return { problem: `${CONFIG_NAME}, line ${line}: not JSON (${printParseErrorCode(first.error)}).` };
  }
  const parsed = Config.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return { problem: `${CONFIG_NAME}${path === '' ? '' : `, "${path}"`}: ${issue?.message ?? 'not as expected'}.` };
}

/** The config's text with one more silence, comments and layout kept. */
export function addSilence(text: string, silence: Silence): string {
  const source = text.trim() === '' ? '{}\n' : text;
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const list = (parse(source) as { silence?: unknown[] } | undefined)?.silence;
  const at = Array.isArray(list) ? list.length : 0;
  const edits = Array.isArray(list)
    ? modify(source, ['silence', at], silence, { formattingOptions, isArrayInsertion: true })
    : modify(source, ['silence'], [silence], { formattingOptions });
  return applyEdits(source, edits);
}

/** The settings for one dataset, whose path is relative to the folder of assay.json. */
export function settingsFor(config: Config, dataset: string): CheckSettings {
  const isHere = (pattern: string | undefined) => pattern === undefined || pattern === dataset || picomatch.isMatch(dataset, pattern);
  return {
    severities: config.findings,
    cap: config.cap,
    silences: config.silence.filter((silence) => isHere(silence.dataset)),
    missingWords: config.missing,
  };
}

/** How a dataset is to be read, where the config says so. */
export function readingFor(config: Config, dataset: string): ReadingOverride {
  const matching = Object.entries(config.datasets).filter(([pattern]) => pattern === dataset || picomatch.isMatch(dataset, pattern));
  return Object.assign({}, ...matching.map(([, reading]) => reading));
}
