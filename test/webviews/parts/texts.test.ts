// Long texts in pieces, and JSON set out in lines: nothing is lost or changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds } from '../../support/property.ts';
import { chunksOf } from '../../../webviews/parts/chunks.ts';
import { indentJson } from '../../../webviews/parts/indent-json.ts';

test('pieces are short, whole together, and cut no character in two', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '😀', 'é'), maxLength: 200 });
  holds(
    fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, longest) => {
      const chunks = chunksOf(text, longest);
      assert.equal(chunks.join(''), text);
      assert.ok(chunks.every((chunk) => chunk.length <= longest && chunk !== '' && !/[\ud800-\udbff]$/.test(chunk)));
    }),
  );
});

test('a piece ends at a line or a space where one is near', () => {
  assert.deepEqual(chunksOf('one two\nthree four five', 12), ['one two\n', 'three four ', 'five']);
});

test('JSON is set out in lines, with all its digits', () => {
  assert.equal(indentJson('{"a": [1, 12345678901234567890.10], "b": {}, "c": "x, [y]"}'), '{\n  "a": [\n    1,\n    12345678901234567890.10\n  ],\n  "b": {},\n  "c": "x, [y]"\n}');
  assert.equal(indentJson('[]'), '[]');
  assert.equal(indentJson('not json'), 'not json');
});

test('what JSON says is the same after it is set out', () => {
  holds(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
      assert.deepEqual(JSON.parse(indentJson(JSON.stringify(value))), JSON.parse(JSON.stringify(value)));
    }),
  );
});
