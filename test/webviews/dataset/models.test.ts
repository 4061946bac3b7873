// What the panel works out without a screen: looks, filters in words, what is kept, what is copied, where keys lead.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import papa from 'papaparse';
import { holds } from '../../support/property.ts';
import { ASKS, Kept, type Filter } from '../../../webviews/contract/dataset.ts';
import { nextSort } from '../../../webviews/dataset/columns.ts';
import { asText } from '../../../webviews/dataset/copied.ts';
import { selectionOf } from '../../../webviews/dataset/copy.ts';
import { announce, filterOf, partsOf, sentence } from '../../../webviews/dataset/filter-words.ts';
import { absencesOf, absentIn } from '../../../webviews/dataset/filters.ts';
import { linesOf } from '../../../webviews/dataset/finding-lines.ts';
import { keep, keysOf, NO_CHOICES, restore, type Choices } from '../../../webviews/dataset/kept.ts';
import { moved } from '../../../webviews/dataset/keys.ts';
import { oneLine, shownAs } from '../../../webviews/dataset/look.ts';
import { Marks } from '../../../webviews/dataset/marks.ts';
import { rowOf } from '../../../webviews/dataset/go.ts';
import { profileOf } from '../fake-profile.ts';
import { odd } from '../tables.ts';

const NAMES = ['a', 'b', 'c'];

test('five ways to hold nothing, and a text that looks like one of them', () => {
  const look = (...args: Parameters<typeof shownAs>): string => shownAs(...args).look;
  assert.equal(look(undefined, 'text', undefined), 'loading');
  assert.equal(look(null, 'text', undefined), 'null');
  assert.equal(look('', 'text', undefined), 'empty');
  assert.equal(look('NaN', 'number', undefined), 'nan');
  assert.equal(look('-999', 'integer', new Set(['-999'])), 'sentinel');
  assert.deepEqual(['null', 'NaN', '""'].map((text) => look(text, 'text', undefined)), ['value', 'value', 'value']);
});

test('marks that turn text round, and control characters, are seen', () => {
  assert.equal(oneLine('a\u202eb\r\nc\td\u0007\u007f'), 'a⟨202E⟩b↵c⇥d\\x07\\x7f');
});

test('filters in words', () => {
  const said = (filter: Filter): string => sentence(filter, NAMES);
  assert.equal(said({ kind: 'in', column: 0, values: ['x'] }), 'a is "x"');
  assert.equal(said({ kind: 'in', column: 0, values: ['x', 'y', 'z'] }), 'a is one of 3 values');
  assert.equal(said({ kind: 'range', column: 1, min: 1, max: 5 }), 'b 1 to 5');
  assert.equal(said({ kind: 'range', column: 1, min: '2008-01-01' }), 'b ≥ 2008-01-01');
  assert.equal(said({ kind: 'text', column: 2, mode: 'matches', text: '^x', matchCase: true }), 'c matches /^x/, case matters');
  assert.equal(said({ kind: 'not', of: { kind: 'absent', column: 0, which: 'any' } }), 'a not missing');
  assert.equal(said({ kind: 'not', of: { kind: 'in', column: 0, values: ['x'] } }), 'a is not "x"');
  assert.equal(said({ kind: 'not', of: { kind: 'text', column: 0, mode: 'contains', text: 'x', matchCase: false } }), 'a does not contain "x"');
  assert.equal(said({ kind: 'rows', rows: [1, 2] }), '2 rows with findings');
  assert.equal(said(absentIn([0, 1, 2], 'empty') ?? { kind: 'rows', rows: [] }), 'empty in any of 3 columns');
  const many = absentIn(Array.from({ length: 10_000 }, (_, i) => i), 'null') ?? { kind: 'rows', rows: [] };
  assert.equal(said(many), 'null in any of 10,000 columns');
  assert.ok(ASKS.arrange.safeParse({ filter: many, sort: [] }).success);
  assert.equal(announce({ filter: { kind: 'absent', column: 0, which: 'any' }, sort: [{ column: 1, descending: true }] }, { shown: 5, all: 1000 }, NAMES), '5 of 1,000 rows. Sorted by b descending.');
});

test('chips and filters stand for one another', () => {
  const one: Filter = { kind: 'absent', column: 0, which: 'any' };
  const either: Filter = { kind: 'or', of: [one, { kind: 'absent', column: 1, which: 'any' }] };
  const groups: readonly (readonly Filter[])[] = [[one, one], [one, either], [either, either]];
  for (const joint of ['all', 'any'] as const) {
    for (const parts of groups) assert.deepEqual(partsOf(filterOf({ joint, of: parts })), { joint, of: parts });
  }
  assert.deepEqual(partsOf(filterOf({ joint: 'all', of: [either] })).of, [either], 'a group stays one chip');
  assert.equal(filterOf({ joint: 'all', of: [] }), undefined);
});

