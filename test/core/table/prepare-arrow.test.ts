// Arrow and Feather files as pandas, polars and pyarrow write them: every value in its own digits.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inflateSync, zstdCompressSync } from 'node:zlib';
import { after, test } from 'node:test';
import { CompressionType, setCompressionCodec, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { findDataset } from '../../../server/src/core/table/datasets.ts';
import { prepare } from '../../../server/src/core/table/prepare.ts';
import { UnreadableError } from '../../../server/src/core/table/prepared.ts';
import { createAssay } from '../../../server/src/node/assay.ts';
import { unpackLz4 } from '../../../server/src/node/lz4.ts';
import { folderWith } from '../../support/temp.ts';

const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: () => {} } });
after(() => assay.close());

async function rowsOf(files: { readonly [path: string]: Uint8Array }, path: string): Promise<{ header: readonly string[]; rows: readonly (readonly unknown[])[] }> {
  const dataset = await findDataset(join(folderWith(files), path), assay.files);
  assert.ok(dataset);
  const { source, header, columns, dispose } = await prepare(dataset, assay);
  const rows = await assay.engine.run({ sql: `select * from ${assay.engine.dialect.from(source)}`, columns });
  await dispose();
  return { header, rows };
}

const PACKED_FEATHER = 'eNrtVr1rFEEUf7O7t1mTLTZkxQMjHJFgUISzswlsOosLhjSmjKKioOGKgI3gErSz18LCMoKFWFmkCNhYJGJhIf4FKRVEBCHr7828vZsZdq+wFOd4vHnfH/Nm9lbW169eu0RUYR0poox4TVNKMXUowQ5LRRQBDaDDeArwFLoDQA/wA/QeYAhg+cvjqoJRmmPfFR7UtG/G9wAP4euD0QsyS48E392+dZ/3e1qHVKHtu8goRvwU+1xyVR2Ocxkwb/ngOA8ACX7MTUSWVsZfT9OmrjXNU1NZg4+h9pFqD+zjBCAAPDY202yTezbbgLdaHtJro5c06d0EfDX50GejF/q9YL3bqJnrjoXDtdd94K5IH4Km/Lck/wTaibC5l3ze7yQnXimimhNPtVcKIp3HFRovu5eZtpkHjkY2GxI/lx7R6DxNn0NqX2cFLwk+Y8mU58/kK74XVrubxQ7IkiREbOvFrh7Icuv9q+u9G8Kv5761D2Gka/qi7Nhu3UtqXHfYUHdm8boeXhBcePUVXl/ueHalJ9/17He9fn7y7I8EX6j5ypX3let/w5MPhT4n9HNP/ka59Zn5Gfenbqc/E38rb6MDj1buPIAsO3bewp/B9qKC9hq5B9gwd4cHB8tE+4+INgtnZpviNNj//G6egJnVhjkRvVls5ypFc3Bcnjx8snz84tmpSXH6Lp9H8/xvODgNi8WP0awpjCblG064Z8q/v232mcvPxD6woM1eNdjzuSyOzsValbyj5l3K9YvJX4lUbuJA7kL9LaoH5ZsEtu83b38JvS88+x38/x38d76DfRSxov8D/QErD82x';
/** Feather as pandas writes it by default (LZ4), here deflated. */
const feather = new Uint8Array(inflateSync(Buffer.from(PACKED_FEATHER, 'base64')));

test('Feather with LZ4: long integers, single precision, nanoseconds, decimals, dictionaries, lists', async () => {
  const { header, rows } = await rowsOf({ 'a.feather': feather }, 'a.feather');
  assert.deepEqual(header, ['n', 'f', 'd', 't', 'p', 'w', 'l']);
  assert.deepEqual(rows, [
    ['1', '0.1', '1960-02-29', '1969-12-31 23:59:59.999999999', '-0.05', 'né', '[1,null]'],
    [null, 'NaN', null, '1970-01-01 00:00:00', null, 'a b', '[]'],
    ['1152921504606846976', '3.5', '2024-01-01', '2023-11-14 22:13:20.123456789', '12.30', null, null],
  ]);
});

