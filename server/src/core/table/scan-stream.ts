// Records of a text that arrives in pieces.

import type { Dialect } from './dataset.ts';
import { offsetOfLine } from './lines.ts';
import { Scanner, type RecordSink } from './scanner.ts';

type Records = (visit: RecordSink['record']) => void;

/** Scans streamed text record by record; `use` gets each joined piece once, with a function that runs over its whole records. */
export async function scanStream(text: AsyncIterable<string>, dialect: Dialect, use: (source: string, records: Records) => Promise<void>): Promise<void> {
  const scanner = new Scanner(dialect);
  let pending = '';
  let skip = dialect.skip;
  const step = async (isEnd: boolean) => {
    const source = pending;
    const start = offsetOfLine(source, skip);
    skip = 0;
    let end = start;
    await use(source, (visit) => {
      end = scanner.scan(source, start, { record: visit }, isEnd);
    });
    pending = source.slice(end);
  };
  for await (const piece of text) {
    pending += piece;
    if (skip === 0 || pending.split('\n', skip + 1).length > skip) await step(false);
  }
  await step(true);
}
