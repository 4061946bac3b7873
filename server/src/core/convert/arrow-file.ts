// Puts an Arrow IPC file together from parts: the schema of one file, batches of other tables, and a footer that lists them.

import { fieldAt } from '../table/arrow-batches.ts';
import { MAGIC, CONTINUES, BATCHES_FIELD, BLOCK, RECORDS, KIND_FIELD, BODY_FIELD } from '../table/arrow-format.ts';

const HEAD = 8;

/** Where a batch lies in the file. */
export interface Block {
  readonly offset: number;
  /** Bytes of its description, and of the values behind it. */
  readonly metadata: number;
  readonly body: number;
}

export interface Message {
  readonly bytes: Uint8Array;
  readonly metadata: number;
}

export interface ArrowParts {
  /** What stands before the first batch. */
  readonly head: Uint8Array;
  /** What stands behind the last. */
  tail(blocks: readonly Block[]): readonly Uint8Array[];
}

/** The record batches of a stream. */
export function messagesOf(stream: Uint8Array): readonly Message[] {
  return [...messages(stream, 0)].filter(({ kind }) => kind === RECORDS).map(({ start, end, metadata }) => ({ bytes: stream.subarray(start, end), metadata }));
}

/** `sample`: a whole file of the same columns, with a batch whose rows are not wanted. */
export function asFile(sample: Uint8Array): ArrowParts {
  const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength);
  const lengthAt = sample.length - MAGIC.length - 4;
  const footer = sample.subarray(lengthAt - view.getInt32(lengthAt, true), lengthAt);
  const [schema] = messages(sample, HEAD);
  const head = sample.subarray(0, schema?.end ?? HEAD);
  return { head, tail: (blocks) => tail(footer, blocks) };
}

function* messages(bytes: Uint8Array, from: number): Generator<{ readonly start: number; readonly end: number; readonly metadata: number; readonly kind: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = from; start + 8 <= bytes.length && view.getUint32(start, true) === CONTINUES; ) {
    const length = view.getInt32(start + 4, true);
    if (length <= 0) return;
    const table = start + 8 + view.getInt32(start + 8, true);
    const [kindAt, bodyAt] = [fieldAt(view, table, KIND_FIELD), fieldAt(view, table, BODY_FIELD)];
    const metadata = 8 + length;
    const end = start + metadata + (bodyAt === undefined ? 0 : Number(view.getBigInt64(bodyAt, true)));
    yield { start, end, metadata, kind: kindAt === undefined ? 0 : view.getUint8(kindAt) };
    start = end;
  }
}

/**
 * The end of the stream, the footer, its length and the magic word. The footer is a flat buffer with a list of batches:
 * another list is put behind it, and the field that leads to the list leads there.
 */
function tail(footer: Uint8Array, blocks: readonly Block[]): readonly Uint8Array[] {
  const ends = new Uint8Array(8);
  new DataView(ends.buffer).setUint32(0, CONTINUES, true);
  // The number of entries takes four bytes, the entries begin where eight divides.
  const list = Math.ceil((footer.length + 4) / 8) * 8 - 4;
  const grown = new Uint8Array(list + 4 + blocks.length * BLOCK);
  grown.set(footer);
  const view = new DataView(grown.buffer);
  const field = fieldAt(view, view.getInt32(0, true), BATCHES_FIELD);
  if (field === undefined) throw new RangeError('The footer has no list of batches.');
  view.setUint32(field, list - field, true);
  view.setUint32(list, blocks.length, true);
  blocks.forEach(({ offset, metadata, body }, i) => {
    const at = list + 4 + i * BLOCK;
    view.setBigInt64(at, BigInt(offset), true);
    view.setInt32(at + 8, metadata, true);
    view.setBigInt64(at + 16, BigInt(body), true);
  });
  const end = new Uint8Array(4 + MAGIC.length);
  new DataView(end.buffer).setInt32(0, grown.length, true);
  end.set([...MAGIC].map((letter) => letter.charCodeAt(0)), 4);
  return [ends, grown, end];
}
