// An open document, made ready for plans: its present text in a scratch file, clean where the text is not.

import type { Source } from '../engine/plan.ts';
import type { Scratch } from '../ports.ts';
import type { CellIndex } from './cell-index.ts';
import type { Dataset } from './dataset.ts';
import { engineNames, tooWide } from './names.ts';
import { writeClean } from './prepare-delimited.ts';
import type { Prepared } from './prepared.ts';

export interface BufferInput {
  readonly dataset: Dataset;
  readonly index: CellIndex;
  /** Gives the event loop its turn; called every few milliseconds. */
  readonly yieldNow: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** undefined where the text holds no records; rejects with an UnreadableError. */
export async function prepareBuffer(input: BufferInput, scratch: Scratch): Promise<Prepared | undefined> {
  const { dataset, index } = input;
  const { dialect } = index;
  const first = dialect.header ? index.header : index.cells(0);
  if (first.length === 0) return undefined;
  const reason = tooWide(dataset, first.length);
  if (reason !== undefined) throw reason;
  const columns = engineNames(dialect.header ? first : first.map(() => ''));
  const faults = index.problems();
  const path = faults.isClean ? await writeAsIs(input, scratch) : await writeClean(pieces(input), { dialect, columns }, scratch);
  const clean = { delimiter: ',', quote: '"', header: true, skip: 0, comment: '' };
  const source: Source = { kind: 'delimited', files: [path], ...(faults.isClean ? dialect : clean), columns, keys: 0, hive: false, longestRecord: faults.longestRecord };
  return {
    dataset,
    reading: { encoding: 'utf-8', bom: 0, dialect },
    columns,
    header: dialect.header ? first : columns,
    source,
    problems: faults,
    locator: index,
    digest: async () => '',
    dispose: () => scratch.remove(path),
  };
}

async function* pieces({ index, yieldNow, signal }: BufferInput): AsyncGenerator<string> {
  let until = performance.now() + SLICE;
  for (const { text } of index.document.chunks) {
    if (performance.now() > until) {
      await yieldNow();
      signal?.throwIfAborted();
      until = performance.now() + SLICE;
    }
    yield text;
  }
}

/** Milliseconds. */
const SLICE = 10;
const CHUNKS_A_WRITE = 16;

async function writeAsIs(input: BufferInput, scratch: Scratch): Promise<string> {
  const file = await scratch.create('.csv');
  let waiting: string[] = [];
  for await (const text of pieces(input)) {
    if (waiting.push(text) < CHUNKS_A_WRITE) continue;
    await file.write(waiting.join(''));
    waiting = [];
  }
  await file.write(waiting.join(''));
  await file.close();
  return file.path;
}
