// Walks folders for data files and for files that may name them.

import { open, readdir } from 'node:fs/promises';
import picomatch from 'picomatch';
import type { Found } from '../core/ports.ts';
import { formatOf } from '../core/table/dataset.ts';

const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', 'venv', '__pycache__', '.ipynb_checkpoints', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.tox', '.vscode', '.vscode-test', '.idea', 'dist', 'build', 'site-packages']);
const CODE = /\.(py|ipynb|ya?ml|toml|json)$/i;
const CONFIG_NAMES = /(^|\/)(package(-lock)?|tsconfig.*|assay|composer|\.?eslintrc|jsconfig|launch|settings|tasks|pyrightconfig|manifest)\.json$/i;
const MOST_FILES = 200_000;

export async function walk(root: string, exclude: readonly string[], signal?: globalThis.AbortSignal): Promise<Found> {
  const isExcluded = exclude.length === 0 ? () => false : picomatch([...exclude], { dot: true });
  const data: string[] = [];
  const code: string[] = [];
  const folders = [root];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined && seen < MOST_FILES; folder = folders.pop()) {
    signal?.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const isEnvironment = entries.some(({ name }) => name === 'pyvenv.cfg');
    if (isEnvironment) continue;
    seen += entries.length;
    if (entries.some((entry) => entry.isDirectory() && /^[^=]+=/.test(entry.name))) {
      data.push(folder); // key=value folders: one dataset
      continue;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (isExcluded(path.slice(root.length + 1))) continue;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && formatOf(entry.name) === undefined) folders.push(path);
      } else if (entry.isFile()) await sort(path, data, code);
    }
  }
  return { data: data.toSorted(), code: code.toSorted(), isCut: seen >= MOST_FILES };
}

async function sort(path: string, data: string[], code: string[]): Promise<void> {
  const format = formatOf(path);
  if (format === 'json') {
    if (CONFIG_NAMES.test(path)) return;
    (await beginsWithRecords(path)) ? data.push(path) : code.push(path);
  } else if (format !== undefined) data.push(path);
  else if (CODE.test(path)) code.push(path);
}

/** A JSON file holds a table when it is a list of objects. */
export async function beginsWithRecords(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return /^\ufeff?\s*\[\s*\{/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
