// Paths as code joins and cuts them (Python's os.path and pathlib, Node's path, R's file.path), with forward slashes.

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

/** undefined for the code's own file and folder, whose names nobody tells us. */
export function nameOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.includes('\u0000') ? undefined : name;
}

/** The last part, cut before its last ending. */
export function splitName(path: string): readonly [stem: string, suffix: string] | undefined {
  const name = nameOf(path);
  const dot = name?.lastIndexOf('.') ?? -1;
  if (name === undefined) return undefined;
  return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}

/** Another name in the same folder. */
export function sibling(path: string, name: string): string {
  return path === OWN_FILE ? `${OWN_FOLDER}/${name}` : path.slice(0, path.lastIndexOf('/') + 1) + name;
}
