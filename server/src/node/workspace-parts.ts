// Files that together are one dataset: parts that a job wrote side by side, and folders named key=value.

import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { groupBy } from '../core/group-by.ts';
import { formatOf } from '../core/table/dataset.ts';

const KEY = /^([A-Za-z_]\w*)=/;
/** `part-00000-….parquet` of Spark, `part.0.parquet` of Dask, `train-00001-of-00042.parquet` of sharded sets. `part1.csv` is too little to go by. */
const PART = /^(?:part(?:[-_]\d{3,}\b.*?|\.\d+)|(?<before>.+)-\d+-of-(?<of>\d+))(?<after>(?:\.[A-Za-z]\w*)+)$/i;
const DEEPEST = 6;

/** Names that jobs leave beside their parts. */
function isMarker(name: string): boolean {
  return /^[._]/.test(name);
}

/** Whether a folder's entries are the partitions of one dataset: folders of one key, with data files and nothing else in them. */
export async function isPartitioned(folder: string, entries: readonly Dirent[]): Promise<boolean> {
  let inside = entries.filter(({ name }) => !isMarker(name));
  let path = folder;
  if (!areKeys(inside)) return false;
  for (let depth = 0; depth < DEEPEST; depth++) {
    path = `${path}/${inside[0]?.name}`;
    inside = (await readdir(path, { withFileTypes: true }).catch(() => [])).filter(({ name }) => !isMarker(name));
    if (!areKeys(inside)) break;
  }
  const [first] = inside;
  const format = first === undefined ? undefined : formatOf(first.name);
  return format !== undefined && inside.every((entry) => !entry.isDirectory() && formatOf(entry.name) === format);
}

function areKeys(entries: readonly Dirent[]): boolean {
  const keys = entries.map((entry) => (entry.isDirectory() ? KEY.exec(entry.name)?.[1] : undefined));
  return keys.length > 0 && keys[0] !== undefined && keys.every((key) => key === keys[0]);
}

/** The paths with two or more parts of one dataset in one folder put as the glob that means them all. */
export function groupParts(paths: readonly string[]): readonly string[] {
  const groups = groupBy(paths, (path) => globOf(path) ?? path);
  return [...groups].flatMap(([glob, parts]) => (parts.length > 1 ? [glob] : parts));
}

function globOf(path: string): string | undefined {
  const at = path.lastIndexOf('/') + 1;
  const match = PART.exec(path.slice(at))?.groups;
  if (match === undefined || /[*?[{]/.test(path)) return undefined;
  const { before, of, after = '' } = match;
  return `${path.slice(0, at)}${before === undefined ? `${path.slice(at, at + 4)}*` : `${before}-*-of-${of}`}${after}`;
}
