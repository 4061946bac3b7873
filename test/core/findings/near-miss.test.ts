// Which rare categories are called typos, and which are left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCorrections } from '../../../server/src/core/findings/checks/near-miss.ts';

const TYPOS: readonly (readonly [string, string])[] = [
  ['nroth', 'north'],
  ['birminghxm', 'birmingham'],
  ['Torgerson', 'Torgersen'],
  ['biscoee', 'biscoe'],
  ['North', 'north'],
  ['contemporry', 'contemporary'],
  ['acuxe care hospixals', 'acute care hospitals'],
  ['New-York', 'New York'],
  ['Married civ spouse', 'Married-civ-spouse'],
];

const TWO_THINGS: readonly (readonly [string, string])[] = [
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
  ['EC-135E', 'KC-135E'],
  ['OA-10A', 'A-10A'],
  ['ak_hf-1', 'al_hf-1'],
  ['auto(s4)', 'auto(l4)'],
  ['May-2019', 'Mar-2019'],
  ['maple street', 'north street'],
  ['Conroe', 'Monroe'],
  ['{0} D', '{0} d'],
];

/** What a value that occurs once was meant to be, beside a frequent one and other values. */
function meant(rare: string, frequent: string, others: readonly string[] = []): string | undefined {
  const values = [{ value: frequent, count: 100 }, ...others.map((value) => ({ value, count: 3 })), { value: rare, count: 1 }];
  return findCorrections(values).get(rare)?.frequent.value;
}

for (const [a, b] of TYPOS) test(`${a} may be meant as ${b}`, () => assert.equal(meant(a, b), b));
for (const [a, b] of TWO_THINGS) test(`${a} and ${b} are two things`, () => assert.equal(meant(a, b), undefined));

test('a word that other values know is no slip', () => {
  assert.equal(meant('Comedy,Sport', 'Comedy,Short'), 'Comedy,Short');
  assert.equal(meant('Comedy,Sport', 'Comedy,Short', ['Drama,Sport', 'News,Sport', 'Sport']), undefined);
});

test('where frequent values look alike, looks prove nothing', () => {
  const fuses = [
    { value: 'SBrkr', count: 1300 },
    { value: 'FuseA', count: 94 },
    { value: 'FuseF', count: 27 },
    { value: 'FuseP', count: 3 },
  ];
  assert.equal(findCorrections(fuses).size, 0);
});

test('a short word of a code is a slip where other codes know the right one, and none the wrong one', () => {
  const codes = ['ami-2', 'ami-3', 'ami-4', 'hf-2'];
  assert.equal(meant('axi-1', 'ami-1', codes), 'ami-1');
  assert.equal(meant('axi-1', 'ami-1'), undefined);
  assert.equal(meant('axi-1', 'ami-1', [...codes, 'axi-2']), undefined);
});

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

test('twenty times as often is enough, nineteen is not', () => {
  const meantOf = (count: number) => findCorrections([{ value: 'north', count }, { value: 'nroth', count: 1 }]).size;
  assert.deepEqual([meantOf(20), meantOf(19)], [1, 0]);
});

test('at the first letter a hand slips in long words only, however long the other is', () => {
  assert.equal(meant('uonterey', 'monterey'), 'monterey');
  assert.equal(meant('uontrey', 'montrey'), undefined);
  assert.equal(meant('onterey', 'monterey'), undefined); // seven letters beside eight
});
