// The records of a JSON Lines text or of a JSON array, with their places, from a text that arrives in pieces.

import type { Position, Range } from './address.ts';

export interface JsonRecord {
  readonly text: string;
  readonly range: Range;
}

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

/** Blank lines are no records. In an array every top-level element is one. */
export async function* readRecords(pieces: AsyncIterable<string>, shape: JsonShape): AsyncGenerator<JsonRecord> {
  const reader = shape === 'lines' ? new LineReader() : new ElementReader();
  for await (const piece of pieces) yield* reader.push(piece, false);
  yield* reader.push('', true);
}

class LineReader {
  #pending = '';
  #line = 0;

  *push(piece: string, isEnd: boolean): Generator<JsonRecord> {
    const text = this.#pending + piece;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      yield* this.#take(text.slice(start, end));
      start = end + 1;
    }
    this.#pending = text.slice(start);
    if (isEnd) yield* this.#take(this.#pending);
  }

  *#take(line: string): Generator<JsonRecord> {
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

  *push(piece: string, isEnd: boolean): Generator<JsonRecord> {
    if (this.#isNone) return;
    const text = this.#pending + piece;
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
    for (;;) {
      const start = skipBetween(text, at);
      if (start === text.length || text[start] === ']') break;
      const found = elementEnd(text, start);
      if (found < 0 && !isEnd) break;
      const end = found < 0 ? text.length : found; // cut off: no JSON, and told so
      const from = this.#move(text, at, start);
      const to = moveOver(text, from, start, end);
      yield { text: text.slice(start, end), range: { start: from, end: to } };
      this.#place = to;
      at = end;
    }
    this.#pending = text.slice(at);
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

function moveOver(text: string, place: Position, from: number, to: number): Position {
  let { line, character } = place;
  let last = from;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    line++;
    character = 0;
    last = at + 1;
  }
  return { line, character: character + to - last };
}
