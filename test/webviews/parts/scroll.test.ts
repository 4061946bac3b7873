// Rows stand where they belong at a million, a hundred million and a thousand million, however they are reached.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds } from '../../support/property.ts';
import { AT_TOP, barHeight, barMoved, furthestTop, LONGEST_BAR, resized, rowsSeen, scrollBy, scrollTo, showRow, type Extent, type Scroll } from '../../../webviews/parts/scroll.ts';

const SIZES = [1_000_000, 100_000_000, 1_000_000_000];
const extentOf = (rows: number, viewport = 640): Extent => ({ rows, rowHeight: 24, viewport });
const extents = fc.record({ rows: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 1_000_000_000 })), rowHeight: fc.constant(24), viewport: fc.integer({ min: 1, max: 3000 }) });
const share = fc.double({ min: 0, max: 1, noNaN: true });

function bottom(extent: Extent): number {
  return Math.max(0, barHeight(extent) - extent.viewport);
}

for (const rows of SIZES) {
  test(`first, middle and last of ${rows} rows, by the bar and by number`, () => {
    const extent = extentOf(rows);
    assert.ok(barHeight(extent) <= LONGEST_BAR);
    const byBar = (bar: number): Scroll => barMoved(bar, scrollTo(rows * 6, extent), extent);
    assert.equal(rowsSeen(byBar(0), extent).first, 0);
    assert.equal(rowsSeen(byBar(bottom(extent)), extent).end, rows);
    assert.equal(rowsSeen(byBar(Math.floor(bottom(extent))), extent).end, rows, 'a bar in whole pixels reaches the end');
    const middle = rowsSeen(byBar(bottom(extent) / 2), extent);
    assert.ok(Math.abs((middle.first + middle.end) / 2 - rows / 2) <= 1);
    for (const row of [0, rows / 2, rows - 1]) {
      const seen = rowsSeen(showRow(row, AT_TOP, extent), extent);
      assert.ok(seen.first <= row && row < seen.end);
    }
  });

  test(`a wheel goes its own length among ${rows} rows, and back`, () => {
    const extent = extentOf(rows);
    const start = scrollTo(1234 * 24, extent);
    const there = [100, 53, 7].reduce((at, step) => scrollBy(step, at, extent), start);
    assert.equal(there.top, start.top + 160);
    assert.ok(Math.abs(scrollBy(-160, there, extent).top - start.top) < 1e-3);
  });
}

test('the last row stands at the lower edge after zooming and resizing', () => {
  for (const rows of SIZES) {
    let at = scrollTo(Number.MAX_SAFE_INTEGER, extentOf(rows));
    for (const viewport of [640, 320, 1280, 427, 640]) {
      at = resized(scrollTo(furthestTop(extentOf(rows, viewport)), extentOf(rows, viewport)), extentOf(rows, viewport));
      assert.equal(rowsSeen(at, extentOf(rows, viewport)).end, rows);
      assert.equal(at.top + viewport, rows * 24);
    }
  }
});

test('a resize keeps the first row', () => {
  holds(
    fc.property(extents, share, fc.integer({ min: 1, max: 3000 }), (extent, at, viewport) => {
      const before = scrollTo(at * furthestTop(extent), extent);
      const other = { ...extent, viewport };
      assert.equal(resized(before, other).top, Math.min(before.top, furthestTop(other)));
    }),
  );
});

test('what is seen fills the window, and no row beyond the last is', () => {
  holds(
    fc.property(extents, share, (extent, at) => {
      const scroll = scrollTo(at * furthestTop(extent), extent);
      const { first, end, offset } = rowsSeen(scroll, extent);
      assert.ok(first >= 0 && end <= extent.rows);
      assert.ok(offset >= 0 && (offset < extent.rowHeight || extent.rows === 0));
      assert.ok(end === extent.rows || (end - first) * extent.rowHeight - offset >= extent.viewport);
    }),
  );
});

test("the bar's echo of a move, rounded to whole pixels, moves nothing", () => {
  holds(
    fc.property(extents, share, (extent, at) => {
      const scroll = scrollTo(at * furthestTop(extent), extent);
      assert.deepEqual(barMoved(Math.floor(scroll.bar), scroll, extent), scroll);
    }),
  );
});

test('small steps of the bar go pixel by pixel, long ones in proportion', () => {
  const extent = extentOf(1_000_000_000);
  const middle = scrollTo(1e10, extent);
  assert.ok(Math.abs(barMoved(middle.bar + 40, middle, extent).top - (1e10 + 40)) < 1e-3);
  const jump = barMoved(middle.bar + 1_000_000, middle, extent);
  assert.ok(Math.abs(jump.top / furthestTop(extent) - jump.bar / bottom(extent)) < 1e-9);
});

test('any row can be shown, whole where the window is high enough', () => {
  holds(
    fc.property(extents, share, share, (extent, at, to) => {
      if (extent.rows === 0) return;
      const row = Math.floor(to * (extent.rows - 1));
      const scroll = showRow(row, scrollTo(at * furthestTop(extent), extent), extent);
      const above = row * 24 - scroll.top;
      assert.ok(above >= -1e-3 && (above + 24 <= extent.viewport + 1e-3 || extent.viewport < 24 || above < 1e-3), `${above}`);
    }),
  );
});
