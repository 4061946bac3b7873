// Values in YAML, JSON and TOML that have a data file's name, or the look of a folder of data.

import { visit } from 'jsonc-parser';
import type { Range } from '../../table/address.ts';
import { formatOf, NAMES_A_TABLE } from '../../table/dataset.ts';
import { Lines, type Reference } from '../reference.ts';
import { interpolated } from './interpolate.ts';
import { stringsInToml } from './toml.ts';
import { documentsInYaml, isTooDeep, type YamlString } from './yaml.ts';

/** A larger file holds data, not settings. */
const LONGEST = 512 * 1024;
/** Keys whose value may be a folder of data. */
const FOLDER_KEY = /(^|[_-])(data|dataset|datasets|input|inputs|train|test|valid|validation|source|parts|raw)([_-]?(path|dir|folder|root))?$/i;
/** Keys whose value code writes. */
const OUTPUT_KEY = /(^|[_-])(out|outs|outputs?|save|dest|destination|results?|predictions?|submission|export|exports|logs?|cache|tmp)([_-]|$)/i;

/** Keys whose value is text for people or a shell, whatever it ends with. */
const TEXT_KEY = /^(title|subtitle|description|abstract|summary|comment|comments|help|label|caption|cmd|command|run|script|message)$/i;

/** A string in a config, with the key it belongs to. */
interface Entry {
  readonly value: string;
  readonly key: string;
  readonly range: Range;
  readonly isPlain: boolean;
}

export function findInYaml(text: string): readonly Reference[] {
  if (!isWorthReading(text) || isTooDeep(text)) return [];
  const lines = new Lines(text);
  return documentsInYaml(text).flatMap(({ strings, values }) => strings.filter(({ isKey }) => !isKey).flatMap((string) => toReference(toEntry(string, { text, lines, values }), 'yaml')));
}

/** A string of YAML with the settings that it names put in, and the key that says what it is. */
function toEntry({ value, path, from, to }: YamlString, given: { readonly text: string; readonly lines: Lines; readonly values: ReadonlyMap<string, string> }): Entry {
  const meant = interpolated(value, path, given.values);
  return { value: meant, key: keyOf(path), range: given.lines.range(from, to), isPlain: given.text.slice(from, to) === meant };
}

/** What says most of a value: for `train_dir: { default: data/ }` train_dir. */
function keyOf(path: readonly string[]): string {
  const [last = '', above] = path.toReversed();
  if (above === undefined) return last;
  if (/^(default|value)$/.test(last)) return above;
  return /^(path|dir|file|filename)$/.test(last) ? `${above}_${last}` : last;
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

export function isWorthReading(text: string): boolean {
  return text.length <= LONGEST && (NAMES_A_TABLE.test(text) || FOLDER_VALUE.test(text));
}

/** Never sure: a config may name what does not exist yet, or exists on another machine. */
function toReference({ value, key, range, isPlain }: Entry, reader: string): readonly Reference[] {
  const target = value.replaceAll('\\', '/');
  if (TEXT_KEY.test(key) || !isPath(target) || !(isDataFile(target) || isFolderOfData(target, key))) return [];
  return [{ target, range, ...(isPlain && target === value ? { isLiteral: true } : {}), reader, sure: false, writes: OUTPUT_KEY.test(key) }];
}

/** A path of this machine: no address, no template (${dir}, {{ dir }}, <name>, %s), no text. */
export function isPath(value: string): boolean {
  return value !== '' && value.length <= 400 && value === value.trim() && !/\s{2}|[\n\r\u0000<>|"$]|\{\{|\{\w*\}|%[sd(]|^[a-z][a-z0-9+.-]+:/i.test(value);
}

export function isDataFile(value: string): boolean {
  const format = formatOf(value);
  const name = value.slice(value.lastIndexOf('/') + 1);
  return format !== undefined && format !== 'json' && /^[^.]/.test(name) && !/.{2}:/.test(value) && !value.startsWith('*');
}

function isFolderOfData(value: string, key: string): boolean {
  return FOLDER_KEY.test(key) && /^[\w.~/*-]*\/[\w.~/*-]*$/.test(value) && /[A-Za-z]/.test(value) && !/\.\w{1,5}$/.test(value);
}
