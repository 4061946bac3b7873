// assay convert as a process: where the file goes, what it never overwrites, and what it says when it cannot write.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { assay, ended, startAssay } from '../support/cli.ts';
import { folderWith } from '../support/temp.ts';

const CSV = 'id,zip\n1,007\n2,010\n';

suite('assay convert', { concurrency: 4 }, () => {
  test('the file lies beside the dataset, under its name', async () => {
    const cwd = folderWith({ 'data/a.csv': CSV });
    const { code, stdout, stderr } = await assay(['convert', 'data/a.csv', '--to', 'jsonl'], { cwd });
    assert.deepEqual([code, stdout, stderr], [0, 'data/a.jsonl written: 2 rows × 2 columns, 42 B.\n', '']);
    assert.equal(readFileSync(join(cwd, 'data/a.jsonl'), 'utf8'), '{"id":1,"zip":"007"}\n{"id":2,"zip":"010"}\n');
    assert.deepEqual(readdirSync(join(cwd, 'data')), ['a.csv', 'a.jsonl']);
  });

  test('a folder of parts becomes one file; the output names the format', async () => {
    const cwd = folderWith({ 'parts.csv/k=1/a.csv': CSV, 'parts.csv/k=2/b.csv': CSV });
    const { code, stdout } = await assay(['convert', 'parts.csv', '--output', 'all.tsv'], { cwd });
    assert.deepEqual([code, stdout], [0, 'all.tsv written: 4 rows × 3 columns, 41 B.\n']);
    assert.equal(readFileSync(join(cwd, 'all.tsv'), 'utf8'), 'id\tzip\tk\n1\t007\t1\n2\t010\t1\n1\t007\t2\n2\t010\t2\n');
  });

  test('what is there stays, unless --force; the dataset itself in any case', async () => {
    const cwd = folderWith({ 'a.csv': CSV, 'a.tsv': 'precious' });
    symlinkSync(join(cwd, 'a.csv'), join(cwd, 'link.csv'));
    const run = async (...args: readonly string[]) => assay(['convert', 'a.csv', ...args], { cwd });
    const there = await run('--to', 'tsv');
    assert.deepEqual([there.code, there.stderr], [2, 'assay: a.tsv is there already. Add --force to replace it.\n']);
    assert.equal(readFileSync(join(cwd, 'a.tsv'), 'utf8'), 'precious');
    assert.equal((await run('--to', 'tsv', '--force')).code, 0);
    assert.match(readFileSync(join(cwd, 'a.tsv'), 'utf8'), /^id\tzip\n/);
    for (const output of ['a.csv', './a.csv', 'link.csv']) {
      const self = await run('--to', 'csv', '--force', '--output', output);
      assert.deepEqual([self.code, self.stderr], [2, `assay: ${output.replace('./', '')} is the dataset itself: name another file for the result.\n`]);
    }
    assert.equal(readFileSync(join(cwd, 'a.csv'), 'utf8'), CSV);
  });

  test('what cannot be done is said in one sentence, and leaves nothing behind', async () => {
    const cwd = folderWith({ 'a.csv': CSV, 'empty.csv': '', 'folder.parquet': undefined, 'cut.parquet': 'PAR1 and no more', 'locked': undefined });
    const fails = async (args: readonly string[], reason: string | RegExp) => {
      const { code, stdout, stderr } = await assay(['convert', ...args], { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      if (typeof reason === 'string') assert.equal(stderr, `assay: ${reason}\n`);
      else assert.match(stderr, reason);
    };
    await fails(['a.csv', '--to', 'xlsx'], 'There is no format "xlsx". There are csv, tsv, parquet, jsonl and arrow.');
    await fails(['a.csv'], 'Name the format: --to csv|tsv|parquet|jsonl|arrow.');
    await fails(['a.csv', '--output', 'a.xlsx'], '"a.xlsx" does not tell the format: add --to csv|tsv|parquet|jsonl|arrow.');
    await fails(['nothing.csv', '--to', 'tsv'], 'There is no file or folder "nothing.csv".');
    await fails(['*.csv', '--to', 'tsv'], 'A glob has no name of its own: name the result with --output.');
    await fails(['empty.csv', '--to', 'tsv'], 'empty.csv is empty (0 bytes).');
    await fails(['cut.parquet', '--to', 'tsv'], 'cut.parquet ends in the middle (no footer): it was probably cut off while it was written.');
    await fails(['a.csv', '--output', 'nowhere/a.parquet'], /^assay: nowhere\/a\.parquet cannot be written: there is no folder .*nowhere\.\n$/);
    await fails(['a.csv', '--to', 'parquet', '--output', 'folder.parquet', '--force'], 'folder.parquet is a folder; name a file.');
    if (process.getuid?.() !== 0) {
      chmodSync(join(cwd, 'locked'), 0o555);
      await fails(['a.csv', '--output', 'locked/a.parquet'], /locked\/a\.parquet cannot be written: you have no permission to write into .*locked\./);
    }
    assert.deepEqual(readdirSync(cwd).toSorted(), ['a.csv', 'cut.parquet', 'empty.csv', 'folder.parquet', 'locked']);
  });

  test('stopped with Ctrl-C, it leaves nothing behind', { skip: process.platform === 'win32' }, async () => {
    const cwd = folderWith({ 'a.csv': `x,y\n${Array.from({ length: 400_000 }, (_, i) => `${i * 7919},${i * 104_729}\n`).join('')}` });
    const child = startAssay(['convert', 'a.csv', '--to', 'arrow'], { cwd });
    const done = ended(child);
    while (!readdirSync(cwd).some((name) => name.endsWith('.tmp'))) await setTimeout(5);
    child.kill('SIGINT');
    assert.equal((await done).code, 130);
    assert.deepEqual(readdirSync(cwd), ['a.csv']);
  });

  test('a disk without room leaves nothing behind', { skip: hasPrlimit() ? false : 'there is no prlimit' }, async () => {
    const cwd = folderWith({ 'a.csv': `x,y\n${Array.from({ length: 60_000 }, (_, i) => `${i * 7919},${i * 104_729}\n`).join('')}`, 'a.jsonl': 'precious' });
    for (const format of ['jsonl', 'arrow']) {
      const child = startAssay(['convert', 'a.csv', '--to', format, '--force'], { cwd });
      const done = ended(child);
      execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=100000']);
      const { code, stderr } = await done;
      assert.deepEqual([code, stderr], [2, `assay: The disk has no room for a.${format}. Nothing was left behind.\n`]);
    }
    assert.deepEqual(readdirSync(cwd), ['a.csv', 'a.jsonl']);
    assert.equal(readFileSync(join(cwd, 'a.jsonl'), 'utf8'), 'precious');
  });
});

function hasPrlimit(): boolean {
  return process.platform === 'linux' && (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, 'prlimit')));
}
