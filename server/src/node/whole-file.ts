// Writes a file as a whole or not at all: into a file beside it first, which then takes its name.

import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Why a file could not be written, as a sentence for the user. */
export class UnwritableError extends Error {}

export interface WholeFile {
  /** Where it is written until it is whole. */
  readonly path: string;
  /** Gives it its name. Without `replaces` what is there meanwhile stays. */
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

export interface WholeFileOptions {
  /** What has the name already may be replaced. */
  readonly replaces: boolean;
  /** How sentences name the file. */
  readonly name?: string;
  /** How a user says that it may be replaced. */
  readonly howToReplace?: string;
}

/** Rejects with an UnwritableError where the file could not be written: before the work, not after it. */
export async function beginFile(target: string, { replaces, name = target, howToReplace = 'Choose another name.' }: WholeFileOptions): Promise<WholeFile> {
  const folder = dirname(resolve(target));
  const path = join(folder, `.${basename(target).slice(0, 80)}.${process.pid}-${randomBytes(3).toString('hex')}.tmp`);
  await checkFree(target, { replaces, name, howToReplace });
  const info = await stat(folder).catch((error: unknown) => explain(error, name, folder));
  if (!info.isDirectory()) throw new UnwritableError(`"${folder}" is no folder: ${name} cannot be written into it.`);
  const handle = await open(path, 'wx').catch((error: unknown) => explain(error, name, folder));
  await handle.close();
  return {
    path,
    commit: async () => {
      try {
        await checkFree(target, { replaces, name, howToReplace });
        await flush(path);
        await rename(path, target);
      } catch (error) {
        await rm(path, { force: true });
        explain(error, name, folder);
      }
    },
    discard: () => rm(path, { force: true }).catch(() => {}),
  };
}

/** Writes a text as a whole. Rejects with an UnwritableError. */
export async function writeWhole(target: string, text: string, options: WholeFileOptions): Promise<void> {
  const file = await beginFile(target, options);
  try {
    const handle = await open(file.path, 'w');
    await handle.writeFile(text).finally(() => handle.close());
  } catch (error) {
    await file.discard();
    explain(error, options.name ?? target, dirname(resolve(target)));
  }
  await file.commit();
}

async function checkFree(target: string, { replaces, name, howToReplace }: Required<WholeFileOptions>): Promise<void> {
  const info = await stat(target).catch(() => undefined);
  if (info?.isDirectory() === true) throw new UnwritableError(`${name} is a folder; name a file.`);
  if (info !== undefined && !info.isFile()) throw new UnwritableError(`${name} is a pipe, a device or a socket: it is not written to.`);
  if (info !== undefined && !replaces) throw new UnwritableError(`${name} is there already. ${howToReplace}`);
}

/** What was written is on the disk before it takes the name. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.datasync().finally(() => handle.close());
}

const REASONS: { readonly [code: string]: (name: string, folder: string) => string } = {
  EACCES: (name, folder) => `${name} cannot be written: you have no permission to write into ${folder}.`,
  EPERM: (name, folder) => `${name} cannot be written: you have no permission to write into ${folder}.`,
  EROFS: (name, folder) => `${name} cannot be written: ${folder} is read-only.`,
  EBUSY: (name) => `${name} cannot be written: another program holds it.`,
  ENOENT: (name, folder) => `${name} cannot be written: there is no folder ${folder}.`,
  ENOTDIR: (name, folder) => `${name} cannot be written: ${folder} is no folder.`,
  ENAMETOOLONG: (name) => `${name} cannot be written: its name is too long.`,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
};

export function noRoom(name: string): string {
  return `The disk has no room for ${name}. Nothing was left behind.`;
}

/** Throws what a user can act on. */
export function explain(error: unknown, name: string, folder: string): never {
  if (error instanceof UnwritableError) throw error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  throw new UnwritableError(REASONS[code]?.(name, folder) ?? `${name} could not be written: ${message}.`);
}
