// A generator of nasty delimited text: everything that real exports get wrong.

import fc from 'fast-check';

const plain = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'é', '😀', '-', '.'), maxLength: 5 });
const quoted = fc.string({ unit: fc.constantFrom('a', ',', '\n', '\r\n', '""', ' ', '😀'), maxLength: 6 }).map((inner) => `"${inner}"`);
const odd = fc.constantFrom('"', 'x"y', '"ab"cd', ' "lead"', '""', '""""', '"open', '5" pipe', '"a" ');

/** Cells that every reader takes alike, mostly. */
const cell = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 3, arbitrary: quoted });
const nastyCell = fc.oneof({ weight: 10, arbitrary: cell }, { weight: 2, arbitrary: odd });

/** Records of `width` cells with one kind of newline: text that a strict reader accepts, mostly. */
export function tidyCsv(width: number): fc.Arbitrary<string> {
  const record = fc.array(cell, { minLength: width, maxLength: width }).map((cells) => cells.join(','));
  return fc
    .tuple(fc.array(record, { minLength: 2, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([records, newline, ends]) => records.join(newline) + (ends ? newline : ''));
}

/** Anything: ragged records, stray and unclosed quotes, blank lines, mixed newlines. */
export const nastyCsv: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.array(nastyCell, { maxLength: 4 }), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', '')), { maxLength: 10 })
  .map((records) => records.map(([cells, newline]) => cells.join(',') + newline).join(''));
