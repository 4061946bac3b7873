// assay check with a baseline: today's findings are quiet, new ones are not, in the editor as on the command line.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { assay } from '../support/cli.ts';
import { uriOf } from '../support/lsp-client.ts';
import { connect } from '../support/lsp-server.ts';
import { JsonReport } from '../support/report-schemas.ts';
import { folderWith } from '../support/temp.ts';

const rows = Array.from({ length: 60 }, (_, i) => `P${i},${20 + (i % 40)},${i % 2 === 0 ? 'Oslo' : 'Bergen'}`);
const TABLE = ['name,age,city', ...rows.with(5, 'Eva,tall,Oslo').with(9, 'Ida,,Bergen').with(12, 'Jon,31, Oslo').with(20, 'Lea,33,Oslo,extra')].join('\n') + '\n';
const FILES = {
  'data/people.csv': TABLE,
  'data/gaps.csv': `id,x\n${Array.from({ length: 400 }, (_, i) => `${i},${i % 3 === 0 ? '' : i}`).join('\n')}\n`,
  'data/broken.parquet': 'PAR1 no',
  'train.py': "import pandas as pd\npd.read_csv('data/people.csv')\npd.read_csv('data/poeple.csv')\npd.read_parquet('data/broken.parquet')\n",
  'assay.json': '{ "baseline": "ci/known.json" }',
  'ci/readme.txt': '',
};

async function found(folder: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await assay(['check', '--format', 'json', '--fail-on', 'hint', ...args], { cwd: folder });
  assert.notEqual(stdout, '', stderr);
  return { code, stderr, findings: JsonReport.parse(JSON.parse(stdout)).findings.map(({ dataset, code, value, line }) => `${dataset}:${line} ${code} ${value}`) };
}