test('categories as polars writes them: their words behind the rows', async () => {
  const polars = inflateSync(Buffer.from('eNrlVD1Lw1AUPUmDRFskxg7RKaODQ61LoUtCEREKlVBQRKgfi5Obuz/AH9Cf4NjRsb/GQZxExEGI577cSPKwg+jmhZOb9+675917cts0y0ZHO4AH4CXP8zbk3eFzBU34fHrY5r7EXWKI4uwz93r0MRERDoMBQsYCrDEPaEHslecSiRM+lhn3zfs18cjYlP6OuCLOSq4oxCZPRtjg6RYZ2ybHU75Y2SUmfHJbp9/p3+x2+3JnQEwOh5NBOt7bH2UHg3TYhdo784tc3zC+KR+wxB0PH6bXQoFLgst8Vul5rjyFTg1WsG76lkqeVCexU61DdGwzJl2UMageYon6QP0t6lau48qeq/VUeTwrr4nfm/MHua76xoI6F5nofl/RPanp7tZ0t7+pzFV575jY0jxglTNVfAvoTMHSdZHFVm/uN/1eWOvzH+gl/aLS7zF976tfmffQTJDMvHDHWvyD5s+tu6da4Myas//7Wz6hS82/3ScfxY04', 'base64'));
  assert.deepEqual((await rowsOf({ 'a.arrow': polars }, 'a.arrow')).rows, [['b', '1'], ['a', '2'], [null, '3'], ['b', '4']]);
});

test('a cut or foreign file is a sentence', async () => {
  for (const [bytes, expected] of [
    [feather.subarray(0, 1500), /^a\.feather ends in the middle/],
    [Buffer.from('FEA1 and so on'), /^a\.feather is a Feather file of version 1/],
    [Buffer.from('ARROW1\0\0 and nothing that makes sense ARROW1'), /^a\.feather cannot be read/],
  ] as const) {
    await assert.rejects(rowsOf({ 'a.feather': bytes }, 'a.feather'), (error) => error instanceof UnreadableError && expected.test(error.message));
  }
});

const bytesOf = (data: { readonly [name: string]: readonly unknown[] }, format: 'file' | 'stream', codec?: (typeof CompressionType)[keyof typeof CompressionType]): Uint8Array => {
  const bytes = tableToIPC(tableFromArrays(data as Record<string, unknown[]>), { format, codec });
  assert.ok(bytes);
  return bytes;
};

test('files and streams of many batches, and none', async () => {
  const n = Array.from({ length: 1000 }, (_, i) => i);
  const s = n.map((i) => (i % 3 === 0 ? null : `word ${i % 7}`));
  setCompressionCodec(CompressionType.ZSTD, { decode: () => assert.fail('the codec is set when an Assay is made'), encode: (bytes) => new Uint8Array(zstdCompressSync(bytes)) });
  const packed = bytesOf({ n, s }, 'file', CompressionType.ZSTD);
  const other = createAssay({ log: { info: () => {}, warn: () => {}, error: () => {} } });
  for (const bytes of [bytesOf({ n, s }, 'file'), bytesOf({ n, s }, 'stream'), packed]) {
    assert.deepEqual((await rowsOf({ 'a.arrow': bytes }, 'a.arrow')).rows, n.map((i) => [String(i), s[i]]));
  }
  await other.close();
});

test('parts with other columns, and the same ones in another order, are one table', async () => {
  const { header, rows } = await rowsOf({ 'p/1.arrow': bytesOf({ a: [1, 2], b: ['x', 'y'] }, 'file'), 'p/2.arrow': bytesOf({ b: ['z'], c: [true], a: [3] }, 'stream') }, 'p');
  assert.deepEqual(header, ['a', 'b', 'c']);
  assert.deepEqual(rows, [['1', 'x', null], ['2', 'y', null], ['3', 'z', 'true']]);
});

test('LZ4: matches that repeat themselves, long runs, blocks stored as they are', () => {
  const expected = Buffer.concat([Buffer.from('ab'.repeat(40) + '0123456789'.repeat(30) + 'x'.repeat(1000)), Buffer.from(Array.from({ length: 250 }, (_, i) => i))]);
  const packed = Buffer.from('BCJNGGBAghMBAAAvYWICADuvMDEyMzQ1Njc4OQoA/xAfeAEA////1/YhAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vOgXwsTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+QAAAAA=', 'base64');
  assert.deepEqual(Buffer.from(unpackLz4(packed, expected.length)), expected);
  assert.throws(() => unpackLz4(packed.subarray(0, 100), expected.length), RangeError);
  assert.throws(() => unpackLz4(packed, expected.length - 1), RangeError);
  for (let at = 7; at < packed.length; at++) {
    const damaged = Uint8Array.from(packed, (byte, i) => (i === at ? byte ^ 0x55 : byte));
    try {
      unpackLz4(damaged, expected.length);
    } catch (error) {
      assert.ok(error instanceof RangeError);
    }
  }
});
