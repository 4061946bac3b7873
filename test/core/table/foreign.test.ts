// A file that is no table is told of in one sentence; a text that begins like one is read.

import assert from 'node:assert/strict';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { test } from 'node:test';
import type { Dataset, Format } from '../../../server/src/core/table/dataset.ts';
import { foreignError, foreignTextError } from '../../../server/src/core/table/foreign.ts';
import { NodeFiles } from '../../../server/src/node/files.ts';
import { folderWith } from '../../support/temp.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const zip = (name: string) => bytes('PK\x03\x04', new Array(26).fill(0), '[Content_Types].xml', [...deflateRawSync('<x/>')], 'PK\x01\x02', new Array(42).fill(0), name);

async function said(name: string, content: Uint8Array | string, format: Format = 'delimited'): Promise<string | undefined> {
  const path = `${folderWith({ [name]: content })}/${name}`;
  const dataset: Dataset = { path, format, files: [path], hive: false, bytes: content.length };
  return (await foreignError(dataset, new NodeFiles()))?.message;
}

const FOREIGN: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
  ['a.csv', bytes([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR'), /^a\.csv is a PNG image, not a table\.$/],
  ['a.tsv', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF\0'), /^a\.tsv is a JPEG image, not a table\.$/],
  ['a.csv', bytes('GIF89a', [1, 0, 1, 0, 0x80]), /a GIF image/],
  ['a.csv', '%PDF-1.7\n%\xe2\xe3\n', /a PDF document/],
  ['a.csv', bytes([0x7f], 'ELF', [2, 1, 1, 0]), /a program/],
  ['a.csv', zip('xl/workbook.xml'), /^a\.csv is an Excel workbook, not a table: save its sheet as CSV\.$/],
  ['a.csv', zip('other.txt'), /a ZIP archive/],
  ['a.csv', gzipSync('a,b\n1,2\n'), /^a\.csv is compressed with gzip, which its name does not tell: add \.gz to the name\.$/],
  ['a.csv', bytes('PAR1', [0x15, 4, 0x15, 0x10]), /^a\.csv is a Parquet file: name it so, \.parquet\.$/],
  ['a.csv', bytes('SQLite format 3\0'), /an SQLite database/],
  ['a.csv', '\ufeff\n <!DOCTYPE html>\n<html lang="en">', /^a\.csv is a web page \(HTML\), not a table: the download probably led to/],
  ['a.csv', new Uint8Array(600), /^a\.csv is binary data, not a table: among its first characters are many that no text has\.$/],
  ['a.csv', Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919 + i * i * 31) % 256), /binary data/],
  ['a.csv', '<html>\n', /a web page/],
  ['a.csv.gz', gzipSync('<html >\n'), /^a\.csv\.gz is a web page/],
  ['a.csv.gz', gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0')])), /a tar archive/],
];
for (const [name, content, expected] of FOREIGN) test(`${name}: ${expected.source}`, async () => assert.match((await said(name, content)) ?? 'nothing', expected));

test('what begins like something else, and is text', async () => {
  const texts = ['GIF89a,b\n1,2\n', 'PAR1,x\n', 'ORC,ELF\n', 'MZ,name\n', 'BM,a\n', 'PK,id\n', '<htmlx>,b\n', 'html,<html>\n', '"<html>",b\n', '%PDF,pages\n', 'RIFF,WEBP\n', '7z,Rar!\n', 'II*,MM\n', 'Obj,DUCK\n', '\x80uro,b\n', 'a\0b,c\n', `a,b\n${'\0,\x07\n'.repeat(50)}`, `a\x01b\n${'1\x012\n'.repeat(300)}`, '<?xmlish\n'];
  for (const text of texts) assert.equal(await said('a.csv', bytes(text)), undefined, text);
  for (const mark of [[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]]) assert.equal(await said('a.csv', bytes(mark, 'a\0,\0b\0')), undefined);
  const wide = Buffer.from('名,数\n'.repeat(200), 'utf16le');
  assert.equal(await said('a.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])), undefined);
  assert.equal(await said('a.csv', Buffer.from(Array.from({ length: 1000 }, (_, i) => (i % 5 === 0 ? ',\n' : String.fromCharCode(0x4e00 + ((i * 37) % 3000)))).join(''), 'utf16le')), undefined);
  assert.equal(await said('a.parquet', bytes('PAR1', [0x15, 4]), 'parquet'), undefined);
});

test('an open text is told of alike', () => {
  const dataset: Dataset = { path: '/a.csv', format: 'delimited', files: ['/a.csv'], hive: false, bytes: 1 };
  assert.match(foreignTextError(dataset, '\ufffdPNG\n\x1a\n\0')?.message ?? '', /a PNG image/);
  assert.match(foreignTextError(dataset, '<!doctype html>')?.message ?? '', /a web page/);
  assert.equal(foreignTextError(dataset, 'a,b\n1,2\n'), undefined);
});
