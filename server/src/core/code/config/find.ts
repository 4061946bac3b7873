// Values in YAML, JSON and TOML that have a data file's name. Never sure: a config may name what does not exist yet.

import { visit } from 'jsonc-parser';
import { isScalar, parseAllDocuments, visit as visitYaml } from 'yaml';
import { formatOf } from '../../table/dataset.ts';
import { Lines, type Reference } from '../reference.ts';

/** A larger file holds data, not settings. */
const LONGEST = 512 * 1024;

export function findInYaml(text: string): readonly Reference[] {
  if (!isWorthReading(text)) return [];
  const lines = new Lines(text);
  const found: Reference[] = [];
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    visitYaml(document as Parameters<typeof visitYaml>[0], {
      Scalar: (key, node) => {
        if (key === 'key' || !isScalar(node) || typeof node.value !== 'string' || node.range == null) return;
        const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
        const [start, end] = node.range;
        add(found, node.value, isQuoted ? lines.range(start + 1, end - 1) : lines.range(start, end), 'yaml');
      },
    });
  }
  return found;
}

export function findInJson(text: string): readonly Reference[] {
  if (!isWorthReading(text)) return [];
  const lines = new Lines(text);
  const found: Reference[] = [];
  visit(text, {
    onLiteralValue: (value, offset, length) => {
      if (typeof value === 'string') add(found, value, lines.range(offset + 1, offset + length - 1), 'json');
    },
  });
  return found;
}

/** TOML's strings on one line are found by their shape: its parser tells no positions. */
export function findInToml(text: string): readonly Reference[] {
  if (!isWorthReading(text)) return [];
  const lines = new Lines(text);
  const found: Reference[] = [];
  for (const line of text.matchAll(/^[^\n]*$/gm)) {
    const withoutComment = line[0].replace(/^((?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*')*)#.*$/, '$1');
    for (const match of withoutComment.matchAll(/(?<=[=,[{]\s*)(["'])((?:(?!\1)[^\\])+)\1/g)) {
      const start = line.index + match.index + 1;
      add(found, match[2] ?? '', lines.range(start, start + (match[2]?.length ?? 0)), 'toml');
    }
  }
  return found;
}

function isWorthReading(text: string): boolean {
  return text.length <= LONGEST && /\.(csv|tsv|tab|psv|ssv|jsonl|ndjson|json|parquet|pq|arrow|feather|ipc)\b/i.test(text);
}

function add(found: Reference[], value: string, range: Reference['range'], reader: string): void {
  const format = formatOf(value);
  if (format === undefined || format === 'json' || /\s{2}|\n|^[a-z][a-z0-9+.-]+:\/\//i.test(value) || value.length > 400) return;
  found.push({ target: value.replaceAll('\\', '/'), range, reader, sure: false, writes: false });
}
