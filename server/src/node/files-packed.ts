// Reads .gz and .zst files as the bytes they were made from.

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { UnreadableError } from '../core/table/prepared.ts';

interface UnpackOptions {
  /** Most bytes in one piece. */
  readonly chunk: number;
  readonly signal?: globalThis.AbortSignal;
  /** Bytes of the file from here on are left alone. */
  readonly end?: number;
}

export function isPacked(path: string): boolean {
  return /\.(gz|zst)$/i.test(path);
}

/** Rejects with Node's own error where the data are damaged or cut off. What follows them is left out, as gunzip does. */
export async function* unpack(path: string, options: UnpackOptions): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    for await (const piece of unpackAll(path, options)) {
      given += piece.length;
      yield piece;
    }
  } catch (error) {
    const end = isGzip(path) && mayBeTail(error) ? await endOfMembers(path, options) : 0;
    if (end === 0) throw error;
    for await (const piece of unpackAll(path, { ...options, end })) {
      const rest = piece.subarray(Math.min(given, piece.length));
      given -= piece.length - rest.length;
      if (rest.length > 0) yield rest;
    }
  }
}

async function* unpackAll(path: string, options: UnpackOptions): AsyncGenerator<Uint8Array> {
  const size = options.end ?? (await stat(path)).size;
  let start = 0;
  do {
    const taken = yield* unpackOne(path, start, options);
    if (taken === 0) return;
    start += taken;
  } while (start < size && (!isGzip(path) || (await headerLength(path, start)) > 0));
}

/** One member of the file from `start`; returns how many of its bytes that took. Zstandard files often hold several frames, and Node's stream ends after the first. */
async function* unpackOne(path: string, start: number, { chunk, signal, end = Number.POSITIVE_INFINITY }: UnpackOptions): AsyncGenerator<Uint8Array, number> {
  const unpacker = isGzip(path) ? zlib.createGunzip({ chunkSize: chunk }) : createZstd(path, chunk);
  const source = createReadStream(path, { start, end: end - 1, highWaterMark: chunk, signal });
  // Also keeps an error that comes after the last piece from ending the process.
  unpacker.on('error', () => source.destroy());
  source.on('error', (error) => unpacker.destroy(error));
  try {
    for await (const piece of source.pipe(unpacker)) yield piece as Uint8Array;
    return unpacker.bytesWritten;
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

function createZstd(path: string, chunkSize: number): zlib.ZstdDecompress {
  if (typeof zlib.createZstdDecompress === 'function') return zlib.createZstdDecompress({ chunkSize });
  throw new UnreadableError(`${path.split('/').at(-1)} is compressed with zstd, which needs Node 22.15 or newer to read.`);
}

// ── the members of a gzip file ───────────────────────────────────────────────────────────────────────────────────

function isGzip(path: string): boolean {
  return /\.gz$/i.test(path);
}

/** What stands where a member should begin is none, or too short for one. */
function mayBeTail(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'Z_BUF_ERROR' || (code === 'Z_DATA_ERROR' && /header check|compression method/.test(message));
}

/** Its checksum and its length. */
const TRAILER = 8;

/** Where the last member ends; 0 where one is damaged or cut off. */
async function endOfMembers(path: string, { chunk, signal }: UnpackOptions): Promise<number> {
  let at = 0;
  for (let header = await headerLength(path, at); header > 0; header = await headerLength(path, at)) {
    const unpacker = zlib.createInflateRaw({ chunkSize: chunk });
    const source = createReadStream(path, { start: at + header, highWaterMark: chunk, signal });
    unpacker.on('error', () => source.destroy());
    source.on('error', (error) => unpacker.destroy(error));
    try {
      for await (const _ of source.pipe(unpacker)); // only to see where it ends
    } catch {
      return 0; // damaged, not followed by something else
    } finally {
      source.destroy();
    }
    at += header + unpacker.bytesWritten + TRAILER;
  }
  return at > (await stat(path)).size ? 0 : at;
}

const LONGEST_HEADER = 64 * 1024;
/** Bits of the fourth byte: what follows the first ten. */
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 } as const;

/** Bytes of the header that begins at a place; 0 where none does. */
async function headerLength(path: string, start: number): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, start);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return 0;
    const flags = bytes[3] ?? 0;
    let length = 10;
    if ((flags & FLAG.extra) !== 0) length += 2 + (bytes[length] ?? 0) + 256 * (bytes[length + 1] ?? 0);
    for (const text of [FLAG.name, FLAG.comment]) if ((flags & text) !== 0) length = bytes.indexOf(0, length) + 1;
    return (flags & FLAG.checksum) === 0 ? length : length + 2;
  } finally {
    await handle.close();
  }
}
