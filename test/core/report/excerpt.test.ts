// Carets stand exactly under what they mark, whatever the characters and however long the line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { excerpt } from '../../../server/src/core/report/excerpt.ts';
import { holds } from '../../support/property.ts';

test('carets under the range', () => {
  const cases: readonly (readonly [string, number, number, string, string])[] = [
    ['a,b,c', 2, 3, 'a,b,c', '  ^'],
    ['a,,c', 2, 2, 'a,,c', '  ^'],
    ['a,', 2, 2, 'a,', '  ^'],
    ['', 0, 0, '', '^'],
    ['a\tb', 2, 3, 'a    b', '     ^'],
    ['日本,x', 3, 4, '日本,x', '     ^'],
    ['日本', 0, 2, '日本', '^^^^'],
    ['e\u0301,x', 3, 4, 'e\u0301,x', '  ^'],
    ['😀,x', 3, 4, '😀,x', '   ^'],
    ['x\u00a0\u200b,', 1, 3, 'x··,', ' ^^'],
    ['x\u001b[31m', 0, 1, 'x·[31m', '^'],
  ];
  for (const [line, start, end, text, carets] of cases) assert.deepEqual(excerpt(line, { start, end }, 80), { text, carets }, JSON.stringify(line));
});

test('a long line is cut on both sides of the mark', () => {
  const { text, carets } = excerpt(`${'x'.repeat(2_000_000)}HERE${'y'.repeat(2_000_000)}`, { start: 2_000_000, end: 2_000_004 }, 60);
  assert.equal(text.length, 60);
  assert.match(text, /^…x+HEREy+…$/);
  assert.equal(text.slice(carets.indexOf('^'), carets.length), 'HERE');
});

test('plain text: the carets cut out what is marked, within the width', () => {
  const anyLine = fc.stringMatching(/^[ -~]{1,300}$/);
  holds(
    fc.property(anyLine, fc.nat(300), fc.nat(40), fc.integer({ min: 40, max: 120 }), (line, at, length, width) => {
      const start = Math.min(at, line.length - 1);
      const end = Math.min(line.length, start + Math.max(1, length));
      const { text, carets } = excerpt(line, { start, end }, width);
      assert.ok(text.length <= width && carets.length <= width);
      const marked = text.padEnd(carets.length).slice(carets.indexOf('^'), carets.length);
      assert.ok(line.slice(start, end).startsWith(marked), `${marked} is not the start of ${line.slice(start, end)}`);
      assert.ok(marked.length === end - start || text.endsWith('…'));
    }),
  );
});

test('any text and any range: nothing that steers a terminal, at least one caret, never too wide', () => {
  holds(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(220), fc.nat(220), (line, a, b) => {
      const { text, carets } = excerpt(line, { start: Math.min(a, b, line.length), end: Math.min(Math.max(a, b), line.length) }, 60);
      assert.doesNotMatch(text, /[\p{Cc}\p{Cs}]/u);
      assert.match(carets, /^ *\^[ ^]*$/);
      assert.ok(carets.length <= 60);
    }),
  );
});
