// assay check --changed: only what a git repository says is new.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { assay } from '../support/cli.ts';
import { JsonReport } from '../support/report-schemas.ts';
import { folderWith } from '../support/temp.ts';

const BAD = 'a,b\n1,2\n3,4,5\n6,7\n';
const SETTINGS = ['user.name=Test', 'user.email=test@example.org', 'commit.gpgsign=false', 'init.defaultBranch=main'].flatMap((setting) => ['-c', setting]);

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...SETTINGS, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** A repository with one commit of these files on main. */
function repository(files: { readonly [path: string]: string }): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  commit(folder);
  return folder;
}

function commit(folder: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'change');
}

/** The datasets and texts that were looked at and found wanting. */
async function changed(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await assay(['check', '--format', 'json', ...args], { cwd: folder });
  assert.doesNotMatch(stderr, /stopped unexpectedly|could not/);
  const report = JsonReport.parse(JSON.parse(stdout));
  return [...new Set([...report.datasets.map(({ path }) => path), ...report.findings.map(({ dataset }) => dataset)])].toSorted();
}

suite('assay check --changed', { concurrency: 2 }, () => {
  test('nothing changed: an empty report, exit code 0, and a word about it', async () => {
    const folder = repository({ 'a.csv': BAD });
    const done = await assay(['check', '--changed', '--format', 'json'], { cwd: folder });
    assert.equal(done.code, 0);
    assert.deepEqual(JsonReport.parse(JSON.parse(done.stdout)).datasets, []);
    assert.match(done.stderr, /^assay: no dataset and no reference to one changed since main \([0-9a-f]{7}\)\.\n$/);
  });

  test('modified, staged, committed on the branch and untracked files; from a subfolder only those in it', async () => {
    const folder = repository({ 'same.csv': BAD, 'edited.csv': BAD, 'sub/staged.csv': BAD, 'sub/same.csv': BAD, '.gitignore': 'ignored.csv\n' });
    git(folder, 'switch', '-q', '-c', 'work');
    writeFileSync(`${folder}/committed.csv`, BAD);
    commit(folder);
    for (const name of ['edited.csv', 'sub/staged.csv']) writeFileSync(`${folder}/${name}`, `${BAD}8,9\n`);
    git(folder, 'add', 'sub/staged.csv');
    mkdirSync(`${folder}/sub/größe x`);
    for (const name of ['ignored.csv', 'sub/größe x/new "1".csv']) writeFileSync(`${folder}/${name}`, BAD);
    assert.deepEqual(await changed(folder, '--changed'), ['committed.csv', 'edited.csv', 'sub/größe x/new "1".csv', 'sub/staged.csv']);
    assert.deepEqual(await changed(`${folder}/sub`, '--changed'), ['größe x/new "1".csv', 'staged.csv']);
    assert.deepEqual(await changed(folder, '--changed', 'HEAD'), ['edited.csv', 'sub/größe x/new "1".csv', 'sub/staged.csv']);
    assert.deepEqual(await changed(folder, '--changed', 'edited.csv', 'same.csv'), ['edited.csv']);
    // What others did on main since is no change of this branch.
    git(folder, 'stash', '-q', '-u');
    git(folder, 'switch', '-q', 'main');
    writeFileSync(`${folder}/theirs.csv`, BAD);
    commit(folder);
    git(folder, 'switch', '-q', 'work');
    assert.deepEqual(await changed(folder, '--changed=main'), ['committed.csv']);
  });

  test('references: new ones with their datasets, and those whose dataset changed or went', async () => {
    const code = "import pandas as pd\npd.read_csv('old.csv')\npd.read_csv('gone.csv')\npd.read_csv('never.csv')\n";
    const folder = repository({ 'old.csv': BAD, 'new.csv': BAD, 'gone.csv': BAD, 'train.py': code, 'other.py': code });
    rmSync(`${folder}/gone.csv`);
    assert.deepEqual(await changed(folder, '--changed'), ['other.py', 'train.py']);
    writeFileSync(`${folder}/gone.csv`, BAD);
    writeFileSync(`${folder}/train.py`, `# moved down\n${code}pd.read_csv('new.csv')\npd.read_csv('nwe.csv')\n`);
    const { stdout } = await assay(['check', '--format', 'json', '--changed'], { cwd: folder });
    const { datasets, findings } = JsonReport.parse(JSON.parse(stdout));
    assert.deepEqual(datasets.map(({ path }) => path), ['new.csv']);
    assert.deepEqual(findings.filter(({ dataset }) => dataset === 'train.py').map(({ value }) => value), ['nwe.csv']);
  });

  test('a changed assay.json touches all, a changed part its dataset, a .dvc file what it stands for', async () => {
    const folder = repository({ 'all/assay.json': '{}', 'all/a.csv': BAD, 'parts/year=1/a.csv': 'a,b\n1,2\n', 'parts/year=2/a.csv': 'a,b\n1,2\n', 'big.csv': BAD, 'big.csv.dvc': 'md5: 1\n' });
    writeFileSync(`${folder}/all/assay.json`, '{ "missing": ["x"] }');
    writeFileSync(`${folder}/parts/year=2/a.csv`, 'a,b\n1,\n');
    writeFileSync(`${folder}/big.csv.dvc`, 'md5: 2\n');
    assert.deepEqual((await Promise.all([changed(folder, '--changed'), changed(`${folder}/all`, '--changed')])), [['big.csv', 'parts'], ['a.csv']]);
  });

  test('a repository without commits, a detached head, and a shallow clone', async () => {
    const fresh = folderWith({ 'a.csv': BAD });
    git(fresh, 'init', '-q');
    assert.deepEqual(await changed(fresh, '--changed'), ['a.csv']);
    const folder = repository({ 'a.csv': BAD });
    writeFileSync(`${folder}/b.csv`, BAD);
    commit(folder);
    git(folder, 'switch', '-q', '--detach');
    assert.deepEqual(await changed(folder, '--changed', 'HEAD~1'), ['b.csv']);
    const clone = folderWith({});
    git(clone, 'clone', '-q', '--depth', '1', `file://${folder}`, 'c');
    const done = await assay(['check', '--changed', 'HEAD~1'], { cwd: `${clone}/c` });
    assert.deepEqual([done.code, done.stderr], [2, 'assay: git knows no commit "HEAD~1" in this shallow clone; fetch more of its history.\n']);
  });

  test('one sentence where there is no repository, no git, or no such commit', async () => {
    const folder = repository({ 'a.csv': BAD });
    const outside = folderWith({ 'a.csv': BAD });
    const said = await Promise.all([
      assay(['check', '--changed'], { cwd: outside, env: { GIT_CEILING_DIRECTORIES: outside } }),
      assay(['check', '--changed'], { cwd: folder, env: { PATH: '' } }),
      assay(['check', '--changed', 'nowhere'], { cwd: folder }),
      assay(['check', '--changed=--output=x'], { cwd: folder }),
    ]);
    assert.deepEqual(said.map(({ code, stderr }) => [code, stderr]), [
      [2, 'assay: "." is in no git repository; --changed needs one to tell what changed.\n'],
      [2, 'assay: --changed needs git, which is not installed here.\n'],
      [2, 'assay: git knows no commit "nowhere".\n'],
      [2, 'assay: git knows no commit "--output=x".\n'],
    ]);
  });
});
