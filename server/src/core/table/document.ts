// A text document in chunks of about 64 KB, so that an edit in a file of 40 MB touches one chunk and not the whole text.
// The same shape as the TextDocument of vscode-languageserver, whose document store it plugs into.

import type { Position, Range } from './address.ts';

/** A piece of the text that ends at a line end (the last one wherever the text ends). Immutable: an edit makes new ones. */
export interface Chunk {
  readonly text: string;
  /** Line ends in it. */
  readonly lines: number;
}

export type Change = { readonly range: Range; readonly text: string } | { readonly text: string };

const CHUNK_SIZE = 64 * 1024;

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

  getText(range?: Range): string {
    if (range === undefined) return this.#chunks.map((chunk) => chunk.text).join('');
    return this.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  /** The text between two offsets. */
  slice(start: number, end: number): string {
    if (end <= start) return '';
    const { offsets } = this.#sumsNow();
    const parts: string[] = [];
    for (let i = this.#chunkAtOffset(start); i < this.#chunks.length; i++) {
      const offset = offsets[i] ?? 0;
      if (offset >= end) break;
      parts.push(this.#chunks[i]?.text.slice(Math.max(0, start - offset), end - offset) ?? '');
    }
    return parts.join('');
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    const index = this.#chunkAtOffset(at);
    const { offsets, lines } = this.#sumsNow();
    const text = this.#chunks[index]?.text ?? '';
    const within = at - (offsets[index] ?? 0);
    let line = lines[index] ?? 0;
    let lineStart = 0;
    for (let next = nextLine(text, 0); next >= 0 && next <= within; next = nextLine(text, next)) {
      line++;
      lineStart = next;
    }
    return { line, character: ensureBeforeLineEnd(text, lineStart, within) - lineStart };
  }

  offsetAt(position: Position): number {
    const { offsets, lines } = this.#sumsNow();
    if (position.line >= this.lineCount) return this.length;
    if (position.line < 0) return 0;
    const index = this.#chunkAtLine(position.line);
    const text = this.#chunks[index]?.text ?? '';
    let start = 0;
    for (let line = lines[index] ?? 0; line < position.line; line++) start = nextLine(text, start);
    const next = nextLine(text, start);
    const most = ensureBeforeLineEnd(text, start, next < 0 ? text.length : next);
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
    const first = this.#chunkAtOffset(start);
    const last = this.#chunkAtOffset(end);
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
    if (next !== undefined && (!endsLine(merged) || (merged.endsWith('\r') && next.text.startsWith('\n')))) {
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
      lines[i + 1] = (lines[i] ?? 0) + chunk.lines;
    });
    this.#sums = { offsets, lines };
    return this.#sums;
  }

  /** The chunk that holds the offset; the last one for the text's end. */
  #chunkAtOffset(offset: number): number {
    return lastAtOrBelow(this.#sumsNow().offsets, offset, this.#chunks.length);
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

function split(text: string, size: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < text.length; ) {
    const cut = start + size >= text.length ? -1 : nextLine(text, start + size - 1);
    const end = cut < 0 ? text.length : cut;
    const piece = text.slice(start, end);
    chunks.push({ text: piece, lines: countLines(piece) });
    start = end;
  }
  return chunks.length === 0 ? [{ text: '', lines: 0 }] : chunks;
}

function countLines(text: string): number {
  let lines = 0;
  for (let next = nextLine(text, 0); next >= 0; next = nextLine(text, next)) lines++;
  return lines;
}

/** Where the line after the one at `from` starts, or -1 where there is none. LF, CRLF and CR end lines. */
function nextLine(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  const line = text.slice(from, lf < 0 ? text.length : lf); // a slice shares the text: the search for CR stops at its end
  const cr = line.indexOf('\r');
  if (cr >= 0 && cr < line.length - 1) return from + cr + 1;
  if (cr >= 0 && lf < 0) return from + cr + 1;
  return lf < 0 ? -1 : lf + 1;
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
