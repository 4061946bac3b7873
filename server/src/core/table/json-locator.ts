// Addresses to text ranges for JSON Lines and JSON arrays on disk: the value of a key in the record's own text.

import { parseTree, findNodeAtLocation } from 'jsonc-parser';
import { groupBy } from '../group-by.ts';
import type { Files } from '../ports.ts';
import type { Address, Locator, Position, Range } from './address.ts';
import { decodeStream, type Encoding } from './encoding.ts';
import { readRecords, type JsonRecord, type JsonShape } from './json-records.ts';

export interface JsonFile {
  readonly path: string;
  readonly shape: JsonShape;
  readonly encoding: Encoding;
  readonly columns: readonly string[];
}

export class JsonLocator implements Locator {
  readonly #file: JsonFile;
  readonly #files: Files;

  constructor(file: JsonFile, files: Files) {
    this.#file = file;
    this.#files = files;
  }

  async locate(addresses: readonly Address[], signal?: AbortSignal): Promise<readonly (Range | undefined)[]> {
    const wanted = groupBy(addresses.keys(), (at) => addresses[at]?.row ?? 0);
    const found = new Array<Range | undefined>(addresses.length).fill(undefined);
    let row = 0;
    let left = wanted.size;
    for await (const record of readRecords(decodeStream(this.#files.stream(this.#file.path, signal), this.#file.encoding), this.#file.shape)) {
      const places = wanted.get(row++);
      if (places === undefined) continue;
      for (const at of places) found[at] = this.#rangeIn(record, addresses[at]?.column);
      if (--left === 0) break;
    }
    return found;
  }

  /** The value of the column's key; the whole record where it has no such key. */
  #rangeIn(record: JsonRecord, column: number | undefined): Range {
    const key = column === undefined ? undefined : this.#file.columns[column];
    const tree = key === undefined ? undefined : parseTree(record.text);
    const node = tree === undefined || key === undefined ? undefined : findNodeAtLocation(tree, [key]);
    if (node === undefined) return { start: record.range.start, end: oneCharacter(record) };
    return { start: within(record, node.offset), end: within(record, node.offset + node.length) };
  }
}

/** Where a record has no text for the finding, its first character stands for it. */
function oneCharacter({ range }: JsonRecord): Position {
  return { line: range.start.line, character: range.start.character + 1 };
}

function within({ text, range }: JsonRecord, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return { line: range.start.line + lines.length - 1, character: lines.length === 1 ? range.start.character + last : last };
}
