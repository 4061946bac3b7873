// Records of a text that arrives in pieces.

import type { Dialect } from './dataset.ts';
import { offsetOfLine } from './lines.ts';
import { UnreadableError } from './prepared.ts';
import { Scanner, type RecordSink } from './scanner.ts';
import { size } from '../words.ts';

/** Characters. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** Returns how far the piece is read: the next one begins there. */
type Records = (visit: RecordSink['record'], blank?: RecordSink['blank']) => number;

/** Scans streamed text record by record; `use` gets each joined piece once, with a function that runs over its whole records. */
export async function scanStream(text: AsyncIterable<string>, dialect: Dialect, use: (source: string, records: Records) => Promise<void>): Promise<void> {
  const scanner = new Scanner(dialect);
  let pending = '';
  let skip = dialect.skip;
  /** A record that has not ended is tried again when twice as much of it is there: a file of one endless line must not take forever. */
  let enough = 0;
  const step = async (isEnd: boolean) => {
    const source = pending;
    const start = offsetOfLine(source, skip);
    skip = 0;
    let end = start;
    await use(source, (record, blank) => {
      end = scanner.scan(source, start, { record, blank }, isEnd);
      return end;
    });
    pending = source.slice(end);
    enough = end === start ? source.length * 2 : 0;
  };
  for await (const piece of text) {
    pending += piece;
    if (pending.length > LONGEST_RECORD) throw new UnreadableError(`A record is longer than ${size(LONGEST_RECORD)}: a quote or a line end is probably missing.`);
    if (pending.length >= enough && offsetOfLine(pending, skip) < pending.length) await step(false);
  }
  await step(true);
}
