// The Files port on real folders: what is no file is never opened, and what cannot be read is said in one sentence.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readlinkSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { UnreadableError } from '../../server/src/core/table/prepared.ts';
import { whyNoDataset } from '../../server/src/node/files-absent.ts';
import { NodeFiles } from '../../server/src/node/files.ts';
import { holds } from '../support/property.ts';
import { asNobody, folderWith, hasFifo, makeFifo, tempFolder } from '../support/temp.ts';

const files = new NodeFiles();
const TEXT = Array.from({ length: 200_000 }, (_, i) => `${i},${(i * 7919) % 104729}`).join('\n');

async function streamed(path: string, signal?: AbortSignal): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.stream(path, signal)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function openFiles(): string[] {
  return readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ''; // closed in the meantime
    }
  });
}

function saying(pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof UnreadableError && pattern.test(error.message);
}

test('reads any part of a file, and the whole in pieces', async () => {
  const folder = folderWith({ 'a.csv': TEXT });
  const path = `${folder}/a.csv`;
  assert.equal(Buffer.from(await files.read(path, 10, 20)).toString(), TEXT.slice(10, 30));
  assert.equal((await files.read(path, TEXT.length - 5, 100)).length, 5);
  assert.equal((await files.read(path, TEXT.length + 5, 100)).length, 0);
  assert.equal((await streamed(path)).toString(), TEXT);
  assert.equal(await files.digest(path), createHash('sha256').update(TEXT).digest('hex'));
});

test('compressed text comes out as it went in, also from several members or frames', async () => {
  const folder = tempFolder();
  const packers = { gz: zlib.gzipSync, zst: zlib.zstdCompressSync };
  const parts = fc.array(fc.string({ unit: 'grapheme', maxLength: 2000 }), { minLength: 1, maxLength: 5 });
  await holds(
    fc.asyncProperty(fc.constantFrom('gz' as const, 'zst' as const), parts, async (ending, texts) => {
      const path = `${folder}/t.csv.${ending}`;
      writeFileSync(path, Buffer.concat(texts.map((text) => packers[ending](Buffer.from(text)))));
      assert.equal((await streamed(path)).toString(), texts.join(''));
    }),
    { numRuns: 40 },
  );
});

test('damaged and cut off compressed files are told apart', async () => {
  for (const [ending, pack] of [['gz', zlib.gzipSync], ['zst', zlib.zstdCompressSync]] as const) {
    const packed = pack(Buffer.from(TEXT));
    const folder = folderWith({ [`cut.csv.${ending}`]: packed.subarray(0, -20), [`no.csv.${ending}`]: 'a,b\n1,2\n', [`tail.csv.${ending}`]: Buffer.concat([packed, Buffer.from('a tail')]) });
    await assert.rejects(streamed(`${folder}/cut.csv.${ending}`), saying(/ends in the middle/));
    await assert.rejects(streamed(`${folder}/no.csv.${ending}`), saying(/not compressed as its name says/));
    if (ending === 'zst') await assert.rejects(streamed(`${folder}/tail.csv.zst`), saying(/damaged/));
  }
});

test('a reader that has seen enough may stop; nothing is left open', { skip: process.platform !== 'linux' }, async () => {
  const folder = folderWith({ 'a.csv.gz': zlib.gzipSync(TEXT), 'a.csv': TEXT });
  for (const name of ['a.csv', 'a.csv.gz']) {
    for await (const piece of files.stream(`${folder}/${name}`)) {
      assert.ok(piece.length > 0);
      break;
    }
  }
  const isOpen = () => openFiles().some((path) => path.startsWith(folder));
  for (let i = 0; i < 100 && isOpen(); i++) await setTimeout(10);
  assert.equal(isOpen(), false);
});

test('a stream stops where it is told to', async () => {
  const folder = folderWith({ 'a.csv': TEXT, 'a.csv.gz': zlib.gzipSync(TEXT) });
  for (const name of ['a.csv', 'a.csv.gz']) await assert.rejects(streamed(`${folder}/${name}`, AbortSignal.abort()), { name: 'AbortError' });
});

test('pipes are seen, never opened', { skip: !hasFifo }, async () => {
  const folder = tempFolder();
  const path = `${folder}/pipe.csv`;
  makeFifo(path);
  assert.equal((await files.stat(path))?.kind, 'other');
  assert.deepEqual(await files.list(folder), [{ name: 'pipe.csv', kind: 'other' }]);
  await assert.rejects(files.read(path, 0, 10), saying(/a pipe, a device or a socket, not a file/));
  await assert.rejects(streamed(path), UnreadableError);
  await assert.rejects(files.digest(path), UnreadableError);
  assert.match(await whyNoDataset(path), /pipe/);
  assert.equal((await files.stat('/dev/null'))?.kind, 'other');
});

