// Lets Arrow files be read whose buffers are compressed, as pandas and polars write them.

import { CompressionType, setCompressionCodec } from '@uwdata/flechette';
import * as zlib from 'node:zlib';
import { UnreadableError } from '../core/table/prepared.ts';
import { unpackLz4 } from './lz4.ts';

/** The reader keeps them for the whole process. */
export function registerArrowCodecs(): void {
  setCompressionCodec(CompressionType.LZ4_FRAME, { decode: unpackLz4, encode: notWritten });
  setCompressionCodec(CompressionType.ZSTD, { decode: unpackZstd, encode: notWritten });
}

function unpackZstd(packed: Uint8Array): Uint8Array {
  if (typeof zlib.zstdDecompressSync !== 'function') throw new UnreadableError('is compressed with zstd, which needs Node 22.15 or newer to read.');
  return new Uint8Array(zlib.zstdDecompressSync(packed)); // of its own, since Node's lies anywhere in a larger buffer
}

function notWritten(): never {
  throw new Error('Arrow files are only read.');
}
