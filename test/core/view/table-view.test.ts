// A view shows the rows that plain arrays would: pages, sorts, filters, search.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../server/src/core/engine/plan.ts';
import type { Condition, Filter } from '../../../server/src/core/view/filter.ts';
import { LONGEST_SHOWN, type CellText } from '../../../server/src/core/view/page.ts';
import type { TableView } from '../../../server/src/core/view/table-view.ts';
import { holds } from '../../support/property.ts';
import { csvSource, keepingEngine } from '../../support/engine.ts';
import { anyFilter, anySort, NAMES, rowsOf, viewOf } from '../../support/views.ts';

const engine = keepingEngine();
const open = (source: Source, columns: readonly string[]) => viewOf(source, columns, engine);

async function shown(view: TableView, count: number): Promise<readonly (readonly CellText[])[]> {
  const page = await view.page({ start: 0, count, columns: view.columns.map((_, i) => i) });
  return page.rows.map((_, row) => page.cells.map((column) => column[row] ?? null));
}

/** What the filter means, told in JavaScript. */
function keeps(filter: Filter, row: readonly string[], ordinal: number): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => keeps(part, row, ordinal));
    case 'or':
      return filter.of.some((part) => keeps(part, row, ordinal));
    case 'not':
      return !keeps(filter.of, row, ordinal);
    case 'rows':
      return filter.rows.includes(ordinal);
    default:
      return meets(filter, row[filter.column] ?? '');
  }
}

function meets(condition: Exclude<Condition, { kind: 'rows' }>, cell: string): boolean {
  if (condition.kind === 'in') return condition.values.includes(cell);
  if (condition.kind === 'range') return cell !== '' && Number(cell) >= Number(condition.min) && Number(cell) <= Number(condition.max);
  if (condition.kind === 'absent') return condition.which !== 'null' && cell === '';
  const [text, sought] = condition.matchCase ? [cell, condition.text] : [cell.toLowerCase(), condition.text.toLowerCase()];
  const tests = { contains: text.includes(sought), is: text === sought, starts: text.startsWith(sought), ends: text.endsWith(sought), matches: false };
  return tests[condition.mode];
}

test('filters and sorts show the rows that plain arrays would', async () => {
  await holds(
    fc.asyncProperty(rowsOf, fc.option(anyFilter, { nil: undefined }), anySort, async (rows, filter, sort) => {
      const view = await open(csvSource(NAMES, [...rows, ['a', '3', '1']]), NAMES);
      const all = [...rows, ['a', '3', '1']];
      await view.arrange({ filter, sort });
      const expected = all.map((row, ordinal) => ({ row, ordinal })).filter(({ row, ordinal }) => filter === undefined || keeps(filter, row, ordinal));
      const compare = (a: string, b: string) => (Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const number = (cell = '') => (cell === '' ? undefined : Number(cell));
      expected.sort((a, b) => {
        for (const { column, descending } of sort) {
          if (column === 0 && a.row[0] !== b.row[0]) return compare(a.row[0] ?? '', b.row[0] ?? '') * (descending ? -1 : 1);
          const [x, y] = [number(a.row[1]), number(b.row[1])];
          if (column === 1 && x !== y) return x === undefined ? 1 : y === undefined ? -1 : (x - y) * (descending ? -1 : 1);
        }
        return a.ordinal - b.ordinal;
      });
      const page = await view.page({ start: 0, count: 100, columns: [0, 1, 2] });
      assert.deepEqual(page.rows, expected.map(({ ordinal }) => ordinal));
      assert.deepEqual(await shown(view, 100), expected.map(({ row }) => row));
      await view.close();
    }),
    { numRuns: 60 },
  );
});

test('pages are the same from the file and from the copy, wherever they begin', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => [`r${i}`, String(i)]);
  const view = await open(csvSource(['a', 'b'], rows), ['a', 'b']);
  const pages = async () => Promise.all([0, 1, 2500, 4990, 6000].map((start) => view.page({ start, count: 20, columns: [1] })));
  const before = await pages();
  assert.equal(view.rows, undefined);
  assert.equal(await view.load(), 5000);
  assert.deepEqual(await pages(), before);
  assert.deepEqual(before[2], { rows: Array.from({ length: 20 }, (_, i) => 2500 + i), columns: [1], cells: [Array.from({ length: 20 }, (_, i) => String(2500 + i))] });
  assert.deepEqual([before[3]?.rows.length, before[4]?.rows.length], [10, 0]);
  await view.arrange({ sort: [{ column: 1, descending: true }] });
  assert.deepEqual((await view.page({ start: 4990, count: 20, columns: [0] })).cells, [Array.from({ length: 10 }, (_, i) => `r${9 - i}`)]);
  assert.deepEqual([await view.positionOf(4999), await view.positionOf(0)], [0, 4999]);
  await view.close();
});

