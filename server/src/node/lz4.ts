// Unpacks LZ4 frames, which Node cannot.

const MAGIC = 0x184d2204;
/** Bits of a frame's flags. */
const HAS_DICTIONARY = 1;
const HAS_SIZE = 8;
const HAS_BLOCK_SUMS = 16;
const IS_PLAIN = 0x80000000;
const SHORTEST_MATCH = 4;

/** `length`: how many bytes come out. Throws a RangeError where the data are damaged. */
export function unpackLz4(packed: Uint8Array, length: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no LZ4 frame');
  const flags = view.getUint8(4);
  let at = 7 + ((flags & HAS_SIZE) === 0 ? 0 : 8) + ((flags & HAS_DICTIONARY) === 0 ? 0 : 4);
  const out = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const head = view.getUint32(at, true);
    at += 4;
    const size = head & ~IS_PLAIN;
    if (size === 0) break;
    const block = packed.subarray(at, at + size);
    if ((head & IS_PLAIN) === 0) filled = unpackBlock(block, out, filled);
    else {
      out.set(block, filled);
      filled += size;
    }
    at += size + ((flags & HAS_BLOCK_SUMS) === 0 ? 0 : 4);
  }
  if (filled !== length) throw new RangeError('LZ4 data of another length');
  return out;
}

/** Unpacks one block behind what is there already, which it may refer to. Returns where it ends. */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  const byte = (i: number) => block[i] ?? fail();
  let [at, to] = [0, start];
  const more = (first: number): number => {
    let total = first;
    if (first !== 15) return total;
    for (let next = 255; next === 255; total += next) next = byte(at++);
    return total;
  };
  while (at < block.length) {
    const token = byte(at++);
    const literals = more(token >> 4);
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= block.length) break; // the last sequence has no match
    const from = to - (byte(at) | (byte(at + 1) << 8));
    at += 2;
    const end = to + SHORTEST_MATCH + more(token & 15);
    if (from < 0 || from >= to || end > out.length) fail();
    if (end <= 2 * to - from) out.copyWithin(to, from, from + end - to);
    else for (let i = 0; to + i < end; i++) out[to + i] = out[from + i] ?? 0; // the match repeats itself
    to = end;
  }
  return to;
}

function fail(): never {
  throw new RangeError('damaged LZ4 data');
}
