// Which rare categories are called typos, and which are left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCorrections, isKeystrokeAway } from '../../../server/src/core/findings/checks/near-miss.ts';

const TYPOS = [
  ['nroth', 'north'],
  ['birminghxm', 'birmingham'],
  ['Torgerson', 'Torgersen'],
  ['biscoee', 'biscoe'],
  ['North', 'north'],
  ['contemporry', 'contemporary'],
];

const TWO_THINGS = [
  ['A1', 'A2'],
  ['scip-inf-1', 'scip-inf-2'],
  ['al', 'ak'],
  ['Iran', 'Iraq'],
  ['cars', 'car'],
  ['sedans', 'sedan'],
  ['M', 'm'],
  ['north', 'north'],
  ['male', 'female'],
  ['2019-01', '2018-01'],
];

for (const [a, b] of TYPOS) test(`${a} may be meant as ${b}`, () => assert.ok(isKeystrokeAway(a ?? '', b ?? '')));
for (const [a, b] of TWO_THINGS) test(`${a} and ${b} are two things`, () => assert.ok(!isKeystrokeAway(a ?? '', b ?? '')));

test('a rare value close to two frequent ones is left alone', () => {
  const values = [
    { value: 'marten', count: 90 },
    { value: 'martin', count: 80 },
    { value: 'martan', count: 1 },
  ];
  assert.equal(findCorrections(values).size, 0);
});

test('a value that is not rare is never a typo', () => {
  const values = [
    { value: 'north', count: 90 },
    { value: 'nroth', count: 10 },
  ];
  assert.equal(findCorrections(values).size, 0);
});