test('what is kept comes back, by name, where columns have moved or gone', () => {
  const choices: Choices = {
    ...NO_CHOICES, top: 7, tab: 'summary', widths: new Map([[1, 200]]), pinned: new Set([2]), hidden: new Set([0]), order: [2, 1, 0],
    arrangement: { sort: [{ column: 2, descending: true }, { column: 0, descending: false }], filter: { kind: 'and', of: [{ kind: 'absent', column: 1, which: 'any' }, { kind: 'rows', rows: [4] }] } },
  };
  const kept: unknown = JSON.parse(JSON.stringify(keep(choices, NAMES)));
  assert.ok(Kept.safeParse(kept).success);
  assert.deepEqual(restore(kept, NAMES).widths, choices.widths);
  const now = restore(kept, ['c', 'new', 'b']);
  assert.deepEqual(now.arrangement, { sort: [{ column: 0, descending: true }], filter: { kind: 'and', of: [{ kind: 'absent', column: 2, which: 'any' }] } });
  assert.deepEqual([now.widths, now.pinned, now.hidden, now.order, now.top], [new Map([[2, 200]]), new Set([0]), new Set(), [0, 2], 7]);
  assert.equal(restore({ something: 'else' }, NAMES), NO_CHOICES);
  assert.deepEqual(keysOf(['a', 'a', 'b']), ['a', 'a\n2', 'b']);
});

test('what is copied as CSV reads back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 6 });
  holds(
    fc.property(fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 })), ([names = [], ...rows]) => {
      const { data } = papa.parse(asText({ names, rows }, 'csv'), { newline: '\n', delimiter: ',' });
      assert.deepEqual(data.slice(0, -1), [names, ...rows]);
    }),
  );
});

test('Markdown that is copied holds its cells', () => {
  assert.equal(asText({ names: ['a|b', 'c'], rows: [['<i>\n', null]] }, 'markdown'), '| a\\|b | c |\n| --- | --- |\n| \\<i\\><br> |  |\n');
});

test('a cursor on a header selects its column, one on a number its row', () => {
  const size = { rows: 10, columns: 4 };
  assert.deepEqual(selectionOf({ position: -1, place: 2 }, { position: -1, place: 2 }, size), { top: 0, bottom: 9, left: 2, right: 2 });
  assert.deepEqual(selectionOf({ position: 3, place: -1 }, { position: 5, place: -1 }, size), { top: 3, bottom: 5, left: 0, right: 3 });
  assert.deepEqual(selectionOf({ position: 3, place: 2 }, { position: 1, place: 0 }, size), { top: 1, bottom: 3, left: 0, right: 2 });
});

test('keys stay inside the grid', () => {
  const size = { rows: 100, columns: 5, page: 20 };
  const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
  holds(
    fc.property(fc.array(fc.record({ key: keys, ctrl: fc.boolean() })), (pressed) => {
      const at = pressed.reduce((cell, key) => moved(cell, key, size) ?? cell, { position: 0, place: 0 });
      assert.ok(at.position >= -1 && at.position < 100 && at.place >= -1 && at.place < 5);
    }),
  );
  assert.deepEqual(moved({ position: 3, place: 1 }, { key: 'End', ctrl: true }, size), { position: 99, place: 4 });
  assert.equal(moved({ position: 3, place: 1 }, { key: 'x', ctrl: false }, size), undefined);
});

test('a header sorts up, down, and not at all; with Shift beside other keys', () => {
  const up = [{ column: 1, descending: false }];
  assert.deepEqual(nextSort([], 1, false), up);
  assert.deepEqual(nextSort(up, 1, false), [{ column: 1, descending: true }]);
  assert.deepEqual(nextSort([{ column: 1, descending: true }], 1, false), []);
  assert.deepEqual(nextSort(up, 2, true), [...up, { column: 2, descending: false }]);
  assert.deepEqual(nextSort(up, 2, false), [{ column: 2, descending: false }]);
});

test('findings by cell, worst first in the list, and round from the last to the first', () => {
  const finding = (row: number, column: number) => ({ code: 'x', severity: 'warning', message: '', row, column }) as const;
  const groups = [
    { code: 'x', severity: 'warning', column: 1, total: 5, summary: '', findings: [finding(9, 1), finding(2, 1)] },
    { code: 'y', severity: 'error', column: 0, total: 1, summary: '', findings: [] },
  ] as const;
  const marks = new Marks(groups);
  assert.equal(marks.column(1), 'warning');
  assert.equal(marks.row(9)?.get(1)?.length, 1);
  assert.deepEqual(marks.from(2, 1, false).map(({ row }) => row), [9]);
  assert.deepEqual(marks.from(9, 2, false).map(({ row }) => row), [2, 9]);
  assert.deepEqual(marks.from(9, 0, true).map(({ row }) => row), [2, 9]);
  const lines = linesOf(groups, { open: new Set(['x/1/warning']), without: new Set() });
  assert.deepEqual(lines.map((line) => (line.kind === 'group' ? line.group.code : line.kind === 'rest' ? line.count : line.finding.row)), ['y', 'x', 9, 2, 3]);
});

test('missing cells are counted by their look, and each count opens its rows', () => {
  const { columns } = profileOf(odd());
  const absences = absencesOf(columns, false);
  assert.deepEqual(absences.find(({ which }) => which === 'nan'), { which: 'nan', count: 100, columns: [1] });
  assert.deepEqual(absences.find(({ which }) => which === 'sentinel'), { which: 'sentinel', count: 100, columns: [2] });
});

test('a row by its number, as people write it', () => {
  assert.deepEqual(['1', '1,200', ' 7 ', '0', 'x', '-1', ''].map(rowOf), [0, 1199, 6, undefined, undefined, undefined, undefined]);
});
