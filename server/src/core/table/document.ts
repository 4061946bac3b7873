// A text document in chunks of about 64 KB, so that an edit in a file of 40 MB touches one chunk and not the whole text.
// The same shape as the TextDocument of vscode-languageserver, whose document store it plugs into.

import type { Position, Range } from './address.ts';

/** A piece of the text that ends at a line end (the last one wherever the text ends). Immutable: an edit makes new ones. */
export interface Chunk {
  readonly text: string;
  /** Where a line starts right after each line end in it (the last of them at its own end). */
  readonly lineStarts: Uint32Array;
}

export type Change = { readonly range: Range; readonly text: string } | { readonly text: string };

const CHUNK_SIZE = 64 * 1024;
const NO_LINES = new Uint32Array(0);
const LF = 10;
const CR = 13;

export class ChunkedDocument {
  readonly uri: string;
  readonly languageId: string;
  #version: number;
  #chunks: readonly Chunk[];
  /** Offset and first line of each chunk; made anew when first asked for after an edit. */
  #sums: { readonly offsets: Float64Array; readonly lines: Float64Array } | undefined;
  readonly #chunkSize: number;

  private constructor(identity: { uri: string; languageId: string; version: number }, text: string, chunkSize: number) {
    this.uri = identity.uri;
    this.languageId = identity.languageId;
    this.#version = identity.version;
    this.#chunkSize = chunkSize;
    this.#chunks = split(text, chunkSize);
  }

  static create(uri: string, languageId: string, version: number, text: string, chunkSize = CHUNK_SIZE): ChunkedDocument {
    return new ChunkedDocument({ uri, languageId, version }, text, chunkSize);
  }

  /** Applies the changes in order, as the protocol demands, and gives the same document back. */
  static update(document: ChunkedDocument, changes: readonly Change[], version: number): ChunkedDocument {
    for (const change of changes) document.#apply(change);
    document.#version = version;
    return document;
  }

