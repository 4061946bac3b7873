// The scratch folder: private, and gone with the process that made it, however that ends.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { NodeScratch } from '../../server/src/node/scratch.ts';

test('a new file is empty, private, named as asked and holds what is written', async () => {
  const scratch = new NodeScratch();
  const file = await scratch.create('.csv');
  assert.match(file.path, /\.csv$/);
  await file.write('ä,b\n');
  await file.write(new Uint8Array([0x31, 0x0a]));
  await file.close();
  assert.equal(readFileSync(file.path, 'utf8'), 'ä,b\n1\n');
  if (process.platform !== 'win32') {
    assert.equal(statSync(file.path).mode & 0o777, 0o600);
    assert.equal(statSync(scratch.folder).mode & 0o777, 0o700);
  }
  await scratch.remove(file.path);
  await scratch.remove(file.path);
  assert.equal(existsSync(file.path), false);
  scratch.clear();
  assert.equal(existsSync(scratch.folder), false);
});

test('what a killed process left behind is removed by the next one; what a living one needs stays', async () => {
  const child = fork(join(import.meta.dirname, '../support/idle.ts'));
  await once(child, 'message');
  const living = join(tmpdir(), `assay-${child.pid}-living`);
  mkdirSync(living);
  new NodeScratch().clear();
  assert.ok(existsSync(living));
  child.kill('SIGKILL');
  await once(child, 'exit');
  writeFileSync(join(living, '1.csv'), 'a\n');
  new NodeScratch().clear();
  assert.equal(existsSync(living), false);
});

test('where nothing can be written, a sentence says where and why', async () => {
  const scratch = new NodeScratch();
  scratch.clear();
  await assert.rejects(scratch.create('.csv'), /^Error: Temporary files need room in .+, and there is no such folder\. Make room, or set TMPDIR to another folder\.$/);
});
