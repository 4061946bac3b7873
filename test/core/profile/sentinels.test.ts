// Which words and numbers stand for missing: the cases a careful person would decide without thinking.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnType } from '../../../server/src/core/profile/profile.ts';
import { profileFromCounts } from '../../../server/src/core/profile/value-counts.ts';
import { CANDIDATE_NUMBERS, CANDIDATE_WORDS, isMissingNumber, missingWords } from '../../../server/src/core/profile/sentinels.ts';

const once = (values: readonly string[]) => values.map((value) => ({ value, count: 1 }));

function wordsIn(type: ColumnType, words: readonly string[], others: readonly string[], declared: readonly string[] = []): string[] {
  return missingWords({ type, words: once(words), others: once(others), declared }).map(({ value }) => value);
}

test('in a column of numbers, dates or flags every such word is missing', () => {
  for (const type of ['integer', 'number', 'date', 'datetime', 'time', 'boolean'] as const) {
    assert.deepEqual(wordsIn(type, CANDIDATE_WORDS, ['1']), CANDIDATE_WORDS);
    assert.deepEqual(wordsIn(type, [' NA ', 'tall'], ['1']), [' NA ']);
  }
});

const TEXT: readonly { readonly column: string; readonly others: readonly string[]; readonly missing: readonly string[]; readonly values: readonly string[] }[] = [
  { column: 'cities', others: ['Oslo', 'Bergen', 'New York'], missing: ['NA', 'N/A', '#N/A', 'null', 'NULL', 'NaN', '?', '.', '#REF!', '#DIV/0!'], values: ['-', '--', 'missing', 'unknown'] },
  { column: 'country codes', others: ['DE', 'FR', 'US', 'NO'], missing: [], values: ['NA'] },
  { column: 'country codes with other marks', others: ['DE', 'FR', 'US', 'NO'], missing: ['NA', 'null'], values: [] },
  { column: 'grades', others: ['+', '++', '-'], missing: [], values: ['?', '--', '.'] },
  { column: 'surnames', others: ['Smith', 'Miller'], missing: [], values: ['None', 'Unknown', 'nil'] },
  { column: 'surnames out of Python', others: ['Smith', 'Miller'], missing: ['None', 'nan'], values: [] },
  { column: 'symptoms', others: ['cough', 'fever'], missing: [], values: ['none', 'unknown', '-'] },
];

for (const { column, others, missing, values } of TEXT) {
  test(`in text: ${column}`, () => {
    if (missing.length > 0) assert.deepEqual(wordsIn('text', missing, others), missing);
    assert.deepEqual(wordsIn('text', values, others), []);
  });
}

test('where every value is padded, so is the word for missing', () => {
  assert.deepEqual(wordsIn('text', [' ?', '?'], [' Private', ' State-gov', ' Never-worked']), [' ?', '?']);
  assert.deepEqual(wordsIn('text', [' ?'], ['Private', 'State-gov']), []);
});

test('a word a user declared is missing anywhere', () => {
  assert.deepEqual(wordsIn('text', ['-', 'none', 'n.r.'], ['cough'], ['none', 'n.r.']), ['none', 'n.r.']);
  assert.deepEqual(wordsIn('integer', ['n.r.'], ['1'], ['n.r.']), ['n.r.']);
});

test('a number far from all others that repeats is missing', () => {
  assert.ok(isMissingNumber({ candidate: -999, count: 5, min: -31, max: 42 }));
  assert.ok(isMissingNumber({ candidate: 9999, count: 5, min: 0, max: 120 }));
  assert.ok(isMissingNumber({ candidate: -9999, count: 2, min: 0, max: 1e6 }));
});

test('a number within the range, next to it, or seen once at the top is a value', () => {
  assert.ok(!isMissingNumber({ candidate: 999, count: 5, min: 0, max: 5000 }));
  assert.ok(!isMissingNumber({ candidate: 999, count: 5, min: 0, max: 998 }));
  assert.ok(!isMissingNumber({ candidate: 9999, count: 1, min: 0, max: 120 }));
  assert.ok(!isMissingNumber({ candidate: -99, count: 3, min: -98, max: 98 }));
  assert.ok(!isMissingNumber({ candidate: 999, count: 3, min: Number.NaN, max: Number.NaN }));
});

function sentinelsOf(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const column = profileFromCounts({ name: 'x', index: 0, rows: values.length, counts: [...counts].map(([value, count]) => ({ value, count })), declared: [] });
  return column.sentinels.map(({ value }) => value).toSorted();
}

test('whole columns: -999 in temperatures, several marks together, counters, ids', () => {
  const temperatures = Array.from({ length: 100 }, (_, i) => String((i % 40) - 10));
  assert.deepEqual(sentinelsOf([...temperatures, '-999', '-999']), ['-999']);
  assert.deepEqual(sentinelsOf([...temperatures, '-999', '-999', '-9999', '-9999', 'NA', '?']), ['-999', '-9999', '?', 'NA']);
  assert.deepEqual(sentinelsOf(Array.from({ length: 1000 }, (_, i) => String(i))), []);
  assert.deepEqual(sentinelsOf(Array.from({ length: 10_000 }, (_, i) => String(i))), []);
  assert.deepEqual(sentinelsOf(['', '', 'NA', 'null']), ['NA', 'null']);
  assert.equal(new Set(CANDIDATE_NUMBERS).size, CANDIDATE_NUMBERS.length);
});
