// Values as sentences quote them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote } from '../../server/src/core/words.ts';

test('a short value is quoted whole, with what cannot be seen made visible', () => {
  assert.equal(quote('Oslo'), '"Oslo"');
  assert.equal(quote('a\nb\tc\u0000'), '"a↵b⇥c\\x00"');
  assert.equal(quote('x'.repeat(60)), `"${'x'.repeat(60)}"`);
});

test('of a long value both ends are shown, and no character is cut in two', () => {
  assert.equal(quote(`${'a'.repeat(60)}b`), `"${'a'.repeat(44)}…${'a'.repeat(11)}b"`);
  assert.equal(quote('😀'.repeat(500)), `"${'😀'.repeat(44)}…${'😀'.repeat(12)}"`);
});
