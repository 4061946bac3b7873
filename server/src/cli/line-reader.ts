// Lines of text files for excerpts, decoded as they were read for the check.

import { readFileSync, statSync } from 'node:fs';
import * as zlib from 'node:zlib'; // whole: before Node 22.15 it has no zstd
import type { FileReport } from '../core/report/report.ts';

const MOST_BYTES = 64 * 1024 * 1024;

export class LineReader {
  readonly #encodings: ReadonlyMap<string, string>;
  /** Of the last file asked for: findings come file by file. */
  #last: { readonly path: string; readonly lines: readonly string[] } | undefined;

  constructor(reports: readonly FileReport[]) {
    this.#encodings = new Map(reports.map(({ path, result }) => [path, result?.reading?.encoding ?? 'utf-8']));
  }

  /** undefined where there is no such line, no text, or too much of it. */
  read(path: string, line: number): string | undefined {
    if (this.#last?.path !== path) this.#last = { path, lines: this.#linesOf(path) };
    return this.#last.lines[line];
  }

  #linesOf(path: string): readonly string[] {
    try {
      const info = statSync(path);
      if (!info.isFile() || info.size > MOST_BYTES) return [];
      return new TextDecoder(this.#encodings.get(path)).decode(unpacked(path)).split(/\r\n|\n|\r/);
    } catch {
      return []; // gone since the check, or too large once unpacked
    }
  }
}

function unpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (/\.gz$/i.test(path)) return zlib.gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  return /\.zst$/i.test(path) ? zlib.zstdDecompressSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
}