test('links: followed, broken, round', async () => {
  const folder = folderWith({ 'a.csv': 'a\n1\n', 'sub/b.csv': 'b\n' });
  symlinkSync('a.csv', `${folder}/link.csv`);
  symlinkSync('sub', `${folder}/way`);
  symlinkSync('gone.csv', `${folder}/broken.csv`);
  symlinkSync('round.csv', `${folder}/round.csv`);
  const kinds = Object.fromEntries((await files.list(folder)).map(({ name, kind }) => [name, kind]));
  assert.deepEqual(kinds, { 'a.csv': 'file', 'broken.csv': 'other', 'link.csv': 'file', 'round.csv': 'other', sub: 'directory', way: 'directory' });
  assert.equal(await files.stat(`${folder}/broken.csv`), undefined);
  assert.equal(Buffer.from(await files.read(`${folder}/link.csv`, 0, 9)).toString(), 'a\n1\n');
  await assert.rejects(files.read(`${folder}/broken.csv`, 0, 9), saying(/link to a file that is not there/));
  assert.match(await whyNoDataset(`${folder}/broken.csv`), /a link to "gone.csv", which is not there/);
  assert.match(await whyNoDataset(`${folder}/round.csv`), /leads back to itself/);
});

test('what follows gzip data is left out, wherever it begins', async () => {
  const [one, two] = [TEXT.slice(0, 5000), TEXT.slice(5000)];
  for (const padding of ['\0', '\0'.repeat(600_000), 'garbage', '\0\0garbage', `x${'\0'.repeat(2_000_000)}`, '\x1f', '\x1f\x8b\x09nothing']) {
    const folder = folderWith({ 'a.csv.gz': Buffer.concat([zlib.gzipSync(one), zlib.gzipSync(two), Buffer.from(padding, 'latin1')]) });
    assert.equal((await streamed(`${folder}/a.csv.gz`)).toString(), TEXT, JSON.stringify(padding.slice(0, 20)));
  }
  const named = zlib.gzipSync(TEXT);
  named[3] = 8; // with a name
  const folder = folderWith({ 'a.csv.gz': Buffer.concat([named.subarray(0, 10), Buffer.from('a.csv\0'), named.subarray(10), Buffer.from('garbage')]) });
  assert.equal((await streamed(`${folder}/a.csv.gz`)).toString(), TEXT);
});

test('what is not there, and folders', async () => {
  const folder = folderWith({ 'empty.csv': undefined });
  assert.equal(await files.stat(`${folder}/no.csv`), undefined);
  assert.deepEqual(await files.list(`${folder}/no`), []);
  await assert.rejects(files.read(`${folder}/no.csv`, 0, 1), saying(/is not there any more/));
  await assert.rejects(streamed(`${folder}/empty.csv`), saying(/is a folder/));
  assert.match(await whyNoDataset(`${folder}/empty.csv`), /folder without data files/);
  assert.match(await whyNoDataset(`${folder}/no.csv`), /There is no file or folder "no.csv"/);
  assert.match(await whyNoDataset(`${folder}/no*.csv`), /No file matches/);
});

test('no permission is said as such', { skip: process.platform === 'win32' }, async () => {
  const folder = folderWith({ 'secret.csv': 'a\n1\n', 'locked/a.csv': 'a\n' });
  chmodSync(folder, 0o755);
  chmodSync(`${folder}/secret.csv`, 0);
  chmodSync(`${folder}/locked`, 0);
  try {
    await asNobody(async () => {
      await assert.rejects(files.read(`${folder}/secret.csv`, 0, 1), saying(/You have no permission to read secret.csv/));
      await assert.rejects(streamed(`${folder}/secret.csv`), saying(/no permission/));
      await assert.rejects(files.digest(`${folder}/secret.csv`), saying(/no permission/));
      assert.match(await whyNoDataset(`${folder}/locked`), /no permission to read locked/);
      assert.match(await whyNoDataset(`${folder}/locked/a.csv`), /no permission/);
    });
  } finally {
    chmodSync(`${folder}/locked`, 0o755);
  }
});

test('a file cut short while it is read ends early, without a fault', async () => {
  const folder = folderWith({ 'a.csv': TEXT });
  const path = `${folder}/a.csv`;
  let bytes = 0;
  for await (const piece of files.stream(path)) {
    bytes += piece.length;
    truncateSync(path, 1000);
  }
  assert.ok(bytes >= 1000 && bytes <= TEXT.length);
});
