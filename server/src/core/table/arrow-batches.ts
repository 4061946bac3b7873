// Shows an Arrow file or stream to its reader one record batch at a time, so that a large one is decoded in many small steps.

import { MAGIC, CONTINUES, SCHEMA, DICTIONARY, RECORDS, KIND_FIELD, BODY_FIELD, DICTIONARIES_FIELD, BATCHES_FIELD, BLOCK } from './arrow-format.ts';

export interface ArrowBatches {
  readonly count: number;
  /** What the reader needs for one batch; for the columns alone without a number. Valid until the next call. */
  show(batch?: number): Uint8Array | Uint8Array[];
}

/** undefined where the bytes end too early. Throws a RangeError where the numbers in them lead out of them. */
export function findBatches(bytes: Uint8Array): ArrowBatches | undefined {
  if (!hasMagic(bytes, 0)) return inStream(bytes);
  return hasMagic(bytes, bytes.length - MAGIC.length) ? inFile(bytes) : undefined;
}

function hasMagic(bytes: Uint8Array, at: number): boolean {
  return at >= 0 && String.fromCharCode(...bytes.subarray(at, at + MAGIC.length)) === MAGIC;
}

/**
 * The footer of a file lists its batches. In a copy that we own we shorten the list to the one that is wanted, and put
 * that behind all dictionaries: the reader takes what stands before a batch to be all that it needs, and polars writes
 * its dictionaries last.
 */
function inFile(bytes: Uint8Array): ArrowBatches {
  const room = roomFor(bytes);
  const file = new Uint8Array(bytes.length - room.footer + room.at + room.size);
  file.set(bytes.subarray(0, room.footer));
  file.set(bytes.subarray(room.footer), room.at + room.size);
  const view = new DataView(file.buffer);
  const lengthAt = file.length - MAGIC.length - 4;
  const footer = lengthAt - view.getInt32(lengthAt, true);
  const listAt = fieldAt(view, footer + view.getInt32(footer, true), BATCHES_FIELD);
  if (listAt === undefined) return { count: 0, show: () => file };
  const list = listAt + view.getUint32(listAt, true);
  const count = view.getUint32(list, true);
  const blocks = file.slice(list + 4, list + 4 + count * BLOCK);
  return {
    count,
    show(batch) {
      view.setUint32(list, batch === undefined ? 0 : 1, true);
      if (batch === undefined) return file;
      const block = blocks.subarray(batch * BLOCK, (batch + 1) * BLOCK);
      file.set(block, list + 4);
      if (room.size > 0) {
        const { start, end } = spanOf(new DataView(block.buffer, block.byteOffset, BLOCK));
        file.copyWithin(room.at, start, end);
        view.setBigInt64(list + 4, BigInt(room.at), true);
      }
      return file;
    },
  };
}

/** Where the footer starts, and room before it for the longest batch; none where all dictionaries stand before the batches. */
function roomFor(bytes: Uint8Array): { readonly footer: number; readonly at: number; readonly size: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengthAt = bytes.length - MAGIC.length - 4;
  const footer = lengthAt - view.getInt32(lengthAt, true);
  const spans = (field: number) => {
    const listAt = fieldAt(view, footer + view.getInt32(footer, true), field);
    if (listAt === undefined) return [];
    const list = listAt + view.getUint32(listAt, true);
    return Array.from({ length: view.getUint32(list, true) }, (_, i) => spanOf(new DataView(view.buffer, view.byteOffset + list + 4 + i * BLOCK, BLOCK)));
  };
  const batches = spans(BATCHES_FIELD);
  const isLate = spans(DICTIONARIES_FIELD).some(({ start }) => batches.some((batch) => batch.start < start));
  if (!isLate) return { footer, at: footer, size: 0 };
  // A message begins at an address that eight divides.
  return { footer, at: Math.ceil(footer / 8) * 8, size: batches.reduce((most, { start, end }) => Math.max(most, end - start), 0) };
}

function spanOf(block: DataView): { readonly start: number; readonly end: number } {
  const start = Number(block.getBigInt64(0, true));
  return { start, end: start + block.getInt32(8, true) + Number(block.getBigInt64(16, true)) };
}

function inStream(bytes: Uint8Array): ArrowBatches | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** The schema and all dictionaries: what every batch needs. */
  const head: Uint8Array[] = [];
  const batches: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { kind, end } = messageAt(view, at);
    if (end === at) break; // the stream says that it ends here
    if (end > bytes.length && head.length > 0) return undefined;
    const message = new Uint8Array(bytes.subarray(at, end)); // a copy begins at an even address
    if (kind === RECORDS) batches.push(message);
    else if (kind === DICTIONARY || (kind === SCHEMA && head.length === 0)) head.push(message);
    else if (head.length === 0) throw new RangeError('no schema');
    at = end;
  }
  if (head.length === 0) throw new RangeError('no schema');
  return { count: batches.length, show: (batch) => [...head, ...batches.slice(batch ?? batches.length).slice(0, 1)] };
}

function messageAt(view: DataView, at: number): { readonly kind: number; readonly end: number } {
  const isMarked = view.getUint32(at, true) === CONTINUES; // older writers leave the mark out
  const start = at + (isMarked ? 8 : 4);
  const length = view.getInt32(start - 4, true);
  if (length === 0) return { kind: 0, end: at };
  if (length < 0) throw new RangeError('no message');
  if (start + length > view.byteLength) return { kind: 0, end: start + length };
  const table = start + view.getInt32(start, true);
  const [kindAt, bodyAt] = [fieldAt(view, table, KIND_FIELD), fieldAt(view, table, BODY_FIELD)];
  const body = bodyAt === undefined ? 0 : Number(view.getBigInt64(bodyAt, true));
  return { kind: kindAt === undefined ? 0 : view.getUint8(kindAt), end: start + length + body };
}

/** Where a table of the flat buffer keeps a field; undefined where it has its default. */
export function fieldAt(view: DataView, table: number, nth: number): number | undefined {
  const fields = table - view.getInt32(table, true);
  const offset = 4 + 2 * nth;
  if (offset >= view.getUint16(fields, true)) return undefined;
  const at = view.getUint16(fields + offset, true);
  return at === 0 ? undefined : table + at;
}
