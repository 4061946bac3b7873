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

/** What a text's bytes are in an encoding of one or two bytes a character: TextDecoder, backwards. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const known = new Map<string, number[]>();
  const learn = (...values: number[]) => {
    try {
      const character = decoder.decode(bytes(...values));
      if (!known.has(character)) known.set(character, values);
    } catch {
      decoder.decode(bytes(0x20)); // begins anew
    }
  };
  for (let one = 0; one < 256; one++) learn(one);
  if ([...text].some((c) => !known.has(c))) for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail);
  return bytes(...[...text].flatMap((c) => known.get(c) ?? assert.fail(`${encoding} has no ${c}`)));
}

const PLACES: readonly (readonly [string, readonly string[]])[] = [
  ['город,страна\nМосква,Россия\nСанкт-Петербург,Россия\nУфа,Россия\nНижний Новгород,Россия\n', ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866']],
  ['місто,країна\nКиїв,Україна\nХарків,Україна\nЗапоріжжя,Україна\n', ['windows-1251', 'koi8-u']],
  ['πόλη,χώρα\nΑθήνα,Ελλάδα\nΘεσσαλονίκη,Ελλάδα\n', ['windows-1253', 'iso-8859-7']],
  ['şehir,ülke\nİstanbul,Türkiye\nEskişehir,Türkiye\nŞanlıurfa,Türkiye\n', ['windows-1254']],
  ['עיר,מדינה\nירושלים,ישראל\nתל אביב,ישראל\n', ['windows-1255']],
  ['مدينة,بلد\nالقاهرة,مصر\nالإسكندرية,مصر\n', ['windows-1256']],
  ['miasto,kraj\nŁódź,Polska\nKraków,Polska\nWrocław,Polska\nBiałystok,Polska\n', ['windows-1250', 'iso-8859-2']],
  ['město,země\nPlzeň,Česko\nÚstí nad Labem,Česko\nTřebíč,Česko\n', ['windows-1250', 'iso-8859-2']],
  ['Stadt,Größe\nKöln,1\nDüsseldorf,2\nMünchen,3\n', ['windows-1252']],
  ['ville,région\nBesançon,Île-de-France\nSaint-Étienne,x\n', ['windows-1252']],
  ['cidade,população\nSão Paulo,1\nMaceió,2\n', ['windows-1252']],
  ['id,price\n1,5 €\n2,it’s “so” – 10 °C\n', ['windows-1252']],
  ['都市,国\n東京,日本\nふくおか,日本\nカワサキ,日本\n', ['shift_jis', 'euc-jp']],
  ['도시,나라\n서울,대한민국\n부산,대한민국\n', ['euc-kr']],
  ['城市,国家\n北京,中国\n上海,中国\n深圳,中国\n', ['gb18030']],
  ['城市,國家\n臺北,臺灣\n高雄,臺灣\n花蓮,臺灣\n', ['big5']],
  ['เมือง,ประเทศ\nกรุงเทพ,ไทย\nเชียงใหม่,ไทย\n', ['windows-874']],
];
for (const [text, encodings] of PLACES) {
  for (const encoding of encodings) {
    test(`${encoding}: ${text.slice(0, text.indexOf('\n'))}`, () => {
      const written = encode(text, encoding);
      const late = join(ascii('x,y\n'.repeat(40)), encode(text.slice(text.indexOf('\n')), encoding));
      assert.equal(new TextDecoder(detectEncoding([written]).encoding).decode(written), text);
      assert.equal(new TextDecoder(detectEncoding([ascii('x,y\n'), late]).encoding).decode(written), text, 'seen in a later window only');
    });
  }
  test(`UTF-16 without a mark: ${text.slice(0, text.indexOf('\n'))}`, () => {
    const little = new Uint8Array(Buffer.from(text, 'utf16le'));
    assert.equal(detectEncoding([little]).encoding, 'utf-16le');
    assert.equal(detectEncoding([new Uint8Array(Buffer.from(little).swap16())]).encoding, 'utf-16be');
  });
}

test('ISO-2022-JP', () => {
  assert.equal(detectEncoding([ascii('a,b\n\x1b$BElJ}\x1b(B,1\n')]).encoding, 'iso-2022-jp');
});

test('a few NUL bytes make no UTF-16', () => {
  assert.equal(detectEncoding([ascii('a,b\n1,x\0y\n2,\0\0\0\0\n3,zz\n')]).encoding, 'utf-8');
});
