// Records of JSON texts: the same however the text is cut into pieces, in time that grows with the text, and with what is wrong between them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Range } from '../../../server/src/core/table/address.ts';
import { readRecords, type JsonShape } from '../../../server/src/core/table/json-records.ts';
import { holds } from '../../support/property.ts';

interface Read {
  readonly texts: readonly string[];
  readonly places: readonly string[];
  readonly faults: readonly string[];
}

async function read(text: string, shape: JsonShape, cuts: readonly number[] = []): Promise<Read> {
  const [texts, places, faults]: [string[], string[], string[]] = [[], [], []];
  const ends = [...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const pieces = (async function* () {
    for (const [i, end] of ends.entries()) yield text.slice(ends[i - 1] ?? 0, end);
  })();
  const shown = ({ start, end }: Range) => `${start.line}:${start.character}-${end.line}:${end.character}`;
  for await (const record of readRecords(pieces, shape, (fault) => faults.push(fault))) {
    texts.push(record.text);
    places.push(shown(record.range));
    if (record.fault !== undefined) faults.push(record.fault);
  }
  return { texts, places, faults };
}

const ARRAYS: readonly (readonly [text: string, records: number, fault?: RegExp])[] = [
  ['[]', 0],
  ['[{"a":1}]', 1],
  ['\ufeff [ {"a":"]}"} ,\n {"a":2}\n] \n', 2],
  ['[{"a":1},]', 1, /a comma follows it/],
  ['[{"a":1}{"a":2}]', 2, /no comma/],
  ['[{"a":1},,{"a":2}]', 2, /a comma too many/],
  ['[,{"a":1}]', 1, /a comma too many/],
  ['[{"a":1}] more', 1, /more text/],
  ['[{"a":1}', 1, /never closed/],
  ['[{"a":1},', 1, /never closed/],
];
for (const [text, records, fault] of ARRAYS) {
  test(`a list: ${text.trim()}`, async () => {
    const whole = await read(text, 'array');
    assert.equal(whole.texts.length, records);
    assert.equal(whole.faults.length, fault === undefined ? 0 : 1, whole.faults.join());
    if (fault !== undefined) assert.match(whole.faults[0] ?? '', fault);
    for (let cut = 0; cut <= text.length; cut++) assert.deepEqual(await read(text, 'array', [cut]), whole, `cut at ${cut}`);
  });
}

test('pieces make no difference', async () => {
  const value = fc.jsonValue({ maxDepth: 2 });
  await holds(
    fc.asyncProperty(fc.array(value, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 6 }), fc.boolean(), async (values, cuts, isPretty) => {
      const list = JSON.stringify(values, undefined, isPretty ? 2 : undefined);
      const whole = await read(list, 'array');
      assert.deepEqual(whole.texts.map((text) => JSON.parse(text)), JSON.parse(list));
      assert.deepEqual(await read(list, 'array', cuts), whole);
      const lines = values.map((each) => `${JSON.stringify(each)}\n`).join('');
      assert.deepEqual(await read(lines, 'lines', cuts), await read(lines, 'lines'));
    }),
  );
});

test('a long list on one line, and one long line, take time as their length does', { timeout: 20_000 }, async () => {
  const cuts = Array.from({ length: 20 }, (_, i) => i * 1_000_000);
  assert.equal((await read(`[${'{"a":1,"b":"some text"},'.repeat(800_000)}{}]`, 'array', cuts)).texts.length, 800_001);
  assert.equal((await read(`{"a":"${'x'.repeat(20_000_000)}"}\n{}`, 'lines', cuts)).texts.length, 2);
  await assert.rejects(read(`{"a":"${'x'.repeat(80_000_000)}`, 'lines'), /A record is longer than 67 MB/);
});
