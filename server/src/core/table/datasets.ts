// From a path that somebody wrote (a file, a folder of parts, a glob) to the dataset it means.

import picomatch from 'picomatch';
import type { Files } from '../ports.ts';
import { formatOf, type Dataset, type Format } from './dataset.ts';

/** A folder of more parts than this is not walked further. */
const MOST_PARTS = 10_000;

/** The dataset at an absolute path, or undefined where there is none. `hint`: the format that the reading code implies. */
export async function findDataset(path: string, files: Files, hint?: Format): Promise<Dataset | undefined> {
  if (/[*?[{]/.test(path) && (await files.stat(path)) === undefined) return fromGlob(path, files, hint);
  const info = await files.stat(path);
  if (info === undefined || info.kind === 'other') return undefined;
  if (info.kind === 'directory') return fromFolder(path, files, hint);
  const format = formatOf(path) ?? hint;
  return format === undefined ? undefined : { path, format, files: [path], hive: false, bytes: info.size };
}

async function fromGlob(path: string, files: Files, hint?: Format): Promise<Dataset | undefined> {
  const fixed = path.slice(0, path.search(/[*?[{]/));
  const root = fixed.slice(0, fixed.lastIndexOf('/')) || '/';
  const matches = picomatch(path, { dot: false });
  const parts = (await filesUnder(root, files)).filter((file) => matches(file));
  return combine(path, parts, { files, hint });
}

/** Parts of one format directly or in key=value folders beneath; names that begin with _ or . are markers. */
async function fromFolder(path: string, files: Files, hint?: Format): Promise<Dataset | undefined> {
  const parts = (await filesUnder(path, files)).filter((file) => !/\/[._][^/]*$/.test(file));
  return combine(path, parts, { files, hint });
}

async function combine(path: string, parts: readonly string[], given: { files: Files; hint?: Format }): Promise<Dataset | undefined> {
  const format = parts.map((part) => formatOf(part) ?? given.hint).find((found) => found !== undefined);
  const same = parts.filter((part) => (formatOf(part) ?? given.hint) === format);
  if (format === undefined || same.length === 0) return undefined;
  const sizes = await Promise.all(same.map(async (part) => (await given.files.stat(part))?.size ?? 0));
  const hive = same.every((part) => /\/[^/=]+=[^/]*\//.test(part.slice(path.indexOf('*') < 0 ? path.length : 0)));
  return { path, format, files: same, hive, bytes: sizes.reduce((a, b) => a + b, 0) };
}

async function filesUnder(folder: string, files: Files, found: string[] = []): Promise<string[]> {
  for (const { name, kind } of await files.list(folder)) {
    if (found.length >= MOST_PARTS) break;
    const path = `${folder === '/' ? '' : folder}/${name}`;
    if (kind === 'file') found.push(path);
    else if (kind === 'directory' && !name.startsWith('.')) await filesUnder(path, files, found);
  }
  return found;
}
