// The text of a small file, through the Files port.

import type { Files } from './ports.ts';

const LONGEST = 5 * 1024 * 1024;

/** Read as UTF-8, without its byte order mark; undefined where no file can be read, or it is longer than `longest` bytes. */
export async function readText(files: Files, path: string, longest = LONGEST): Promise<string | undefined> {
  const info = await files.stat(path);
  if (info?.kind !== 'file' || info.size > longest) return undefined;
  const bytes = await files.read(path, 0, info.size).catch(() => undefined);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
