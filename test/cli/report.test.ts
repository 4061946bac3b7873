// assay report as a process: HTML and Markdown of a dataset and of a workspace, and where it cannot write.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assay } from '../support/cli.ts';
import { folderWith } from '../support/temp.ts';

const FILES = {
  'data/people.csv': 'id,name,height\n1,Ann,170\n2,Bob,\n3,Cid,181\n',
  'data/broken.parquet': 'PAR1 and nothing more',
  'train.py': "import pandas as pd\npd.read_csv('data/people.csv')\npd.read_csv('data/peple.csv')\n",
};

suite('assay report', { concurrency: 4 }, () => {
  test('without a file to write to, Markdown goes to the output', async () => {
    const { code, stdout, stderr } = await assay(['report', 'data/people.csv'], { cwd: folderWith(FILES) });
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^# data\/people\.csv\n\n1 hint\n\n3 rows × 3 columns\n/);
    assert.match(stdout, /\| Missing cells \| 1 of 9 \(11 %\) \|\n\| Duplicate rows \| not counted: .* \|\n\| SHA-256 \| `[0-9a-f]{64}` \|/);
    assert.match(stdout, /## Columns\n[^]*### height\n\n- Holds: whole numbers\n/);
  });

  test('a workspace: its datasets, one of them damaged, and the code that names another', async () => {
    const cwd = folderWith(FILES);
    const { code, stdout, stderr } = await assay(['report', '--html', 'out.html', '--markdown', 'out.md'], { cwd });
    assert.deepEqual([code, stdout, stderr], [0, '', 'out.html written.\nout.md written.\n']);
    const page = readFileSync(join(cwd, 'out.html'), 'utf8');
    assert.match(page, /<h1><bdi>2 datasets<\/bdi><\/h1>/);
    assert.match(page, /ends in the middle \(no footer\)/);
    assert.match(page, /No file &quot;data\/peple\.csv&quot;\. Did you mean &quot;data\/people\.csv&quot;\?/);
    assert.match(readFileSync(join(cwd, 'out.md'), 'utf8'), /## Code that names datasets\n\n### train\.py\n\n- \*\*warning\*\* dataset-not-found/);
    assert.deepEqual(readdirSync(cwd).filter((name) => name.endsWith('.tmp')), []);
  });

  test('names of markup, control characters and right-to-left text stay text', async () => {
    const name = '<img src=x onerror=alert(1)>.csv';
    const cwd = folderWith({ [name]: '"<script>x</script>","שלום‮"\n"<b>",1\n' });
    assert.equal((await assay(['report', name, '--html', 'out.html'], { cwd })).code, 0);
    assert.doesNotMatch(readFileSync(join(cwd, 'out.html'), 'utf8'), /<script|<img|<b>x|\u202e/);
  });

  test('a report takes no dataset\'s place, and says where it cannot be written before it works', async () => {
    const cwd = folderWith({ ...FILES, 'locked': undefined, 'folder.html': undefined });
    const fails = async (args: readonly string[], reason: RegExp) => {
      const { code, stderr } = await assay(['report', ...args], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, reason);
    };
    await fails(['data', '--html', 'data/people.csv'], /^assay: "data\/people\.csv" is the name of a dataset; a report would take its place\.\n$/);
    await fails(['data', '--html', 'nowhere/a.html'], /^assay: "nowhere\/a\.html" cannot be written: there is no folder .*nowhere\.\n$/);
    await fails(['data', '--html', 'folder.html'], /"folder\.html" is a folder; name a file\./);
    await fails(['data', '--html', 'a', '--markdown', './a'], /named for both reports/);
    await fails(['nothing-here'], /There is no file or folder "nothing-here"\./);
    if (process.getuid?.() !== 0) {
      chmodSync(join(cwd, 'locked'), 0o555);
      await fails(['data', '--html', 'locked/a.html'], /"locked\/a\.html" cannot be written: you have no permission to write into .*locked\./);
    }
    assert.equal(readFileSync(join(cwd, 'data/people.csv'), 'utf8'), FILES['data/people.csv']);
  });

  test('an old report gives way as a whole; no room leaves the old one', { skip: existsSync('/dev/full') ? false : 'there is no /dev/full' }, async () => {
    const cwd = folderWith({ ...FILES, 'out.html': 'old' });
    symlinkSync('/dev/full', join(cwd, 'full.html'));
    const { code, stderr } = await assay(['report', 'data', '--html', 'full.html'], { cwd });
    assert.deepEqual([code, stderr], [2, 'assay: "full.html" is a pipe, a device or a socket: it is not written to.\n']);
    assert.equal((await assay(['report', 'data', '--html', 'out.html'], { cwd })).code, 0);
    assert.match(readFileSync(join(cwd, 'out.html'), 'utf8'), /^<!DOCTYPE html>/);
  });
});
