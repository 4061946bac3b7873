// A generator of nasty delimited text: everything that real exports get wrong.

import fc from 'fast-check';

const plain = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'é', '😀', '-', '.'), maxLength: 5 });
const quoted = fc.string({ unit: fc.constantFrom('a', ',', '\n', '\r\n', '\r', '""', ' ', '😀', '#'), maxLength: 6 }).map((inner) => `"${inner}"`);
const odd = fc.constantFrom('"', 'x"y', '"ab"cd', ' "lead"', '"trail" ', '"two\nlines" ', '  "', '""', '""""', '"open', '"open\r', '5" pipe', '""x', '\0', '\ufeff', 'Ã©', '#', '"a\\"b"', '"\\"', '"\\\\"');

/** Cells that every reader takes alike, mostly. */
const cell = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 3, arbitrary: quoted });
const nastyCell = fc.oneof({ weight: 10, arbitrary: cell }, { weight: 2, arbitrary: odd });

/** Records of `width` cells with one kind of newline: text that a strict reader accepts, mostly. */
export function tidyCsv(width: number): fc.Arbitrary<string> {
  const anyCell = fc.oneof({ weight: 40, arbitrary: cell }, { weight: 1, arbitrary: odd });
  const record = fc.array(anyCell, { minLength: width, maxLength: width }).map((cells) => cells.join(','));
  const line = fc.oneof({ weight: 8, arbitrary: record }, { weight: 1, arbitrary: fc.constant('') });
  return fc
    .tuple(fc.array(line, { minLength: 2, maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
    .map(([records, newline, ends]) => records.join(newline) + (ends ? newline : ''));
}

/** Records of `width` cells in which a backslash stands before quotes and backslashes of quoted values. */
export function escapedCsv(width: number): fc.Arbitrary<string> {
  const inner = fc.string({ unit: fc.constantFrom('a', ',', '\n', '\\"', '\\\\', ' ', 'é'), maxLength: 6 }).map((text) => `"${text}"`);
  const record = fc.array(fc.oneof(plain.filter((text) => text !== ''), inner), { minLength: width, maxLength: width }).map((cells) => cells.join(','));
  return fc.array(record, { minLength: 2, maxLength: 6 }).map((records) => `${records.join('\n')}\n`);
}

/** Anything: ragged records, stray and unclosed quotes, comments, blank lines, mixed newlines. */
export const nastyCsv: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.array(nastyCell, { maxLength: 4 }), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', ',\n', '\n# note, "x\n', '')), { maxLength: 10 })
  .map((records) => records.map(([cells, newline]) => cells.join(',') + newline).join(''));