suite('a baseline', { concurrency: 2 }, () => {
  test('is written, silences all of that check, lets new findings through, and is pruned', async () => {
    const folder = folderWith(FILES);
    const missing = await assay(['check'], { cwd: folder });
    assert.deepEqual([missing.code, missing.stderr], [2, 'assay: There is no baseline "ci/known.json"; assay check --write-baseline writes one.\n']);
    const written = await assay(['check', '--write-baseline'], { cwd: folder });
    assert.equal(written.code, 0, written.stderr);
    assert.match(written.stdout, /^\d+ findings in 4 files are now in ci\/known\.json\.\n$/);
    const before = readFileSync(`${folder}/ci/known.json`, 'utf8');
    assert.match(before, /^ {4}\{"code":"missing-value","dataset":"\.\.\/data\/gaps\.csv","column":"x","count":134\},?$/m);
    const clean = await found(folder);
    assert.deepEqual([clean.code, clean.findings], [0, []]);
    assert.match(clean.stderr, /^assay: \d+ findings are in ci\/known\.json, and not told\.\n$/);
    assert.equal((await found(folder, '--all')).code, 0);

    // Rows above move all of it; one finding is new, and one is mended.
    const lines = TABLE.replace('Ida,,Bergen', 'Ida,30,Bergen').split('\n');
    writeFileSync(`${folder}/data/people.csv`, [lines[0], 'Zoe,41,Oslo', 'Max,short,Oslo', ...lines.slice(1)].join('\n'));
    appendFileSync(`${folder}/train.py`, "pd.read_csv('data/gasp.csv')\n");
    const now = await found(folder);
    assert.equal(now.code, 1);
    assert.deepEqual(now.findings.toSorted(), ['data/people.csv:2 type-mismatch short', 'train.py:4 dataset-not-found data/gasp.csv']);
    assert.match(now.stderr, /\nassay: What of it does not occur any more \(--prune takes it out\):\n {2}data\/people\.csv: missing-value age ""\n$/);

    const pruned = await found(folder, '--prune');
    assert.match(pruned.stderr, /Taken out of it, because it does not occur any more:\n {2}data\/people\.csv: missing-value age ""\n$/);
    const after = readFileSync(`${folder}/ci/known.json`, 'utf8');
    const [left, all] = [after, before].map((text) => text.split('\n').map((line) => line.replace(/,$/, '')));
    assert.deepEqual(all?.filter((line) => !left?.includes(line)), ['    {"code":"missing-value","dataset":"../data/people.csv","column":"age","value":"","count":1}']);

    // What was not checked keeps its entries; what is gone does not.
    rmSync(`${folder}/data/gaps.csv`);
    await assay(['check', 'data/people.csv', '--write-baseline'], { cwd: folder });
    const last = readFileSync(`${folder}/ci/known.json`, 'utf8');
    assert.deepEqual(['train.py', 'gaps.csv', '"short"', 'broken.parquet'].map((word) => last.includes(word)), [true, false, true, true]);
  });

  test('the editor heeds it as the command line does, and follows it', { timeout: 60_000 }, async () => {
    const folder = folderWith(FILES);
    await assay(['check', '--write-baseline'], { cwd: folder });
    const client = connect();
    await client.initialize([folder]);
    const fresh = TABLE.replace('name,age,city\n', 'name,age,city\nMax,short,Oslo\n');
    const codes = (uri: string) => client.diagnostics(uri).map(({ code, range }) => `${code} ${range.start.line}`);
    const csv = await client.open(`${folder}/data/people.csv`, 'csv', fresh);
    await client.until(csv, () => codes(csv).length > 0);
    assert.deepEqual(codes(csv), ['type-mismatch 1']);
    const py = await client.open(`${folder}/train.py`, 'python', FILES['train.py']);
    assert.equal(py, uriOf(`${folder}/train.py`));
    await client.until(py, () => false, 1500).catch(() => {});
    assert.deepEqual(codes(py).filter((code) => code.startsWith('dataset-')), []);
    // Another value for the same cell, while typing: told at once; the old one is not.
    writeFileSync(`${folder}/ci/known.json`, '{ "version": 1, "findings": [] }');
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(`${folder}/ci/known.json`), type: 2 }] });
    await client.until(csv, () => codes(csv).length > 4);
    await client.until(py, () => codes(py).some((code) => code.startsWith('dataset-not-found')));
  });

  test('one sentence where it cannot be done, and nothing of the user is written over', async () => {
    const folder = folderWith({ 'a.csv': TABLE, 'records.json': '[{"a": 1}]', 'b.json': '{ "version": 3 }' });
    const said = await Promise.all([
      assay(['check', '--write-baseline', 'records.json'], { cwd: folder }),
      assay(['check', '--baseline', 'b.json'], { cwd: folder }),
      assay(['check', '--baseline', 'none.json'], { cwd: folder }),
      assay(['check', '--prune'], { cwd: folder }),
      assay(['check', '--changed', '--write-baseline'], { cwd: folder }),
      assay(['check', '--write-baseline', 'gone/b.json'], { cwd: folder }),
    ]);
    assert.deepEqual(said.map(({ code, stderr }) => [code, stderr]), [
      [2, 'assay: records.json is there already and is no baseline, so that it is not written over: records.json is not a baseline that this version of Assay can read; "assay check --write-baseline" writes one.\n'],
      [2, 'assay: b.json is not a baseline that this version of Assay can read; "assay check --write-baseline" writes one.\n'],
      [2, 'assay: There is no baseline "none.json"; assay check --write-baseline writes one.\n'],
      [2, 'assay: There is no baseline to prune: name one with --baseline, or in assay.json.\n'],
      [2, 'assay: --write-baseline needs to see all there is; leave --changed out.\n'],
      [2, 'assay: The baseline could not be written to "gone/b.json": there is no such folder.\n'],
    ]);
    assert.equal(readFileSync(`${folder}/records.json`, 'utf8'), '[{"a": 1}]');
    const written = await assay(['check', '--write-baseline'], { cwd: folder });
    assert.match(written.stdout, /are now in assay-baseline\.json\.\n"baseline": "assay-baseline\.json" in assay\.json makes the editor and every check heed it\.\n$/);
    assert.equal((await found(folder, '--baseline', 'assay-baseline.json')).code, 0);
  });
});
