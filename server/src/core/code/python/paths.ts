// Paths as Python's os.path and pathlib join and cut them, with forward slashes.

/** Stands for the folder of the code's own file at the start of a path. */
export const OWN_FOLDER = '\u0000';
/** Stands for the code's own file. */
export const OWN_FILE = '\u0000\u0000';

/** An absolute part starts anew, as in Python. */
export function joinPaths(parts: readonly string[]): string {
  return parts.reduce((path, part) => {
    if (path === '' || /^([/\\\u0000]|[A-Za-z]:[/\\])/.test(part)) return part;
    return part === '' ? path : `${path.replace(/[/\\]$/, '')}/${part}`;
  }, '');
}

export function parentOf(path: string): string {
  if (path === OWN_FILE) return OWN_FOLDER;
  if (path === '.' || path === '') return '..';
  if (path === OWN_FOLDER || /(^|\/)\.\.$/.test(path)) return `${path}/..`;
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '.' : cut === 0 ? '/' : path.slice(0, cut);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without its last ending. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

export function sibling(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}
