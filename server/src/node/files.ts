// The Files port on a real disk. FIFOs, devices and sockets are never opened.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Files, FileStat } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';

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
    await this.#mustBeFile(path);
    const handle = await open(path, 'r').catch((error: unknown) => explain(path, error));
    try {
      const buffer = Buffer.allocUnsafe(length);
      let have = 0;
      while (have < length) {
        const { bytesRead } = await handle.read(buffer, have, length - have, start + have);
        if (bytesRead === 0) break;
        have += bytesRead;
      }
      return buffer.subarray(0, have);
    } finally {
      await handle.close();
    }
  }

  async *stream(path: string, signal?: globalThis.AbortSignal): AsyncGenerator<Uint8Array> {
    await this.#mustBeFile(path);
    const source = createReadStream(path, { highWaterMark: CHUNK, signal });
    const unpack = decompressor(path);
    const readable = unpack === undefined ? source : source.on('error', (error) => unpack.destroy(error)).pipe(unpack);
    try {
      for await (const chunk of readable as Readable) yield chunk as Uint8Array;
    } catch (error) {
      explain(path, error);
    } finally {
      source.destroy();
      unpack?.destroy();
    }
  }

  async digest(path: string, signal?: globalThis.AbortSignal): Promise<string> {
    await this.#mustBeFile(path);
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) hash.update(chunk as Buffer);
    } catch (error) {
      explain(path, error);
    }
    return hash.digest('hex');
  }

  async #mustBeFile(path: string): Promise<void> {
    const info = await this.stat(path);
    if (info === undefined) throw new UnreadableError(`${nameOf(path)} is not there any more, or points nowhere.`);
    if (info.kind !== 'file') throw new UnreadableError(`${nameOf(path)} is not a file that can be read.`);
  }
}

function decompressor(path: string): zlib.Gunzip | zlib.ZstdDecompress | undefined {
  if (/\.gz$/i.test(path)) return zlib.createGunzip();
  if (!/\.zst$/i.test(path)) return undefined;
  if (typeof zlib.createZstdDecompress !== 'function') throw new UnreadableError(`${nameOf(path)} is packed with zstd, which needs Node 22.15 or newer.`);
  return zlib.createZstdDecompress();
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  ENOENT: 'is not there any more',
  EMFILE: 'could not be opened: too many files are open',
  Z_BUF_ERROR: 'ends in the middle of its compressed data',
  Z_DATA_ERROR: 'holds damaged compressed data',
  ZSTD_error_corruption_detected: 'holds damaged compressed data',
};

/** Throws what a user can act on; cancellation as it is. */
function explain(path: string, error: unknown): never {
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || error instanceof UnreadableError) throw error;
  throw new UnreadableError(`${nameOf(path)} ${REASONS[code ?? ''] ?? `could not be read (${message})`}.`);
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