  get version(): number {
    return this.#version;
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  get length(): number {
    return this.#sumsNow().offsets.at(-1) ?? 0;
  }

  get lineCount(): number {
    return (this.#sumsNow().lines.at(-1) ?? 0) + 1;
  }

  /** Offset of a chunk's first character; of the text's end for the number of chunks. */
  chunkOffset(index: number): number {
    return this.#sumsNow().offsets[index] ?? 0;
  }

  /** The chunk that holds an offset; the last one for the text's end. */
  chunkAt(offset: number): number {
    return lastAtOrBelow(this.#sumsNow().offsets, offset, this.#chunks.length);
  }

  getText(range?: Range): string {
    if (range === undefined) return this.#chunks.map((chunk) => chunk.text).join('');
    return this.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  /** The text between two offsets. */
  slice(start: number, end: number): string {
    if (end <= start) return '';
    const { offsets } = this.#sumsNow();
    const parts: string[] = [];
    for (let i = this.chunkAt(start); i < this.#chunks.length; i++) {
      const offset = offsets[i] ?? 0;
      if (offset >= end) break;
      parts.push(this.#chunks[i]?.text.slice(Math.max(0, start - offset), end - offset) ?? '');
    }
    return parts.join('');
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    const index = this.chunkAt(at);
    const { offsets, lines } = this.#sumsNow();
    const text = this.#chunks[index]?.text ?? '';
    const within = at - (offsets[index] ?? 0);
    const lineStarts = this.#chunks[index]?.lineStarts ?? NO_LINES;
    const passed = countAtOrBelow(lineStarts, within);
    const lineStart = passed === 0 ? 0 : (lineStarts[passed - 1] ?? 0);
    return { line: (lines[index] ?? 0) + passed, character: ensureBeforeLineEnd(text, lineStart, within) - lineStart };
  }

  offsetAt(position: Position): number {
    const { offsets, lines } = this.#sumsNow();
    if (position.line >= this.lineCount) return this.length;
    if (position.line < 0) return 0;
    const index = this.#chunkAtLine(position.line);
    const { text, lineStarts } = this.#chunks[index] ?? { text: '', lineStarts: NO_LINES };
    const nth = position.line - (lines[index] ?? 0);
    const start = nth === 0 ? 0 : (lineStarts[nth - 1] ?? 0);
    const most = ensureBeforeLineEnd(text, start, lineStarts[nth] ?? text.length);
    return (offsets[index] ?? 0) + Math.max(start, Math.min(start + Math.max(0, position.character), most));
  }

  #apply(change: Change): void {
    if (!('range' in change)) {
      this.#chunks = split(change.text, this.#chunkSize);
      this.#sums = undefined;
      return;
    }
    const [a, b] = [this.offsetAt(change.range.start), this.offsetAt(change.range.end)];
    this.#replace(Math.min(a, b), Math.max(a, b), change.text);
  }

  #replace(start: number, end: number, text: string): void {
    const first = this.chunkAt(start);
    const last = this.chunkAt(end);
    const { offsets } = this.#sumsNow();
    const from = offsets[first] ?? 0;
    const head = this.#chunks[first]?.text.slice(0, start - from) ?? '';
    const tail = this.#chunks[last]?.text.slice(end - (offsets[last] ?? 0)) ?? '';
    let merged = head + text + tail;
    let [before, after] = [first, last + 1];
    const previous = this.#chunks[first - 1];
    if (previous?.text.endsWith('\r') === true && merged.startsWith('\n')) {
      merged = previous.text + merged;
      before--;
    }
    const next = this.#chunks[after];
    const isSmall = merged.length < this.#chunkSize / 4; // many deletions must not leave many crumbs
    if (next !== undefined && (isSmall || !endsLine(merged) || (merged.endsWith('\r') && next.text.startsWith('\n')))) {
      merged += next.text;
      after++;
    }
    this.#chunks = [...this.#chunks.slice(0, before), ...split(merged, this.#chunkSize), ...this.#chunks.slice(after)];
    this.#sums = undefined;
  }

  #sumsNow(): { readonly offsets: Float64Array; readonly lines: Float64Array } {
    if (this.#sums !== undefined) return this.#sums;
    const offsets = new Float64Array(this.#chunks.length + 1);
    const lines = new Float64Array(this.#chunks.length + 1);
    this.#chunks.forEach((chunk, i) => {
      offsets[i + 1] = (offsets[i] ?? 0) + chunk.text.length;
      lines[i + 1] = (lines[i] ?? 0) + chunk.lineStarts.length;
    });
    this.#sums = { offsets, lines };
    return this.#sums;
  }

  #chunkAtLine(line: number): number {
    return lastAtOrBelow(this.#sumsNow().lines, line, this.#chunks.length);
  }
}

/** The last of the first `count` entries that is not above `x`. */
export function lastAtOrBelow(ascending: Float64Array, x: number, count: number): number {
  let [low, high] = [0, Math.max(0, count - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many of the ascending entries are not above `x`. */
export function countAtOrBelow(ascending: Uint32Array, x: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function split(text: string, size: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < text.length; ) {
    // A rest of up to half a chunk stays with the last: typing in a full chunk must not shed a new one per line.
    const cut = start + size * 1.5 >= text.length ? -1 : nextLine(text, start + size - 1);
    const end = cut < 0 ? text.length : cut;
    const piece = text.slice(start, end);
    chunks.push({ text: piece, lineStarts: findLineStarts(piece) });
    start = end;
  }
  return chunks.length === 0 ? [{ text: '', lineStarts: NO_LINES }] : chunks;
}

function findLineStarts(text: string): Uint32Array {
  const starts: number[] = [];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return Uint32Array.from(starts);
  }
  for (let next = nextLine(text, 0); next >= 0; next = nextLine(text, next)) starts.push(next);
  return Uint32Array.from(starts);
}

/** Where the line after the one at `from` starts, or -1 where there is none. LF, CRLF and CR end lines. */
function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === LF) return at + 1;
    if (c === CR) return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  }
  return -1;
}

function endsLine(text: string): boolean {
  return text.endsWith('\n') || text.endsWith('\r');
}

/** The last place before the line's own line end. */
function ensureBeforeLineEnd(text: string, lineStart: number, offset: number): number {
  let at = offset;
  while (at > lineStart && (text[at - 1] === '\n' || text[at - 1] === '\r')) at--;
  return at;
}
