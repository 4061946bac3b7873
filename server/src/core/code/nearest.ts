// What a reference that leads nowhere was probably meant to be.

import { editDistance } from '../edit-distance.ts';
import { candidates, folderOf, isAbsolute, isGlob, isInside, normalise, relativeTo, starts, type ResolveContext, type Target } from './resolve.ts';

/** Above every sum of letters: the same file name in quite another folder. */
const ELSEWHERE = 1000;

/**
 * The existing path that a dead reference was probably meant to be, written as the reference writes it; undefined where
 * none is near. `known`: absolute paths of the datasets that exist.
 */
export function nearest(reference: Target, context: ResolveContext, known: readonly string[]): string | undefined {
  if (isGlob(reference.target)) return undefined;
  let best: { readonly path: string; readonly distance: number; readonly start?: string } | undefined;
  const from = isAbsolute(reference.target) ? [undefined] : starts(reference, context);
  for (const start of from) {
    const meant = start === undefined ? candidates(reference, context)[0] : normalise(`${start}/${reference.target}`);
    for (const path of meant === undefined ? [] : known) {
      const distance = distanceBetween(meant ?? '', path);
      if (distance !== undefined && (best === undefined || distance < best.distance)) best = { path, distance, start };
    }
  }
  if (best === undefined || best.start === undefined) return best?.path;
  const { path, distance, start } = best;
  return relativeTo(distance < ELSEWHERE ? start : (from.find((folder) => folder !== undefined && isInside(path, folder)) ?? start), path);
}

/** Letters between two absolute paths; undefined where one is not a slip for the other. */
function distanceBetween(meant: string, path: string): number | undefined {
  const names = nameDistance(nameOf(meant), nameOf(path));
  if (names === undefined) return undefined;
  const [from, to] = [folderOf(meant), folderOf(path)];
  if (from === to) return names;
  const [a, b] = [from.split('/'), to.split('/')];
  const slips = a.length === b.length ? a.map((part, i) => (part === b[i] ? 0 : slip(part, b[i] ?? ''))) : [undefined];
  const folders = slips.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
  if (folders !== undefined) return names + folders;
  return names === 0 ? ELSEWHERE + relativeTo(from, path).split('/').length : undefined;
}

/** `train.parquet` is near `train.csv`; `sales_2023.csv` is no slip for `sales_2024.csv`. */
function nameDistance(a: string, b: string): number | undefined {
  const [[stemA, endingA], [stemB, endingB]] = [splitName(a), splitName(b)];
  if (endingA === endingB) return slip(stemA, stemB);
  if (stemA === stemB) return 1;
  const endings = slip(endingA, endingB);
  const stems = endings === undefined ? undefined : slip(stemA, stemB);
  return stems === undefined || endings === undefined ? undefined : stems + endings;
}

/** A file's name up to its first ending, and the endings. */
function splitName(name: string): readonly [stem: string, ending: string] {
  const dot = name.indexOf('.', 1);
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Letters between two words, where so few are a slip of the hand; other digits are meant. */
function slip(a: string, b: string): number | undefined {
  if (a === b) return 0;
  const most = a.length < 3 ? 0 : a.length < 8 ? 1 : a.length < 12 ? 2 : 3;
  if (Math.abs(a.length - b.length) > most || a.replace(/\D/g, '') !== b.replace(/\D/g, '')) return undefined;
  const distance = editDistance(a.toLowerCase(), b.toLowerCase());
  return distance <= most ? distance : undefined;
}
