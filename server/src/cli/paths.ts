// Paths as the rest of Assay has them (absolute, forward slashes), and as a person at a terminal reads them.

import { relative, resolve, sep } from 'node:path';

export function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/'); // elsewhere a backslash is part of a name
}

export function absolute(path: string): string {
  return slashes(resolve(path));
}

/** Relative to the working folder. */
export function shown(path: string): string {
  return slashes(relative(process.cwd(), path)) || '.';
}

export function relativeTo(folder: string, path: string): string {
  return slashes(relative(folder, path));
}
