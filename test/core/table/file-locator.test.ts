// A place in a file on disk is the place in the same text in an editor, however the bytes arrive.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Files } from '../../../server/src/core/ports.ts';
import { CellIndex } from '../../../server/src/core/table/cell-index.ts';
import { RFC4180, type Dialect } from '../../../server/src/core/table/dataset.ts';
import { ChunkedDocument } from '../../../server/src/core/table/document.ts';
import { FileLocator } from '../../../server/src/core/table/file-locator.ts';
import { nastyCsv } from '../../support/nasty-csv.ts';
import { holds } from '../../support/property.ts';

function filesOf(bytes: Uint8Array, pieceSize: number): Files {
  const stream = async function* () {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  };
  return { stream } as Partial<Files> as Files;
}

/** Ways to write a text down; undefined where it cannot be written so. */
const ENCODINGS: readonly (readonly [encoding: string, bom: number, write: (text: string) => Uint8Array | undefined])[] = [
  ['utf-8', 0, (text) => new TextEncoder().encode(text)],
  ['utf-8', 3, (text) => new TextEncoder().encode(`\ufeff${text}`)],
  ['utf-16le', 0, (text) => new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['utf-16le', 2, (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['utf-16be', 2, (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
  ['windows-1252', 0, (text) => (/[^\0-\x7f\xa0-\xff]/.test(text) ? undefined : Uint8Array.from(text, (c) => c.charCodeAt(0)))],
  ['shift_jis', 0, (text) => (/[^\0-\x7f\u{1f600}]|[~\\]/u.test(text) ? undefined : new Uint8Array([...text].flatMap((c) => (c > '\x7f' ? [0x96, 0xbc] : [c.charCodeAt(0)]))))],
];

/** The text as an editor has it: decoded, without its mark. */
function decoded(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

const dialects = fc.constantFrom<Dialect>(RFC4180, { ...RFC4180, header: false }, { ...RFC4180, comment: '#' }, { ...RFC4180, skip: 2 });

test('places in a file and in its text', async () => {
  await holds(
    fc.asyncProperty(nastyCsv, fc.integer({ min: 1, max: 9 }), dialects, fc.constantFrom(...ENCODINGS), async (written, pieceSize, dialect, [encoding, bom, write]) => {
      fc.pre(!written.startsWith('\ufeff'));
      const bytes = write(written);
      fc.pre(bytes !== undefined);
      const text = decoded(bytes, encoding);
      const index = new CellIndex(ChunkedDocument.create('file:///a.csv', 'csv', 1, text), dialect);
      const locator = new FileLocator('/a.csv', { encoding, bom, dialect }, filesOf(bytes, pieceSize));
      const rows = Array.from({ length: index.rowCount + 2 }, (_, i) => i - 1);
      const addresses = [{}, { column: 0 }, { column: 1 }, ...rows.flatMap((row) => [{ row }, { row, column: 0 }, { row, column: 1 }, { row, column: 3 }])].toReversed();
      assert.deepEqual(await locator.locate(addresses), await index.locate(addresses));
    }),
    { numRuns: 2500 },
  );
});
