// assay check as a process: exit codes, what it reads, what it says.

import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { z } from 'zod';
import { assay, type Ended } from '../support/cli.ts';
import { checkSarif, JsonReport } from '../support/report-schemas.ts';
import { folderWith } from '../support/temp.ts';
import { checkXml } from '../support/xml.ts';

const CLEAN = `id,city\n${Array.from({ length: 30 }, (_, i) => `${i + 1},${['Rome', 'Oslo', 'Bonn'][i % 3]}`).join('\n')}\n`;
const RAGGED = 'a,b\n1,2\n3,4,5\n6,7\n';
const MISSPELLED = "import pandas as pd\ndf = pd.read_csv('clan.csv')\n";

function report({ stdout }: Ended): z.infer<typeof JsonReport> {
  return JsonReport.parse(JSON.parse(stdout));
}

async function checked(folder: string, ...args: readonly string[]): Promise<z.infer<typeof JsonReport>> {
  const done = await assay(['check', '--format', 'json', ...args], { cwd: folder });
  assert.equal(done.stderr, '');
  return report(done);
}

suite('assay check', { concurrency: 2 }, () => {
  test('0 where nothing is wrong', async () => {
    const done = await assay(['check'], { cwd: folderWith({ 'clean.csv': CLEAN }) });
    assert.deepEqual(done, { code: 0, stdout: 'clean.csv · 30 rows × 2 columns\n\n1 dataset · nothing found\n', stderr: '' });
  });

  test('1 from the severity on that --fail-on names', async () => {
    const ragged = folderWith({ 'a.csv': RAGGED });
    const warned = folderWith({ 'clean.csv': CLEAN, 'train.py': MISSPELLED });
    const codes = await Promise.all([
      assay(['check', 'a.csv'], { cwd: ragged }),
      assay(['check'], { cwd: warned }),
      assay(['check', '--fail-on', 'warning'], { cwd: warned }),
    ]);
    assert.deepEqual(codes.map(({ code }) => code), [1, 0, 1]);
    assert.match(codes[0]?.stdout ?? '', / {2}error This row has 3 cells; the header has 2\..* ragged-row 3:/);
    assert.match(codes[1]?.stdout ?? '', /No file "clan\.csv"\. Did you mean "clean\.csv"\?/);
  });

  test('2 and one sentence where it cannot run', async () => {
    const folder = folderWith({ 'a.csv': CLEAN, 'empty/notes.txt': 'x', 'broken/assay.json': '{\n  "cap": 0\n}', 'broken/a.csv': CLEAN });
    symlinkSync('loop.csv', `${folder}/loop.csv`);
    const said: readonly (readonly [readonly string[], RegExp])[] = [
      [['chekc'], /There is no command "chekc"/],
      [['check', '--colour'], /There is no option "--colour"\. assay check --help lists the options/],
      [['check', '--format'], /"--format" needs a value/],
      [['check', '--all=yes'], /"--all" takes no value/],
      [['check', '--format', 'xml'], /There is no format "xml"\. There are pretty, json, sarif, junit and github/],
      [['check', '--fail-on', 'never'], /There is no severity "never"/],
      [['check', '--memory', 'lots'], /"lots" is no size of memory/],
      [['check', 'gone.csv'], /There is no file or folder "gone\.csv"/],
      [['check', 'a.csv', 'empty/*.csv'], /No file matches "empty\/\*\.csv"/],
      [['check', 'empty'], /There are no datasets in "empty"/],
      [['check', ''], /A path is empty/],
      [['--format', 'json'], /There is no option "--format" before a command/],
      [['check', '--memory', '0MB'], /"0MB" is no size of memory/],
      [['check', 'loop.csv'], /loop\.csv is a link that leads back to itself/],
      [['profile', 'loop.csv'], /loop\.csv is a link that leads back to itself/],
      [['check', 'broken'], /broken\/assay\.json, line 2, "cap": write a whole number from 1\./],
      [['check', '--config', 'empty', 'a.csv'], /empty is a folder, not a file/],
      [['check', '--config', 'gone.json'], /There is no file "gone\.json"/],
      [['check', '--output', 'gone/report.txt'], /There is no folder "gone"/],
      [['check', '--output', 'empty'], /"empty" is a folder/],
    ];
    for (let i = 0; i < said.length; i += 2) {
      await Promise.all(
        said.slice(i, i + 2).map(async ([args, sentence]) => {
          const { code, stdout, stderr } = await assay(args, { cwd: folder });
          assert.deepEqual([code, stdout], [2, ''], args.join(' '));
          assert.match(stderr, /^assay: [^\n]+\.\n$/);
          assert.match(stderr, sentence);
        }),
      );
    }
  });

  test('a JSON file that was named is data, unless it holds one object', async () => {
    const folder = folderWith({ 'empty.json': '', 'cut.json': '[', 'numbers.json': '[1, 2]', 'settings.json': '{ "a": 1 }' });
    const { datasets, findings } = await checked(folder, 'empty.json', 'cut.json', 'numbers.json', 'settings.json');
    assert.deepEqual(datasets, []);
    assert.deepEqual(findings.map(({ code, dataset }) => [code, dataset]), ['cut.json', 'empty.json', 'numbers.json'].map((path) => ['dataset-unreadable', path]));
  });

  test('JSON: paths from the working folder, places from 0, datasets that code names', async () => {
    const folder = folderWith({ 'project/train.py': `${MISSPELLED}pd.read_csv('../shared/a.csv')\n`, 'project/data/clean.csv': CLEAN, 'shared/a.csv': RAGGED });
    const { datasets, findings, summary } = await checked(folder, 'project');
    assert.deepEqual(datasets.map(({ path, format, rows, columns }) => [path, format, rows, columns]), [['project/data/clean.csv', 'csv', 30, 2], ['shared/a.csv', 'csv', 3, 2]]);
    const places = findings.map(({ code, dataset, row, line, character }) => ({ code, dataset, row, line, character }));
    assert.deepEqual(places.slice(0, 2), [
      { code: 'dataset-not-found', dataset: 'project/train.py', row: undefined, line: 1, character: 18 },
      { code: 'ragged-row', dataset: 'shared/a.csv', row: 1, line: 2, character: places[1]?.character },
    ]);
    assert.equal(summary.datasets, 2);
  });

  test('every format, on the terminal and into a file', async () => {
    const folder = folderWith({ 'a.csv': RAGGED });
    const runs = ['sarif', 'junit', 'github', 'pretty'].map((format) => assay(['check', '--format', format, '--output', `report.${format}`], { cwd: folder }));
    for (const { code, stdout, stderr } of await Promise.all(runs)) assert.deepEqual({ code, stdout, stderr }, { code: 1, stdout: '', stderr: '' });
    const text = (format: string) => readFileSync(`${folder}/report.${format}`, 'utf8');
    assert.equal(checkSarif(text('sarif')).runs[0]?.results[0]?.ruleId, 'ragged-row');
    assert.ok(checkXml(text('junit')).includes('failure'));
    assert.match(text('github'), /^::error file=a\.csv,line=3,/);
    assert.match(text('pretty'), / {4}3 │ 3,4,5\n/);
  });

  test('colours where they are forced, none where they are refused', async () => {
    const folder = folderWith({ 'a.csv': RAGGED });
    const [forced, refused, flagged] = await Promise.all([
      assay(['check'], { cwd: folder, env: { FORCE_COLOR: '1' } }),
      assay(['check'], { cwd: folder, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
      assay(['check', '--no-color'], { cwd: folder, env: { FORCE_COLOR: '1' } }),
    ]);
    assert.ok(forced.stdout.includes('\u001b[31merror\u001b[0m'));
    assert.ok(!refused.stdout.includes('\u001b') && !flagged.stdout.includes('\u001b'));
  });

  test('assay.json: the nearest to each path; severities, silences, globs, readings', async () => {
    const folder = folderWith({
      'one/assay.json': '{ "findings": { "ragged-row": "hint", "dataset-not-found": "off" }, "exclude": ["old"], "datasets": { "data/*.csv": { "delimiter": ";" } } }',
      'one/data/a.csv': 'x;y,z\n1;2,3\n4;5,6\n',
      'one/old/b.csv': RAGGED,
      'one/c.csv': RAGGED,
      'one/train.py': MISSPELLED,
      'two/assay.json': '{ "silence": [{ "code": "ragged-row", "dataset": "c.csv", "row": 1 }] }',
      'two/c.csv': RAGGED,
      'two/d.csv': RAGGED,
    });
    const { datasets, findings } = await checked(folder, 'one', 'two', '--exclude', 'two/d.csv');
    assert.deepEqual(datasets.map(({ path, delimiter, columns }) => [path, delimiter, columns]), [['one/c.csv', ',', 2], ['one/data/a.csv', ';', 2], ['two/c.csv', ',', 2]]);
    const loud = findings.filter(({ code }) => code === 'ragged-row' || code === 'dataset-not-found');
    assert.deepEqual(loud.map(({ dataset, severity }) => [dataset, severity]), [['one/c.csv', 'hint']]);
  });

  test('--all lifts the caps, which else are counted', async () => {
    const gaps = `a,b\n${Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? `,${i}` : `x${i % 7},${i}`)).join('\n')}\n`;
    const folder = folderWith({ 'gaps.csv': gaps });
    const [capped, all] = await Promise.all([checked(folder), checked(folder, '--all')]);
    const missing = (report: z.infer<typeof JsonReport>) => report.findings.filter(({ code }) => code === 'missing-value');
    assert.equal(missing(capped).length, 201);
    assert.equal(missing(capped).find(({ unmarked }) => unmarked !== undefined)?.unmarked, 100);
    assert.equal(missing(all).length, 300);
    assert.deepEqual(capped.summary, all.summary);
  });

  test('--all on a small table of many columns asks the engine for no more than it holds', async () => {
    const row = (cell: (i: number) => string) => Array.from({ length: 120 }, (_, i) => cell(i)).join(',');
    const folder = folderWith({ 'wide.csv': `${row((i) => `c${i}`)}\n${Array.from({ length: 40 }, (_, r) => row((i) => (r % 5 === i % 5 ? '' : `w${r % 7}`))).join('\n')}\n` });
    const { findings } = await checked(folder, '--all');
    assert.equal(findings.filter(({ code }) => code === 'missing-value').length, 120 * 8);
  });

  test('a hive folder is one dataset, not its parts', async () => {
    const folder = folderWith({ 'sales/year=2020/a.csv': 'item,price\nx,1\ny,2\n', 'sales/year=2021/b.csv': 'item,price\nz,3\n', 'read.py': "import polars as pl\npl.read_csv('sales/**/*.csv')\n" });
    const { datasets } = await checked(folder, 'sales');
    assert.deepEqual(datasets.map(({ path, rows, columns }) => [path, rows, columns]), [['sales', 3, 3]]);
  });

  test('help and version', async () => {
    const cwd = folderWith({});
    const [help, check, version] = await Promise.all([assay([], { cwd }), assay(['check', '--help'], { cwd }), assay(['--version'], { cwd })]);
    assert.match(help.stdout, /assay check \[PATH…\]/);
    assert.match(check.stdout, /Exit code: 0 clean, 1 findings, 2 could not run/);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual([help.code, check.code, version.code], [0, 0, 0]);
  });
});
