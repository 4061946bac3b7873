// Where a reference leads: the paths it may mean, in order, and what it probably meant where none exists.

import type { Files } from '../ports.ts';
import type { Reference } from './reference.ts';

export interface ResolveContext {
  /** The text that holds the reference; absolute, forward slashes. */
  readonly file: string;
  /** Workspace folders and configured roots, absolute. */
  readonly roots: readonly string[];
}

/** Absolute paths the reference may mean, the likeliest first. */
export function candidates({ target, base }: Pick<Reference, 'target' | 'base'>, { file, roots }: ResolveContext): readonly string[] {
  if (/^(\/|[A-Za-z]:\/)/.test(target)) return [target];
  const own = file.slice(0, file.lastIndexOf('/'));
  const starts = base === 'file' ? [own] : [own, ...roots];
  return [...new Set(starts.map((start) => normalise(`${start}/${target}`)))];
}

/** The first candidate that exists. A glob counts where its fixed part does. */
export async function resolveReference(reference: Pick<Reference, 'target' | 'base'>, context: ResolveContext, files: Files): Promise<string | undefined> {
  for (const path of candidates(reference, context)) {
    if ((await files.stat(path)) !== undefined) return path;
    if (/[*?[{]/.test(path) && (await files.stat(fixedPart(path)))?.kind === 'directory') return path;
  }
  return undefined;
}

function fixedPart(glob: string): string {
  const fixed = glob.slice(0, glob.search(/[*?[{]/));
  return fixed.slice(0, fixed.lastIndexOf('/')) || '/';
}

export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

/** Farther than this share of its length away, a path is another one. */
const FARTHEST = 0.35;

/**
 * The existing path that a dead reference was probably meant to be, written as the reference writes it; undefined where
 * none is near. `known`: absolute paths of the datasets that exist.
 */
export function nearest({ target, base }: Pick<Reference, 'target' | 'base'>, context: ResolveContext, known: readonly string[]): string | undefined {
  let best: { path: string; distance: number } | undefined;
  const own = context.file.slice(0, context.file.lastIndexOf('/'));
  const starts = base === 'file' ? [own] : [own, ...context.roots];
  for (const start of starts) {
    for (const path of known) {
      const written = relativeTo(start, path);
      const distance = editDistance(normalise(target).toLowerCase(), written.toLowerCase());
      if (best === undefined || distance < best.distance) best = { path: written, distance };
    }
  }
  const sameName = known.find((path) => path.endsWith(`/${target.split('/').at(-1)}`));
  if (best !== undefined && best.distance <= Math.max(2, target.length * FARTHEST) && sharesName(target, best.path)) return best.path;
  return sameName === undefined ? undefined : relativeTo(starts.at(-1) ?? own, sameName);
}

/** Only a like file name may be meant; a like folder is not enough. */
function sharesName(target: string, path: string): boolean {
  const [a = '', b = ''] = [target.split('/').at(-1), path.split('/').at(-1)];
  return editDistance(a.toLowerCase(), b.toLowerCase()) <= Math.max(1, Math.floor(a.length * FARTHEST));
}

export function relativeTo(folder: string, path: string): string {
  const [from, to] = [folder.split('/').filter(Boolean), path.split('/').filter(Boolean)];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Letters inserted, dropped, changed, or swapped with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
