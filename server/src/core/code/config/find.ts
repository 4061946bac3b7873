// Values in YAML, JSON and TOML that have a data file's name, or the look of a folder of data.

import { visit } from 'jsonc-parser';
import { isPair, isScalar, parseAllDocuments, visit as visitYaml } from 'yaml';
import type { Range } from '../../table/address.ts';
import { formatOf, NAMES_A_TABLE } from '../../table/dataset.ts';
import { Lines, type Reference } from '../reference.ts';
import { stringsInToml } from './toml.ts';

/** A larger file holds data, not settings. */
const LONGEST = 512 * 1024;
/** Keys whose value may be a folder of data. */
const FOLDER_KEY = /(^|[_-])(data|dataset|datasets|input|inputs|train|test|valid|validation|source|parts|raw)([_-]?(path|dir|folder|root))?$/i;
/** Keys whose value code writes. */
const OUTPUT_KEY = /(^|[_-])(out|outs|outputs?|save|dest|destination|results?|predictions?|submission|export|exports|logs?|cache|tmp)([_-]|$)/i;

/** A string in a config, with the key it belongs to. */
interface Entry {
  readonly value: string;
  readonly key: string;
  readonly range: Range;
  readonly isPlain: boolean;
}

export function findInYaml(text: string): readonly Reference[] {
  if (!isWorthReading(text) || isTooDeep(text) || QUOTES_UPON_QUOTES.test(text)) return [];
  const lines = new Lines(text);
  const entries: Entry[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    visitYaml(document as Parameters<typeof visitYaml>[0], {
      Scalar: (position, node, parents) => {
        if (position === 'key' || !isScalar(node) || typeof node.value !== 'string' || node.range == null || node.type?.startsWith('BLOCK') === true) return;
        const isQuoted = node.type?.startsWith('QUOTE') === true;
        const start = node.range[0] + (isQuoted ? 1 : 0);
        const written = text.slice(start, node.range[1]).trimEnd();
        const end = start + (isQuoted ? written.replace(/["']$/, '') : written).length;
        const pair = parents.findLast((parent) => isPair(parent));
        const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
        entries.push({ value: node.value, key, range: lines.range(start, end), isPlain: text.slice(start, end) === node.value });
      },
    });
  }
  return entries.flatMap((entry) => toReference(entry, 'yaml'));
}

export function findInJson(text: string): readonly Reference[] {
  if (!isWorthReading(text) || /^\ufeff?\s*\[\s*\{/.test(text)) return [];
  const lines = new Lines(text);
  const entries: Entry[] = [];
  visit(text, {
    onLiteralValue: (value, offset, length, _line, _character, path) => {
      if (typeof value !== 'string') return;
      const key = path().findLast((step) => typeof step === 'string') ?? '';
      entries.push({ value, key: String(key), range: lines.range(offset + 1, offset + length - 1), isPlain: text.slice(offset + 1, offset + length - 1) === value });
    },
  });
  return entries.flatMap((entry) => toReference(entry, 'json'));
}

export function findInToml(text: string): readonly Reference[] {
  if (!isWorthReading(text)) return [];
  const lines = new Lines(text);
  const entries = stringsInToml(text).map(({ value, key, from, to }) => ({ value, key, range: lines.range(from, to), isPlain: text.slice(from, to) === value }));
  return entries.flatMap((entry) => toReference(entry, 'toml'));
}

const FOLDER_VALUE = /(data|dataset|datasets|input|inputs|train|test|valid|validation|source|parts|raw)([_-]?(path|dir|folder|root))?["']?\s*[:=]\s*(?:\[\s*)?["']?[\w.~*-]*\//i;

function isWorthReading(text: string): boolean {
  return text.length <= LONGEST && (NAMES_A_TABLE.test(text) || FOLDER_VALUE.test(text));
}

/** In one line; YAML's parser takes each pair for an error, and minutes for as many as half a megabyte holds. */
const QUOTES_UPON_QUOTES = /(?:(?:""|'')[^"'\n]*){500}/;

/** Brackets in one another: YAML's parser takes seconds for thousands, and gives up. */
const DEEPEST = 200;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : depth === 0 ? 0 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Never sure: a config may name what does not exist yet, or exists on another machine. */
function toReference({ value, key, range, isPlain }: Entry, reader: string): readonly Reference[] {
  const target = value.replaceAll('\\', '/');
  if (!isPath(target) || !(isDataFile(target) || isFolderOfData(target, key))) return [];
  return [{ target, range, ...(isPlain && target === value ? { isLiteral: true } : {}), reader, sure: false, writes: OUTPUT_KEY.test(key) }];
}

/** A path of this machine: no address, no template (${dir}, {{ dir }}, <name>, %s), no text. */
function isPath(value: string): boolean {
  return value !== '' && value.length <= 400 && value === value.trim() && !/\s{2}|[\n\r\u0000<>|"$]|\{\{|\{\w*\}|%[sd(]|^[a-z][a-z0-9+.-]+:/i.test(value);
}

function isDataFile(value: string): boolean {
  const format = formatOf(value);
  const name = value.slice(value.lastIndexOf('/') + 1);
  return format !== undefined && format !== 'json' && /^[^.]/.test(name) && !/.{2}:/.test(value) && !value.startsWith('*');
}

function isFolderOfData(value: string, key: string): boolean {
  return FOLDER_KEY.test(key) && /^[\w.~/*-]*\/[\w.~/*-]*$/.test(value) && /[A-Za-z]/.test(value) && !/\.\w{1,5}$/.test(value);
}
