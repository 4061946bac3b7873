// Reads .gz and .zst files as the bytes they were made from.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { UnreadableError } from '../core/table/prepared.ts';

interface UnpackOptions {
  /** Most bytes in one piece. */
  readonly chunk: number;
  readonly signal?: globalThis.AbortSignal;
}

export function isPacked(path: string): boolean {
  return /\.(gz|zst)$/i.test(path);
}

/** Rejects with Node's own error where the data are damaged or cut off. */
export async function* unpack(path: string, options: UnpackOptions): AsyncGenerator<Uint8Array> {
  const size = (await stat(path)).size;
  let start = 0;
  do {
    const taken = yield* unpackOne(path, start, options);
    if (taken === 0) return;
    start += taken;
  } while (start < size);
}

/** One member of the file from `start`; returns how many of its bytes that took. Zstandard files often hold several frames, and Node's stream ends after the first. */
async function* unpackOne(path: string, start: number, { chunk, signal }: UnpackOptions): AsyncGenerator<Uint8Array, number> {
  const unpacker = /\.gz$/i.test(path) ? zlib.createGunzip({ chunkSize: chunk }) : createZstd(path, chunk);
  const source = createReadStream(path, { start, highWaterMark: chunk, signal });
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
