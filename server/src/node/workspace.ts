// Walks folders for datasets and for files that may name them.

import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import picomatch from 'picomatch';
import { mayNameDatasets } from '../core/code/index.ts';
import type { Found } from '../core/ports.ts';
import { formatOf } from '../core/table/dataset.ts';
import { groupParts, isPartitioned } from './workspace-parts.ts';
import { beginsWithRecords } from './workspace-json.ts';

const SKIPPED = new Set(['node_modules', 'venv', '__pycache__', 'dist', 'build', 'site-packages']);
/** JSON that tools write for themselves; it names no datasets and holds none. */
const TOOL_JSON = /(^|\/)(package|package-lock|composer|[tj]sconfig[^/]*|pyrightconfig|\.?eslintrc|assay[^/]*)\.json$|\.schema\.json$/i;
/** Where a folder holds more JSON files than this, they are records of something, one a file: neither tables nor configs. */
const MOST_JSON = 1000;
const MOST_FILES = 200_000;
/** Folders read at a time. */
const AT_ONCE = 32;

interface Walking {
  readonly isExcluded: (path: string) => boolean;
  /** Real paths that are walked already: a link into one of them leads nowhere new. */
  readonly areas: string[];
}

/** What one folder holds. */
interface Folder {
  readonly data: readonly string[];
  readonly code: readonly string[];
  readonly folders: readonly string[];
  readonly entries: number;
}

/** Datasets and code under a folder but for what fits one of the globs, which are relative to it. */
export function walk(root: string, exclude: readonly string[], signal?: globalThis.AbortSignal): Promise<Found> {
  return walkExcept(root, excluder(exclude, root), signal);
}

/** Whether an absolute path fits one of the globs, which are relative to a folder. One without a slash fits a name anywhere. */
export function excluder(globs: readonly string[], folder: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const fits = picomatch(globs.map(anywhere), { dot: true });
  return (path) => fits(within(folder, path));
}

/**
 * Datasets and code under a folder, in the order of their paths. Folders of parts and hive folders (`key=value`) count as
 * one dataset; whatever is named like a dataset is listed, readable or not. Links are followed once.
 */
export async function walkExcept(root: string, isExcluded: (path: string) => boolean, signal?: globalThis.AbortSignal): Promise<Found> {
  const walking = { isExcluded, areas: [await realpath(root).catch(() => root)] };
  const data: string[] = [];
  const code: string[] = [];
  let seen = 0;
  let level: readonly string[] = [root];
  while (level.length > 0 && seen < MOST_FILES) {
    const next: string[] = [];
    for (let i = 0; i < level.length && seen < MOST_FILES; i += AT_ONCE) {
      signal?.throwIfAborted();
      for (const found of await Promise.all(level.slice(i, i + AT_ONCE).map((folder) => readFolder(folder, walking)))) {
        data.push(...found.data);
        code.push(...found.code);
        next.push(...found.folders);
        seen += found.entries;
      }
    }
    level = next;
  }
  return { data: data.toSorted(), code: code.toSorted(), isCut: seen >= MOST_FILES };
}

function anywhere(glob: string): string {
  const plain = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  return plain.includes('/') ? plain : `**/${plain}`;
}

/** The path as seen from a folder; the whole path where it lies elsewhere. */
function within(folder: string, path: string): string {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : path;
}

async function readFolder(folder: string, walking: Walking): Promise<Folder> {
  const all = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const nothing = { data: [], code: [], folders: [], entries: all.length };
  if (all.some(({ name }) => name === 'pyvenv.cfg')) return nothing;
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  const entries = all.filter((entry) => !walking.isExcluded(prefix + entry.name));
  if (await isPartitioned(folder, entries)) return { ...nothing, data: [folder] };
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of entries) {
    const kind = entry.isSymbolicLink() ? await followed(prefix + entry.name, walking) : kindOf(entry);
    if (kind === 'directory' && formatOf(entry.name) === undefined) {
      if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name)) folders.push(prefix + entry.name);
    } else if (kind === 'file' || isNamedTable(entry.name)) files.push(prefix + entry.name);
  }
  return { ...(await sort(files)), folders, entries: all.length };
}

/** Whether the name alone promises a table; of JSON only the content tells. */
function isNamedTable(name: string): boolean {
  const format = formatOf(name);
  return format !== undefined && format !== 'json';
}

function kindOf(entry: Dirent): 'file' | 'directory' | 'other' {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

/** What a link leads to; a folder only the first time that anything leads into it. */
async function followed(path: string, { areas }: Walking): Promise<'file' | 'directory' | 'other'> {
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory() !== true) return target?.isFile() === true ? 'file' : 'other';
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || areas.some((area) => isWithin(area, real) || isWithin(real, area))) return 'other';
  areas.push(real);
  return 'directory';
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

async function sort(files: readonly string[]): Promise<{ data: readonly string[]; code: readonly string[] }> {
  const isJson = (path: string) => formatOf(path) === 'json';
  const data = files.filter(isNamedTable);
  const code = files.filter((path) => mayNameDatasets(path) && !isJson(path));
  const json = files.filter((path) => isJson(path) && !TOOL_JSON.test(path));
  if (json.length > MOST_JSON) return { data: groupParts(data), code };
  const tables = await Promise.all(json.map(beginsWithRecords));
  data.push(...json.filter((_, i) => tables[i]));
  code.push(...json.filter((path, i) => tables[i] !== true && mayNameDatasets(path)));
  return { data: groupParts(data), code };
}
