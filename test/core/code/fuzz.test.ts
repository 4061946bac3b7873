// Broken texts: no finder throws or hangs, and every place it names is in the text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findReferences, findReferencesInCells, whyUnread } from '../../../server/src/core/code/index.ts';
import type { Reference } from '../../../server/src/core/code/reference.ts';
import { holds } from '../../support/property.ts';
import { referenceCases } from '../../support/references.ts';

const cases = referenceCases();
const FILES = ['a.py', 'a.r', 'a.sql', 'a.js', 'a.ts', 'a.tsx', 'a.md', 'a.qmd', 'a.ipynb', 'a.yaml', 'dvc.yaml', 'MLproject', 'a.json', 'a.toml'];
const LANGUAGES = ['python', 'r', 'sql', 'javascript', 'typescript'];
/** Longest that a text of a few thousand letters may take, with a busy machine in mind. */
const LONGEST = 5000;

function check(file: string, text: string): void {
  const start = performance.now();
  assertInside(text, findReferences(file, text));
  whyUnread(file, text);
  assert.ok(performance.now() - start < LONGEST, `${file} took ${performance.now() - start} ms: ${JSON.stringify(text.slice(0, 200))}`);
}

function assertInside(text: string, references: readonly Reference[]): void {
  const lengths = text.split(/\r\n|\n|\r/).map((line) => line.length);
  for (const { range, target } of references) {
    assert.notEqual(target, '');
    assert.ok(!target.includes('\u0000'), target);
    for (const { line, character } of [range.start, range.end]) {
      assert.ok(line < lengths.length && character >= 0 && character <= (lengths[line] ?? -1) + 1, JSON.stringify({ target, range }));
    }
    assert.ok(range.start.line < range.end.line || (range.start.line === range.end.line && range.start.character <= range.end.character), JSON.stringify(range));
  }
}

/** A fixture's text with pieces cut out, doubled, swapped for others or for odd letters. */
const broken = fc.tuple(fc.constantFrom(...cases), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.oneof(fc.constantFrom('', '(', ')', '"', "'", '"""', '{', '}', '[', '\\', '\n', '\r', '\t', '#', '%', '!', '\u0000', '😀', '\ud83d', 'f"{', ' = ', '+', '/ '), fc.string({ maxLength: 6 }))), { minLength: 1, maxLength: 6 })).map(([one, edits]) => {
  let text = one.text;
  for (const [where, length, piece] of edits) {
    const at = Math.floor(where * text.length);
    text = text.slice(0, at) + piece + text.slice(at + length);
  }
  return { file: one.file, text };
});

test('mutated fixtures', () => {
  holds(fc.property(broken, ({ file, text }) => check(file, text)), { numRuns: 1500 });
});

test('no path has a NUL in it, whatever the language makes of one', () => {
  for (const [file, text] of [['a.yaml', '\u0000\n  data/c.csv\n...\n'], ['a.json', '{"a": "x\\u0000/c.csv"}'], ['a.toml', 'a = "x\\u0000/c.csv"'], ['a.py', 'open("x\\0/c.csv")']] as const) {
    check(file, text);
    assert.deepEqual(findReferences(file, text), []);
  }
});

test('fixtures cut off anywhere', () => {
  for (const { file, text } of cases) for (let at = 0; at < text.length; at += Math.max(1, Math.floor(text.length / 25))) check(file, text.slice(0, at));
});

test('texts read as another language', () => {
  for (const { text } of cases) for (const file of FILES) check(file, text);
});

test('random text and random cells', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('pd.read_csv(', '"a.csv"', "'b.csv'", ')', '\n', '    ', 'f"{x}.csv"', 'x = ', 'def f(x):', 'import pandas as pd\n', 'x', ' + ', ' / ', 'for x in ', '%time ', '!ls ', '\\', '"""'));
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  holds(fc.property(text, (code) => FILES.forEach((file) => check(file, code))), { numRuns: 500 });
  holds(
    fc.property(fc.array(text, { maxLength: 5 }), (cells) => {
      const found = findReferencesInCells(cells.map((cell, i) => ({ text: cell, language: LANGUAGES[(i + cell.length) % LANGUAGES.length] ?? '' })));
      assert.equal(found.length, cells.length);
      found.forEach((references, i) => assertInside(cells[i] ?? '', references));
    }),
    { numRuns: 300 },
  );
});

test('texts made to be hard', () => {
  const deep = 10_000;
  const texts = [
    `import pandas as pd\npd.read_csv(${'('.repeat(deep)}"a.csv"${')'.repeat(deep)})`,
    `pd.read_csv(${'['.repeat(deep)}"a.csv"`,
    `pd.read_csv(${Array.from({ length: 5000 }, () => '"a"').join(' + ')} + ".csv")`,
    `x = "a.csv"\n${'x = x + x\n'.repeat(80)}pd.read_csv(x)`,
    `pd.read_csv("a.csv")${'.f()'.repeat(5000)}.to_csv("b.csv")`,
    `${'if x:\n y = "a.csv"\n'.repeat(2000)}pd.read_csv(y)`,
    `${Array.from({ length: 3000 }, (_, i) => `v${i + 1} = v${i} + ".csv"\n`).join('')}pd.read_csv(v3000)`,
    `"read_csv ${'\\'.repeat(20_000)}.csv`,
    `duckdb.sql("${"'".repeat(20_001)} from 'a.csv'")`,
    `x = f"${'{'.repeat(5000)}.csv"`,
    `${'pd.read_csv(\n'.repeat(3000)}`,
    `x = "${'%s'.repeat(5000)}.csv" % ("a",)`,
    `pd.read_csv(${'{"a":'.repeat(3000)}"b.csv"${'}'.repeat(3000)})`,
    `x: "a.csv"\ny: ${'['.repeat(deep)}`,
    `{"x": "a.csv", "y": ${'['.repeat(deep)}${']'.repeat(deep)}}`,
    `{"cells": ${'['.repeat(deep)}${']'.repeat(deep)}}`,
    `x = "a.csv"\ny = ${'['.repeat(deep)}`,
    `x = "a.csv" ${'"""'.repeat(10_001)}`,
    `a: &a "x.csv"\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]\n`).join('')}`,
  ];
  for (const text of texts) for (const file of FILES) check(file, text);
});

test('two hundred thousand brackets', () => {
  const deep = 200_000;
  check('a.json', `{"x": "a.csv", "y": ${'['.repeat(deep)}${']'.repeat(deep)}}`);
  check('a.ipynb', `{"cells": ${'['.repeat(deep)}${']'.repeat(deep)}}`);
  check('a.yaml', `x: a.csv\ny: ${'['.repeat(deep)}`);
  assert.match(whyUnread('a.ipynb', `{"cells": ${'['.repeat(deep)}`) ?? '', /deep|not JSON/);
});
