// Encodings are told from the bytes, wherever in the file they betray themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeStream, detectEncoding } from '../../../server/src/core/table/encoding.ts';
import { fixMojibake } from '../../../server/src/core/table/mojibake.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

test('byte order marks', () => {
  assert.deepEqual(detectEncoding([join(bytes(0xef, 0xbb, 0xbf), ascii('a'))]), { encoding: 'utf-8', bom: 3 });
  assert.deepEqual(detectEncoding([bytes(0xff, 0xfe, 97, 0)]), { encoding: 'utf-16le', bom: 2 });
  assert.deepEqual(detectEncoding([bytes(0xfe, 0xff, 0, 97)]), { encoding: 'utf-16be', bom: 2 });
});

test('UTF-16 without a mark', () => {
  const text = 'name,age\nAda,36\n';
  assert.equal(detectEncoding([Uint8Array.from([...text].flatMap((c) => [c.charCodeAt(0), 0]))]).encoding, 'utf-16le');
  assert.equal(detectEncoding([Uint8Array.from([...text].flatMap((c) => [0, c.charCodeAt(0)]))]).encoding, 'utf-16be');
});

test('UTF-8, also with a character cut at either end of a window', () => {
  const text = new TextEncoder().encode('é,日本\n'.repeat(50));
  assert.equal(detectEncoding([text, text.subarray(1), text.subarray(0, text.length - 2)]).encoding, 'utf-8');
});

test('one byte that is no UTF-8, late in the file', () => {
  const late = join(ascii('x,1\n'), bytes(0x43, 0x61, 0x66, 0xe9), ascii(',2\n'));
  assert.equal(detectEncoding([ascii('name,n\n'.repeat(100)), late]).encoding, 'windows-1252');
});

test('Shift-JIS', () => {
  const name = bytes(0x96, 0xbc, 0x91, 0x4f); // 名前
  assert.equal(detectEncoding([join(name, ascii(',1\n'), name, ascii(',2\n'))]).encoding, 'shift_jis');
});

test('a stream is decoded across its pieces', async () => {
  const text = 'é😀,日本\n';
  async function* pieces() {
    for (const byte of new TextEncoder().encode(text)) yield bytes(byte);
  }
  let read = '';
  for await (const piece of decodeStream(pieces(), { encoding: 'utf-8', bom: 0 })) read += piece;
  assert.equal(read, text);
});

test('text that was decoded twice is mended, other text is left alone', () => {
  assert.equal(fixMojibake('CafÃ©'), 'Café');
  assert.equal(fixMojibake('itâ€™s'), 'it’s');
  for (const fine of ['Café', 'Ångström', 'São Paulo', 'Â', 'naïve', '日本']) assert.equal(fixMojibake(fine), undefined);
});
