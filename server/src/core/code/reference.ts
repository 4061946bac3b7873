// A Reference: a place in the workspace's text that names a dataset.

import type { Position, Range } from '../table/address.ts';
import type { SaidReading } from '../table/dataset.ts';

export interface Reference {
  /** The path or glob as the code means it, with constants folded; forward slashes, not yet resolved. */
  readonly target: string;
  /** 'file': the code starts from its own folder (`Path(__file__).parent`), whatever folder it is run in. */
  readonly base?: 'file';
  /** The string literal's content (without its quotes); for a folded expression the whole expression. */
  readonly range: Range;
  /** true where the text under `range` is the target itself, so that another path may be written in its place. */
  readonly isLiteral?: boolean;
  /** The content of the one string literal that a name stands for and that is the target, where it stands elsewhere in the text: PATH in `read_csv(PATH)`. */
  readonly literalAt?: Range;
  /** What reads it: 'pandas.read_csv', 'polars.scan_parquet', 'open', 'yaml' … */
  readonly reader: string;
  /** true where it certainly names data (a reader call); false where it merely looks like a path (a config value). Only a sure one that leads nowhere is a finding. */
  readonly sure: boolean;
  /** true where the code writes the dataset; it need not exist yet. */
  readonly writes: boolean;
  /** What the call says of the dialect: sep=, encoding=, header=None … */
  readonly reading?: SaidReading;
}

/** Finds the references in one text. Pure; never throws on broken code. */
export type ReferenceFinder = (text: string) => readonly Reference[];

/** Tells where offsets are. */
export interface Ranges {
  range(start: number, end: number): Range;
}

/** Converts offsets of a text to positions. */
export class Lines implements Ranges {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    const newline = /\r\n|\n|\r/g;
    for (let match = newline.exec(text); match !== null; match = newline.exec(text)) starts.push(match.index + match[0].length);
    this.#starts = starts;
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Ranges of a part that begins at an offset. */
  from(offset: number): Ranges {
    return { range: (start, end) => this.range(offset + start, offset + end) };
  }

  offset({ line, character }: Position): number {
    return (this.#starts[line] ?? 0) + character;
  }

  position(offset: number): Position {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (this.#starts[low] ?? 0) };
  }
}
