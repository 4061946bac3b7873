// Why there is no dataset at a path that somebody named, or that is named like one.

import { lstat, opendir, readlink, stat } from 'node:fs/promises';

/** One sentence for the user. `name`: as the user wrote the path. */
export async function whyNoDataset(path: string, name = path.split('/').at(-1) ?? path): Promise<string> {
  try {
    const info = await stat(path);
    if (info.isFile()) return `${name} has no format that is known by its name.`;
    if (!info.isDirectory()) return `${name} is a pipe, a device or a socket: it is not read.`;
    await (await opendir(path)).close();
    return `${name} is a folder without data files.`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return `You have no permission to read ${name}.`;
    if (code === 'ELOOP') return `${name} is a link that leads back to itself.`;
    const isLink = await lstat(path).then((link) => link.isSymbolicLink(), () => false);
    if (isLink) return `${name} is a link to "${await readlink(path)}", which is not there.`;
    return /[*?[{]/.test(name) ? `No file matches "${name}".` : `There is no file or folder "${name}".`;
  }
}
