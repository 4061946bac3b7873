// assay.json: what it means for a dataset, and what a person is told where it is wrong.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_CONFIG, parseConfig, readingFor, settingsFor, type Config } from '../../../server/src/core/config/config.ts';
import { holds } from '../../support/property.ts';

function config(text: string): Config {
  const parsed = parseConfig(text);
  assert.ok(!('problem' in parsed), JSON.stringify(parsed));
  return parsed;
}

function problem(text: string): string {
  const parsed = parseConfig(text);
  assert.ok('problem' in parsed, 'it was accepted');
  return parsed.problem;
}

test('nothing, comments, trailing commas and a byte order mark are fine', () => {
  for (const text of ['', ' \n', '{}', '// a comment\n{}', '{ "roots": ["a",], }', '\ufeff{}']) config(text);
  assert.deepEqual(config(''), DEFAULT_CONFIG);
  assert.equal(config('{ "cap": 7 }').cap, 7);
});

test('one sentence: the line, the key, and what to write', () => {
  const said: readonly (readonly [string, string])[] = [
    ['{\n  "findigs": {}\n}', 'line 2: there is no setting "findigs"; perhaps "findings" is meant.'],
    ['{ "findings": {\n "outliers": "off" } }', 'line 2, "findings": there is no finding "outliers"; perhaps "outlier" is meant.'],
    ['{ "findings": {\r\n "outlier":\r\n "loud" } }', 'line 3, "findings.outlier": write off, error, warning, information or hint.'],
    ['{ "cap": 0 }', 'line 1, "cap": write a whole number from 1.'],
    ['{ "cap": 1.5 }', 'line 1, "cap": write a whole number.'],
    ['{ "roots": "a" }', 'line 1, "roots": write a list of texts, such as ["a", "b"].'],
    ['{ "roots": [\n1] }', 'line 2, "roots.0": write text in double quotes.'],
    ['{ "silence": [{}] }', 'line 1, "silence.0.code": write the code of a finding, such as "outlier".'],
    ['{ "datasets": { "a": {\n"delimiter": ";;;;;" } } }', 'line 2, "datasets.a.delimiter": write a character, such as ";" or "\\t", or up to four.'],
    ['{ "datasets": { "a": { "encoding": "latin-99" } } }', 'line 1, "datasets.a.encoding": no such encoding; write a name such as "utf-8", "windows-1252" or "shift_jis".'],
    ['[]', 'line 1: write an object in braces, with any of findings, silence, roots, exclude, missing, datasets, baseline and cap.'],
    ['{\n"cap" 1 }', 'line 2: a colon is missing after the name.'],
    ['{ cap: 1 }', 'line 1: this is no JSON value; text stands in double quotes.'],
    ['{ "cap": 1', 'line 1: a closing brace } is missing.'],
  ];
  for (const [text, sentence] of said) assert.equal(problem(text), `assay.json, ${sentence}`);
});

test('of two faults the upper one is told', () => {
  assert.match(problem('{\n"cap": 0,\n"roots": 1\n}'), /line 2/);
  assert.match(problem('{\n"roots": 1,\n"cap": 0\n}'), /line 2, "roots"/);
});

test('any text gives a config or a sentence of one line', () => {
  const piece = fc.oneof(fc.constantFrom('{', '}', '[', ']', ',', ':', '"cap"', '"findings"', '"silence"', '"datasets"', 'null', '1', '"', '\n', '//', '/*'), fc.string({ maxLength: 5 }));
  const anyText = fc.oneof(fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')), fc.json());
  holds(
    fc.property(anyText, (text) => {
      const parsed = parseConfig(text);
      if ('problem' in parsed) assert.match(parsed.problem, /^assay\.json, line \d+.*\.$/);
      else assert.ok(parsed.cap > 0);
    }),
    { numRuns: 500 },
  );
});

test('later globs go over earlier ones; silences and missing words hold where their glob fits', () => {
  const parsed = config(`{
    "missing": ["tbd"],
    "silence": [{ "code": "outlier" }, { "code": "outlier", "dataset": "data/*.csv" }, { "code": "outlier", "dataset": "other.csv" }],
    "datasets": {
      "data/**": { "delimiter": ";", "missing": ["-"] },
      "data/a.csv": { "delimiter": "|", "header": false },
      "odd[1].csv": { "skip": 2 }
    }
  }`);
  assert.deepEqual(readingFor(parsed, 'data/a.csv'), { delimiter: '|', missing: ['-'], header: false });
  assert.deepEqual(readingFor(parsed, 'a.csv'), {});
  assert.deepEqual(readingFor(parsed, 'odd[1].csv'), { skip: 2 });
  assert.deepEqual(settingsFor(parsed, 'data/a.csv').missingWords, ['tbd', '-']);
  assert.equal(settingsFor(parsed, 'data/a.csv').silences.length, 2);
  assert.equal(settingsFor(parsed, 'other.csv').silences.length, 2);
  assert.equal(settingsFor(parsed, 'else.csv').silences.length, 1);
});

test('the example in the documentation is one', () => {
  const page = readFileSync(new URL('../../../docs/CONFIG.md', import.meta.url), 'utf8');
  const example = page.split('\n').filter((line) => line.startsWith('    ')).join('\n');
  const parsed = config(example);
  for (const [key, value] of Object.entries(parsed)) assert.notDeepEqual(value, key === 'cap' ? 0 : DEFAULT_CONFIG[key as keyof Config], `${key} is not shown`);
});
