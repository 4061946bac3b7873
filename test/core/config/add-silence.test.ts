// A silence written into assay.json: it is there afterwards, and everything else is as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addSilence, parseConfig, type Config } from '../../../server/src/core/config/config.ts';
import { ALL_CODES } from '../../../server/src/core/findings/codes.ts';
import { holds } from '../../support/property.ts';

const anySilence = fc.record(
  { code: fc.constantFrom(...ALL_CODES), dataset: fc.string(), column: fc.string({ unit: 'grapheme' }), row: fc.nat(), value: fc.string({ unit: 'binary' }) },
  { requiredKeys: ['code'], noNullPrototype: true },
);

const anyConfig = fc.record(
  { cap: fc.integer({ min: 1, max: 999 }), roots: fc.array(fc.string()), missing: fc.array(fc.string()), silence: fc.array(anySilence, { maxLength: 3 }) },
  { requiredKeys: [], noNullPrototype: true },
);

const anyLayout = fc.record({ indent: fc.constantFrom(0, 2, 4, '\t'), eol: fc.constantFrom('\n', '\r\n'), bom: fc.constantFrom('', '\ufeff'), comment: fc.constantFrom('', '// why, "silence": []\n', '/* why */ ') });

function read(text: string): Config {
  const parsed = parseConfig(text);
  assert.ok(!('problem' in parsed), `${JSON.stringify(parsed)} in ${text}`);
  return parsed;
}

test('adds one silence and changes nothing else', () => {
  holds(
    fc.property(anyConfig, anyLayout, anySilence, (config, { indent, eol, bom, comment }, silence) => {
      const text = bom + (comment + JSON.stringify(config, undefined, indent)).replaceAll('\n', eol);
      const before = read(text);
      const changed = addSilence(text, silence);
      assert.deepEqual(read(changed), { ...before, silence: [...before.silence, silence] });
      assert.ok(changed.startsWith(bom + comment.replaceAll('\n', eol)));
      if (text.includes('\r\n')) assert.doesNotMatch(changed, /[^\r]\n/);
    }),
    { numRuns: 300 },
  );
});

test('stands on a line of its own where the others do', () => {
  const added = { code: 'whitespace', column: 'name' } as const;
  const cases: readonly (readonly [string, string])[] = [
    ['', '{\n  "silence": [\n    { "code": "whitespace", "column": "name" }\n  ]\n}\n'],
    ['{\n    // ours\n    "cap": 3 // marks\n}\n', '{\n    // ours\n    "cap": 3,\n    "silence": [\n        { "code": "whitespace", "column": "name" }\n    ] // marks\n}\n'],
    ['{\n\t"silence": [\n\t\t{ "code": "outlier" } // known\n\t]\n}', '{\n\t"silence": [\n\t\t{ "code": "outlier" },\n\t\t{ "code": "whitespace", "column": "name" } // known\n\t]\n}'],
    ['{ "silence": [{ "code": "outlier" },] }', '{ "silence": [{ "code": "outlier" }, { "code": "whitespace", "column": "name" },] }'],
    ['{\n  "silence": []\n}', '{\n  "silence": [\n    { "code": "whitespace", "column": "name" }\n  ]\n}'],
  ];
  for (const [text, expected] of cases) assert.equal(addSilence(text, added), expected);
});

test('starts a file, and leaves alone what it cannot add to', () => {
  assert.deepEqual(read(addSilence('', { code: 'outlier', row: 3 })).silence, [{ code: 'outlier', row: 3 }]);
  for (const text of ['[1]', '{ "silence": 3 }', '{ "cap"', 'null']) assert.equal(addSilence(text, { code: 'outlier' }), text);
});
