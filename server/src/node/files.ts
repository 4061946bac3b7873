// The Files port on a real disk. FIFOs, devices and sockets are never opened.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import type { Files, FileStat } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { isPacked, unpack } from './files-packed.ts';

const CHUNK = 1024 * 1024;

export class NodeFiles implements Files {
  async stat(path: string): Promise<FileStat | undefined> {
    const info = await stat(path).catch(() => undefined);
    if (info === undefined) return undefined;
    const kind = info.isFile() ? 'file' : info.isDirectory() ? 'directory' : 'other';
    return { kind, size: info.size, modified: info.mtimeMs };
  }

  async list(path: string): Promise<readonly { name: string; kind: FileStat['kind'] }[]> {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    const named = entries.map(async (entry) => {
      if (entry.isFile()) return { name: entry.name, kind: 'file' as const };
      if (entry.isDirectory()) return { name: entry.name, kind: 'directory' as const };
      const target = entry.isSymbolicLink() ? await this.stat(`${path}/${entry.name}`) : undefined;
      return { name: entry.name, kind: target?.kind ?? ('other' as const) };
    });
    return (await Promise.all(named)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async read(path: string, start: number, length: number): Promise<Uint8Array> {
    const size = await this.#sizeOf(path);
    const handle = await open(path, 'r').catch((error: unknown) => explain(path, error));
    try {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - start)));
      let have = 0;
      while (have < buffer.length) {
        const { bytesRead } = await handle.read(buffer, have, buffer.length - have, start + have);
        if (bytesRead === 0) break;
        have += bytesRead;
      }
      return buffer.subarray(0, have);
    } catch (error) {
      explain(path, error);
    } finally {
      await handle.close();
    }
  }

  async *stream(path: string, signal?: globalThis.AbortSignal): AsyncGenerator<Uint8Array> {
    await this.#sizeOf(path);
    const source = isPacked(path) ? unpack(path, { chunk: CHUNK, signal }) : createReadStream(path, { highWaterMark: CHUNK, signal });
    try {
      for await (const chunk of source) yield chunk as Uint8Array;
    } catch (error) {
      explain(path, error);
    }
  }

  async digest(path: string, signal?: globalThis.AbortSignal): Promise<string> {
    await this.#sizeOf(path);
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) hash.update(chunk as Buffer);
    } catch (error) {
      explain(path, error);
    }
    return hash.digest('hex');
  }

  /** In bytes; rejects where it is no file that can be opened. */
  async #sizeOf(path: string): Promise<number> {
    const info = await stat(path).catch((error: unknown) => explain(path, error));
    if (!info.isFile()) throw new UnreadableError(`${nameOf(path)} is a ${info.isDirectory() ? 'folder' : 'pipe, a device or a socket'}, not a file.`);
    return info.size;
  }
}

const REASONS: { readonly [code: string]: (name: string) => string } = {
  EACCES: (name) => `You have no permission to read ${name}.`,
  EPERM: (name) => `You have no permission to read ${name}.`,
  ENOENT: (name) => `${name} is not there any more, or is a link to a file that is not there.`,
  ENOTDIR: (name) => `${name} is not there any more.`,
  ELOOP: (name) => `${name} is a link that leads back to itself.`,
  EMFILE: (name) => `${name} could not be opened: too many files are open at once.`,
  ENFILE: (name) => `${name} could not be opened: too many files are open at once.`,
  EIO: (name) => `${name} could not be read: the disk reports a fault.`,
  ESTALE: (name) => `${name} could not be read: the network drive it lies on was replaced.`,
  Z_BUF_ERROR: (name) => `${name} ends in the middle of its compressed data: it was probably cut off while it was written.`,
  Z_DATA_ERROR: damaged,
  Z_NEED_DICT: damaged,
};

function damaged(name: string): string {
  return `${name} is not compressed as its name says, or its compressed data are damaged.`;
}

/** Throws what a user can act on; cancellation as it is. */
function explain(path: string, error: unknown): never {
  const { code = '', name, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || error instanceof UnreadableError) throw error;
  const reason = REASONS[code] ?? (code.startsWith('ZSTD_') ? damaged : undefined);
  throw new UnreadableError(reason?.(nameOf(path)) ?? `${nameOf(path)} could not be read: ${message}.`);
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
