// Settings under "assay" in package.json: the same as in a file of their own, and nothing where there are none.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addSilence, configOf, DEFAULT_CONFIG, keyIn } from '../../../server/src/core/config/config.ts';
import { assay } from '../../support/cli.ts';
import { JsonReport } from '../../support/report-schemas.ts';
import { folderWith } from '../../support/temp.ts';

const PACKAGE = '{\n  "name": "x",\n  "assay": {\n    "cap": 3\n  }\n}\n';

test('the part that is ours, a sentence with its line, or nothing', () => {
  assert.deepEqual(configOf(PACKAGE, '/w/package.json'), { ...DEFAULT_CONFIG, cap: 3 });
  assert.deepEqual(configOf(PACKAGE.replace('3', '0'), '/w/package.json'), { problem: 'package.json, line 4, "assay.cap": write a whole number from 1.' });
  assert.deepEqual(configOf('{ "assay": true }', '/w/package.json', 'x/package.json'), { problem: 'x/package.json, line 1, "assay": write an object in braces, with any of findings, silence, roots, exclude, missing, datasets, baseline and cap.' });
  for (const text of ['', '{', '[]', 'null', '{ "name": "assay" }', '{ "scripts": { "assay": "assay check" } }']) assert.equal(configOf(text, '/w/package.json'), undefined, text);
  assert.deepEqual(configOf('', '/w/assay.json'), DEFAULT_CONFIG);
});

test('a silence goes into it', () => {
  const text = addSilence(PACKAGE, { code: 'outlier' }, keyIn('/w/package.json'));
  assert.equal(text, '{\n  "name": "x",\n  "assay": {\n    "cap": 3,\n    "silence": [\n      { "code": "outlier" }\n    ]\n  }\n}\n');
});

test('assay.json of the same folder goes before it, and a package.json without settings is passed by', async () => {
  const bad = 'a,b\n1,2\n3,4,5\n6,7\n';
  const off = '{ "assay": { "findings": { "ragged-row": "off" } } }';
  const folder = folderWith({ 'a/package.json': off, 'a/sub/package.json': '{ "name": "y" }', 'a/sub/x.csv': bad, 'b/package.json': off, 'b/assay.json': '{}', 'b/x.csv': bad });
  const { stdout } = await assay(['check', 'a', 'b', '--format', 'json'], { cwd: folder });
  assert.deepEqual(JsonReport.parse(JSON.parse(stdout)).findings.map(({ dataset }) => dataset), ['b/x.csv']);
  assert.equal(readFileSync(`${folder}/a/package.json`, 'utf8'), off);
});
