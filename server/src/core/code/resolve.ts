// Where a reference leads: the paths it may mean, in order.

import type { Files } from '../ports.ts';
import type { Reference } from './reference.ts';

export interface ResolveContext {
  /** The text that holds the reference; absolute, forward slashes. */
  readonly file: string;
  /** Workspace folders and configured roots, absolute. */
  readonly roots: readonly string[];
  /** The user's home folder, for `~`. */
  readonly home?: string;
}

export type Target = Pick<Reference, 'target' | 'base'>;

/**
 * Absolute paths the reference may mean, the likeliest first: from the file's own folder, the root it lies in, the other
 * roots, and last the folders between (a project within the workspace). Empty for `~` without a known home.
 */
export function candidates(reference: Target, context: ResolveContext): readonly string[] {
  const { target } = reference;
  if (isAbsolute(target)) return [normalise(target)];
  if (/^~(\/|$)/.test(target)) return context.home === undefined ? [] : [normalise(context.home + target.slice(1))];
  return [...new Set(starts(reference, context).map((start) => normalise(`${start}/${target}`)))];
}

/** Folders that a relative path may start from, the likeliest first. */
export function starts({ base }: Pick<Target, 'base'>, { file, roots }: ResolveContext): readonly string[] {
  const own = folderOf(file);
  if (base === 'file') return [own];
  const [around, others] = [roots.filter((root) => isInside(file, root)), roots.filter((root) => !isInside(file, root))];
  const between: string[] = [];
  for (let folder = own; around.some((root) => isInside(folder, root)); folder = folderOf(folder)) between.push(folder);
  return [...new Set([own, ...around, ...others, ...between])];
}

/** The first candidate that exists. A glob counts where its fixed part does. */
export async function resolveReference(reference: Target, context: ResolveContext, files: Files): Promise<string | undefined> {
  for (const path of candidates(reference, context)) {
    if ((await files.stat(path)) !== undefined) return path;
    if (isGlob(path) && (await files.stat(fixedPart(path)))?.kind === 'directory') return path;
  }
  return undefined;
}

/**
 * Whether a reference that leads nowhere is worth a word: it must exist, and nothing explains its absence. A path of
 * another machine (its first folders are not here) and a file that DVC keeps elsewhere are explained.
 */
export async function isMissed(reference: Reference, context: ResolveContext, files: Files): Promise<boolean> {
  if (!reference.sure) return false;
  const paths = candidates(reference, context);
  for (const path of paths) if ((await files.stat(`${path}.dvc`)) !== undefined || (await files.stat(`${folderOf(path)}.dvc`)) !== undefined) return false;
  if (!isAbsolute(reference.target)) return paths.length > 0;
  const parent = folderOf(paths[0] ?? '/');
  return (await files.stat(parent)) !== undefined || (await files.stat(folderOf(parent)))?.kind === 'directory' && folderOf(parent) !== '/';
}

export function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:\/)/.test(path);
}

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

function fixedPart(glob: string): string {
  return folderOf(glob.slice(0, glob.search(/[*?[{]/)));
}

/** The folder that holds a path; '/' holds itself. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part === '..' ? !path.startsWith('/') : part !== '.' && part !== '') parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

export function relativeTo(folder: string, path: string): string {
  const [from, to] = [folder.split('/').filter(Boolean), path.split('/').filter(Boolean)];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
