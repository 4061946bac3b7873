// assay.json: what a team sets for its workspace. The editor's settings have the same shape and go over it.

import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import picomatch from 'picomatch';
import type { z } from 'zod';
import type { CheckSettings } from '../findings/check.ts';
import { Config, type ReadingOverride } from './schema.ts';

export { addSilence } from './add-silence.ts';
export { Config, type ReadingOverride } from './schema.ts';

export const CONFIG_NAME = 'assay.json';
/** Whose "assay" stands in for a file of its own. */
const PACKAGE_NAME = 'package.json';
const PACKAGE_KEY = 'assay';
/** Where settings may be in a folder; the first that has them holds. */
export const CONFIG_FILES: readonly string[] = [CONFIG_NAME, PACKAGE_NAME];
export const PARSE_OPTIONS = { allowTrailingComma: true } as const;

export const DEFAULT_CONFIG: Config = Config.parse({});

/** The config, or one sentence about what is wrong with the text, where, and what to write instead. `name`: as the user knows the file. */
export function parseConfig(source: string, name = CONFIG_NAME): Config | { readonly problem: string } {
  const text = source.replace(/^\ufeff/, '');
  if (text.trim() === '') return DEFAULT_CONFIG;
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, PARSE_OPTIONS);
  const [first] = errors;
  if (first !== undefined) return { problem: `${name}, line ${lineOf(text, first.offset)}: ${SYNTAX[printParseErrorCode(first.error)] ?? 'this is not JSON'}.` };
  const parsed = Config.safeParse(value);
  return parsed.success ? parsed.data : { problem: problemOf(text, parsed.error.issues, name) };
}

/** The config that a file of one of these names holds; undefined for a package.json without one. `name`: as the user knows the file. */
export function configOf(source: string, path: string, name = nameOf(path)): Config | { readonly problem: string } | undefined {
  if (keyIn(path) === undefined) return parseConfig(source, name);
  const text = source.replace(/^\ufeff/, '');
  const errors: ParseError[] = [];
  const whole = text.includes(`"${PACKAGE_KEY}"`) ? (parse(text, errors) as { readonly [PACKAGE_KEY]?: unknown } | null) : undefined;
  if (errors.length > 0 || whole?.[PACKAGE_KEY] === undefined) return undefined;
  const parsed = Config.safeParse(whole[PACKAGE_KEY]);
  return parsed.success ? parsed.data : { problem: problemOf(text, parsed.error.issues.map((issue) => ({ ...issue, path: [PACKAGE_KEY, ...issue.path] })), name) };
}

/** The name under which a file of that name holds the config; undefined where the whole file is the config. */
export function keyIn(path: string): string | undefined {
  return nameOf(path) === PACKAGE_NAME ? PACKAGE_KEY : undefined;
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

const SYNTAX: { readonly [code: string]: string } = {
  InvalidSymbol: 'this is no JSON value; text stands in double quotes',
  InvalidNumberFormat: 'this number is not written as JSON has it',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing after the name',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'there is more text after the end of the object',
  UnexpectedEndOfComment: 'a comment is not closed with */',
  UnexpectedEndOfString: 'a text is not closed with a double quote',
  InvalidUnicode: 'an escape \\u takes four hex digits',
  InvalidEscapeCharacter: 'there is no such escape; write \\\\ for a backslash',
  InvalidCharacter: 'a control character stands in a text; write it as an escape',
};

/** The topmost issue of the text. */
function problemOf(text: string, issues: readonly z.core.$ZodIssue[], name: string): string {
  const root = parseTree(text, [], PARSE_OPTIONS);
  const placed = issues.map((issue) => ({ offset: offsetOf(root, issue), issue })).toSorted((a, b) => a.offset - b.offset);
  const { offset = 0, issue } = placed[0] ?? {};
  const path = issue?.path.join('.') ?? '';
  return `${name}, line ${lineOf(text, offset)}${path === '' ? '' : `, "${path}"`}: ${issue?.message ?? 'not as expected'}.`;
}

/** Where the value stands, or the name that is not known; its parent's place where it is missing. */
function offsetOf(root: Node | undefined, issue: z.core.$ZodIssue): number {
  if (root === undefined) return 0;
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const owner = findNodeAtLocation(root, path);
    const property = owner?.children?.find(({ children }) => children?.[0]?.value === issue.keys[0]);
    return property?.offset ?? owner?.offset ?? 0;
  }
  for (let end = path.length; end > 0; end--) {
    const node = findNodeAtLocation(root, path.slice(0, end));
    if (node !== undefined) return node.offset;
  }
  return root.offset;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

/** The settings for one dataset, whose path is relative to the folder of assay.json. */
export function settingsFor(config: Config, dataset: string): CheckSettings {
  return {
    severities: config.findings,
    cap: config.cap,
    silences: config.silence.filter((silence) => silence.dataset === undefined || fits(dataset, silence.dataset)),
    missingWords: [...config.missing, ...(readingFor(config, dataset).missing ?? [])],
    accepted: config.accepted?.of(dataset) ?? [],
  };
}

/** How a dataset is to be read, where the config says so; later globs go over earlier ones. */
export function readingFor(config: Config, dataset: string): ReadingOverride {
  const matching = Object.entries(config.datasets).filter(([pattern]) => fits(dataset, pattern));
  return Object.assign({}, ...matching.map(([, reading]) => reading));
}

function fits(dataset: string, pattern: string): boolean {
  return pattern === dataset || picomatch.isMatch(dataset, pattern, { dot: true });
}
