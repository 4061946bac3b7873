// The records of a JSON Lines text or of a JSON array, with their places, from a text that arrives in pieces.

import { size } from '../words.ts';
import type { Position, Range } from './address.ts';
import { UnreadableError } from './prepared.ts';

export interface JsonRecord {
  readonly text: string;
  readonly range: Range;
  /** What is wrong between it and the record before, where a strict reader would stop. */
  readonly fault?: string;
}

/** Characters; the engine reads no longer ones either. */
const LONGEST_RECORD = 64 * 1024 * 1024;

export type JsonShape = 'lines' | 'array';

/** How the records stand in a text that begins so; its name may promise the other shape. */
export function shapeOf(head: string, promised: JsonShape): JsonShape {
  const [first = '', second] = head
    .replace('\ufeff', '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const isValue = isJson(first);
  if (promised === 'array') return isValue && first.trimStart().startsWith('{') && second?.trimStart().startsWith('{') === true ? 'lines' : 'array';
  return first.trimStart().startsWith('[') && (!isValue || second === undefined) ? 'array' : 'lines';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Blank lines are no records. In an array every top-level element is one; `onTail` is told what is wrong after the last. */
export async function* readRecords(pieces: AsyncIterable<string>, shape: JsonShape, onTail: (fault: string, range: Range) => void = () => {}): AsyncGenerator<JsonRecord> {
  const reader = shape === 'lines' ? new LineReader() : new ElementReader(onTail);
  for await (const piece of pieces) yield* reader.push(piece, false);
  yield* reader.push('', true);
}

function tooLong(): UnreadableError {
  return new UnreadableError(`A record is longer than ${size(LONGEST_RECORD)}: a quote, a bracket or a line end is probably missing.`);
}

class LineReader {
  /** The line that has not ended, in the pieces it came in: joined once, when it ends. */
  #pending: string[] = [];
  #length = 0;
  #line = 0;

  *push(piece: string, isEnd: boolean): Generator<JsonRecord> {
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      yield* this.#take(piece.slice(start, end));
      start = end + 1;
    }
    this.#pending.push(piece.slice(start));
    this.#length += piece.length - start;
    if (this.#length > LONGEST_RECORD) throw tooLong();
    if (isEnd) yield* this.#take('');
  }

  *#take(rest: string): Generator<JsonRecord> {
    const line = [...this.#pending, rest].join('');
    [this.#pending, this.#length] = [[], 0];
    const number = this.#line++;
    const text = line.trim();
    if (text === '') return;
    const character = line.indexOf(text);
    yield { text, range: { start: { line: number, character }, end: { line: number, character: character + text.length } } };
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

class ElementReader {
  #pending = '';
  /** Place of the pending text's first character. */
  #place: Position = { line: 0, character: 0 };
  #isInside = false;
  #isNone = false;
  #isAfter = false;
  #count = 0;
  /** A record that has not ended is tried again when twice as much of it is there. */
  #enough = 0;
  readonly #onTail: (fault: string, range: Range) => void;

  constructor(onTail: (fault: string, range: Range) => void) {
    this.#onTail = onTail;
  }

  *push(piece: string, isEnd: boolean): Generator<JsonRecord> {
    if (this.#isNone) return;
    if (this.#isAfter) return this.#tail(piece);
    const text = this.#pending + piece;
    this.#pending = text;
    if (text.length > LONGEST_RECORD) throw tooLong();
    if (!isEnd && text.length < this.#enough) return;
    let at = 0;
    if (!this.#isInside) {
      at = text.search(/[^\s\ufeff]/);
      if (at < 0) this.#pending = text;
      else this.#isNone = text[at] !== '[';
      if (at < 0 || this.#isNone) return;
      at++;
      this.#isInside = true;
      this.#place = moveOver(text, this.#place, 0, at);
    }
    let isCut = false;
    for (;;) {
      const start = skipBetween(text, at);
      if (start === text.length) {
        if (isEnd && !isCut) this.#onTail('the list that holds it is never closed', this.#here(text, at));
        break;
      }
      const between = text.slice(at, start).replace(/\s+/g, '');
      if (text[start] === ']') {
        this.#isAfter = true;
        if (between !== '') this.#onTail('a comma follows it, and then nothing', this.#here(text, at));
        this.#move(text, at, start + 1);
        return this.#tail(text.slice(start + 1));
      }
      const found = elementEnd(text, start);
      if (found < 0 && !isEnd) break;
      isCut = found < 0;
      const end = isCut ? text.length : found; // cut off: no JSON, and told so
      const from = this.#move(text, at, start);
      const to = moveOver(text, from, start, end);
      const fault = between === (this.#count++ === 0 ? '' : ',') ? undefined : between === '' ? 'no comma stands before it' : 'a comma too many stands before it';
      yield { text: text.slice(start, end), range: { start: from, end: to }, ...(fault === undefined ? {} : { fault }) };
      this.#place = to;
      at = end;
    }
    this.#pending = text.slice(at);
    this.#enough = this.#pending.length * 2;
  }

  /** After the list only white space may follow. */
  #tail(text: string): void {
    const at = text.search(/[^\s\0]/);
    if (at >= 0) this.#onTail('more text follows the list', this.#here(text, at));
    this.#isNone = at >= 0;
    this.#move(text, 0, text.length);
  }

  #here(text: string, at: number): Range {
    const start = moveOver(text, this.#place, 0, at);
    return { start, end: { line: start.line, character: start.character + 1 } };
  }

  #move(text: string, from: number, to: number): Position {
    this.#place = moveOver(text, this.#place, from, to);
    return this.#place;
  }
}

function skipBetween(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at++;
  return at;
}

/** Where the value that starts at `start` ends, or -1 where the text ends first. */
function elementEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      at = stringEnd(text, at);
      if (at < 0) return -1;
    } else if (c === 123 || c === 91) depth++;
    else if (c === 125 || c === 93) {
      if (depth === 0) return at;
      depth--;
    }
    if (depth === 0 && (c === 125 || c === 93)) return at + 1;
    if (depth === 0 && c === 44) return at;
  }
  return -1;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === BACKSLASH) at++;
    else if (c === QUOTE) return at;
  }
  return -1;
}

function moveOver(text: string, { line, character }: Position, from: number, to: number): Position {
  const lines = text.slice(from, to).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1 ? { line, character: character + last } : { line: line + lines.length - 1, character: last };
}