test('a long cell is cut in a page and whole where it is asked for', async () => {
  const long = 'é'.repeat(5000);
  const view = await open(csvSource(['a'], [['short'], [long]]), ['a']);
  assert.deepEqual(await shown(view, 9), [['short'], [{ text: 'é'.repeat(LONGEST_SHOWN), length: 5000 }]]);
  assert.equal(await view.cell(1, 0), long);
  await view.load();
  assert.equal(await view.cell(1, 0), long);
  await view.close();
});

test('digits of large integers, decimals and nanoseconds stay, and nothing is told from empty', async () => {
  const file = `${(csvSource(['x'], [])).files[0]}.parquet`;
  const values = "select 9007199254740993::bigint as i, 1234567890123456789.01::decimal(38,2) as d, timestamp_ns '2020-01-02 03:04:05.123456789' as t, 'nan'::double as f, '' as s, [1, null] as l union all select null, null, null, null, null, null";
  await engine.run({ sql: `copy (${values}) to '${file}' (format parquet)`, columns: [] });
  const columns = ['i', 'd', 't', 'f', 's', 'l'];
  const view = await open({ kind: 'parquet', files: [file], columns, types: ['BIGINT', 'DECIMAL(38,2)', 'TIMESTAMP_NS', 'DOUBLE', 'VARCHAR', 'INTEGER[]'], hive: false }, columns);
  for (const isLoaded of [false, true]) {
    if (isLoaded) await view.load();
    assert.deepEqual(await shown(view, 9), [['9007199254740993', '1234567890123456789.01', '2020-01-02 03:04:05.123456789', 'nan', '', '[1, NULL]'], [null, null, null, null, null, null]]);
  }
  await view.close();
});

test('search goes from cell to cell in the order shown, round the end, and backwards', async () => {
  const view = await open(csvSource(['a', 'b'], [['x1', 'y'], ['y', 'X2'], ['z', 'x3']]), ['a', 'b']);
  const search = { text: 'x', matchCase: false, columns: [0, 1], backwards: false };
  const found: unknown[] = [];
  let from = { position: 0, column: -1 };
  for (let i = 0; i < 4; i++) {
    const match = await view.find({ ...search, from });
    assert.ok(match);
    found.push([match.position, match.column]);
    from = match;
  }
  assert.deepEqual(found, [[0, 0], [1, 1], [2, 1], [0, 0]]);
  assert.deepEqual(await view.find({ ...search, from: { position: 0, column: 0 }, backwards: true }), { position: 2, column: 1 });
  assert.deepEqual(await view.find({ ...search, matchCase: true, from: { position: 0, column: 0 } }), { position: 2, column: 1 });
  assert.equal(await view.find({ ...search, text: "'; drop", from: { position: 0, column: 0 } }), undefined);
  await view.arrange({ sort: [{ column: 0, descending: true }] });
  assert.deepEqual(await view.find({ ...search, from: { position: 0, column: -1 } }), { position: 0, column: 1 });
  await view.close();
});

test('a large order is copied meanwhile, and shows the same rows; a later one takes its place', async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => [`r${(i * 7919) % 9000}`, String((i * 104_729) % 9001), 'ord']);
  const names = ['ord', 'n', 'assay'];
  const view = await open(csvSource(names, rows), names);
  for (const descending of [true, false, true]) {
    const arrangement = { filter: { kind: 'range' as const, column: 1, min: 100 }, sort: [{ column: 1, descending }] };
    const { rows: shown } = await view.arrange(arrangement);
    const pages = () => Promise.all([0, 4000, shown - 7].map((start) => view.page({ start, count: 20, columns: [0, 1, 2] })));
    const picked = await pages();
    const expected = rows.map((row, ordinal) => ({ row, ordinal })).filter(({ row }) => Number(row[1]) >= 100).sort((a, b) => (Number(a.row[1]) - Number(b.row[1])) * (descending ? -1 : 1));
    assert.deepEqual(picked[1]?.rows, expected.slice(4000, 4020).map(({ ordinal }) => ordinal));
    assert.deepEqual(picked[2]?.cells[0], expected.slice(-7).map(({ row }) => row[0]));
    await view.inOrder;
    assert.deepEqual(await pages(), picked);
  }
  await view.close();
});
