// Columns by place: order, pins, hidden ones and the ones that are seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds } from '../../support/property.ts';
import { Layout, type Arranging } from '../../../webviews/dataset/layout.ts';

function layout(count: number, more: Partial<Arranging> = {}): Layout {
  return new Layout({ count, order: [], pinned: new Set(), hidden: new Set(), widthOf: () => 100, ...more });
}

test('pinned columns come first, hidden ones not at all, and the order wished holds', () => {
  const { shown, pinned } = layout(6, { order: [5, 4, 3, 99], pinned: new Set([1, 3]), hidden: new Set([4]) });
  assert.deepEqual(shown, [3, 1, 5, 0, 2]);
  assert.equal(pinned, 2);
});

test('only the columns near the screen are drawn, of ten thousand', () => {
  const wide = layout(10_000);
  assert.equal(wide.total, 1_000_000);
  assert.deepEqual(wide.seen(500_050, 900), [5000, 5010]);
  assert.deepEqual(wide.seen(0, 900, 200), [0, 12]);
  assert.deepEqual(wide.seen(999_100, 900, 200), [9989, 10_000]);
});

test('a pinned column covers none that scrolls', () => {
  const some = layout(20, { pinned: new Set([0, 1]) });
  assert.deepEqual(some.seen(0, 500), [2, 6]);
  assert.deepEqual(some.seen(150, 500), [3, 7]);
});

test('a place is found by its pixels, and revealed by the least scrolling', () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 48, max: 900 }), { minLength: 1, maxLength: 200 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (widths, at) => {
      const some = layout(widths.length, { widthOf: (column) => widths[column] ?? 0 });
      const x = at * some.total;
      const place = some.placeAt(x);
      assert.ok(some.left(place) <= x && x < some.left(place) + some.width(place));
      const left = some.reveal(place, 0, 1000);
      assert.ok(some.left(place) >= left && some.left(place) + some.width(place) <= left + 1000);
      assert.equal(some.reveal(place, left, 1000), left);
    }),
  );
});
