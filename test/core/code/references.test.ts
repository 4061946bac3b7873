// What texts name, case by case: test/fixtures/references/<case>/input.* (or dvc.yaml, MLproject) and expected.json.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReferences } from '../../../server/src/core/code/index.ts';
import { ENDINGS } from '../../../server/src/core/table/dataset.ts';
import { referenceCases, textUnder, type Expected } from '../../support/references.ts';

for (const { name, file, text, expected } of referenceCases()) {
  test(`references: ${name}`, () => {
    const found = findReferences(file, text).map(({ range, isLiteral, literalAt, ...rest }): Expected => ({ line: range.start.line, text: textUnder(text, range), ...rest }));
    assert.deepEqual(found, expected);
  });
}

test('a name leads to the literal that it stands for', () => {
  const found = referenceCases().flatMap(({ file, text }) => findReferences(file, text).flatMap(({ literalAt, target }) => (literalAt === undefined ? [] : [{ written: textUnder(text, literalAt), target }])));
  for (const { written, target } of found) assert.equal(written, target);
  assert.ok(found.length > 20, `${found.length}`);
});

test('only a path written as it is meant can be replaced', () => {
  for (const { file, text } of referenceCases()) {
    for (const { range, isLiteral, target } of findReferences(file, text)) if (isLiteral === true) assert.equal(textUnder(text, range), target);
  }
});

test('a name with any ending of a table is seen, in code and in settings', () => {
  for (const ending of Object.values({ ...ENDINGS, json: [] }).flat()) {
    assert.equal(findReferences('a.py', `open('x.${ending}')`).length, 1, ending);
    assert.equal(findReferences('a.yaml', `input: x.${ending}`).length, 1, ending);
  }
});
