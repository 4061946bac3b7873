// The dataset panel in a real Chromium, driven as a user drives it, against a host that holds the contract.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Arrangement } from '../../../webviews/contract/dataset.ts';
import { findingsOf, profileOf } from '../fake-profile.ts';
import { Harness, type OpenOptions, type OpenPanel } from '../harness.ts';
import { LONG_VALUE, long, movies, odd, wide, type Table } from '../tables.ts';

let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(() => harness.stop());

/** Opens, runs, and sees that nothing went wrong in the page. */
async function withPanel(table: Table, run: (panel: OpenPanel) => Promise<void>, options?: OpenOptions): Promise<void> {
  const panel = await harness.open(table, options);
  panel.host.news({ kind: 'loaded', rows: table.rows });
  if (table.rows < 10_000 && table.columns.length < 100) panel.host.news(profileOf(table));
  try {
    await run(panel);
    assert.deepEqual(panel.errors, []);
  } finally {
    await panel.page.context().close();
  }
}

const cellAt = (page: Page, position: number, place: number): ReturnType<Page['locator']> => page.locator(`.rows [data-position="${position}"][data-place="${place}"]`);
const focused = (page: Page): Promise<string> => page.evaluate("(document.activeElement?.dataset.position ?? '') + ',' + (document.activeElement?.dataset.place ?? '')");
const focusedOrCursor = (page: Page): Promise<string> => page.evaluate("(cell => cell.dataset.position + ',' + cell.dataset.place)(document.querySelector('.grid [tabindex=\"0\"]'))");
const place = (page: Page): Promise<string | null> => page.locator('.place').textContent();

async function until(what: () => Promise<unknown> | unknown, wanted: unknown): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const is = await what();
    if (is === wanted || Date.now() > deadline) return assert.equal(is, wanted);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('a thousand million rows: the last one by key, the middle by the bar, and pixel by pixel by the wheel', async () => {
  await withPanel(long(1_000_000_000), async ({ page, host }) => {
    await cellAt(page, 0, 0).click();
    await press(page, 'Control+End');
    await until(() => focused(page), '999999999,4');
    await until(() => cellAt(page, 999_999_999, 1).textContent(), 'name 999999999');
    await page.setViewportSize({ width: 1000, height: 1100 });
    await until(async () => (await place(page))?.includes('– 1,000,000,000 of'), true);
    await page.evaluate("(grid => { grid.scrollTop = grid.scrollHeight / 2; })(document.querySelector('.grid'))");
    await until(async () => Math.abs(Number(/[\d,]+/.exec((await place(page)) ?? '')?.[0].replaceAll(',', '')) - 500_000_000) < 100_000, true);
    const from = await place(page);
    await page.locator('.rows').hover();
    await page.mouse.wheel(0, 240);
    const first = Number(/[\d,]+/.exec(from ?? '')?.[0].replaceAll(',', ''));
    await until(async () => Number(/[\d,]+/.exec((await place(page)) ?? '')?.[0].replaceAll(',', '')), first + 10);
    await press(page, 'Control+Home');
    await until(() => focused(page), '0,0');
    await until(() => cellAt(page, 0, 1).textContent(), 'name 0');
    assert.ok(host.asked('page').length < 20, 'only what the screen needs is asked for');
  });
});

test('what is not here looks so, is asked for where the screen stands, and what the screen has left is forgotten', async () => {
  await withPanel(long(1_000_000), async ({ page, host }) => {
    host.held.add('page');
    await cellAt(page, 0, 0).click();
    await press(page, 'Control+ArrowDown');
    await until(() => cellAt(page, 999_999, 0).locator('.unloaded').count(), 1);
    await until(() => page.locator('.grid').getAttribute('aria-busy'), 'true');
    await press(page, 'Control+Home', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown');
    await until(() => host.heard.some(({ kind }) => kind === 'forget'), true);
    host.release();
    await until(() => cellAt(page, 130, 1).textContent(), 'name 130');
    await until(() => page.locator('.grid').getAttribute('aria-busy'), 'false');
  });
});

test('rows that are not counted yet come as they are scrolled to, up to the last; then their number is told', async () => {
  const { page, host, errors } = await harness.open(long(350), { hasCounted: false });
  assert.equal(await page.locator('.size').textContent(), 'counting rows × 5 columns');
  await cellAt(page, 0, 0).click();
  await until(async () => {
    await press(page, 'Control+ArrowDown');
    return focused(page);
  }, '349,0');
  const rows = await place(page);
  assert.match(rows ?? '', /^rows \d+ – 350$/);
  host.news({ kind: 'loading', share: 0.5 });
  await until(() => place(page), `${rows} · reading 50 %`);
  host.news({ kind: 'loaded', rows: 350 });
  await until(() => place(page), `${rows} of 350`);
  assert.equal(await page.locator('.size').textContent(), '350 rows × 5 columns');
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('keys lead through cells, headers and rows, and the keyboard is never lost', async () => {
  await withPanel(movies(), async ({ page, host }) => {
    await cellAt(page, 0, 0).click();
    await press(page, 'ArrowRight', 'ArrowDown', 'ArrowDown');
    await until(() => focused(page), '2,1');
    await press(page, 'End');
    await until(() => focused(page), '2,15');
    await press(page, 'Home', 'ArrowLeft');
    await until(() => focused(page), '2,-1');
    await press(page, 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    await until(() => focused(page), '-1,0');
    assert.equal(await page.evaluate("document.querySelectorAll('.grid [tabindex=\"0\"]').length"), 1, 'one stop for Tab');
    await press(page, 'ArrowRight', 'Enter');
    await until(() => page.locator('[role=columnheader][aria-sort=ascending]').count(), 1);
    await press(page, 'ArrowRight', 'Shift+Enter', 'Shift+Enter');
    await until(() => host.asked('arrange').length, 3);
    assert.deepEqual(host.asked('arrange').at(-1)?.sort, [{ column: 1, descending: false }, { column: 2, descending: true }]);
    await until(() => page.locator('[role=status]').first().textContent(), '3,201 rows. Sorted by US_Gross ascending, then Worldwide_Gross descending.');
    await page.mouse.move(400, 600);
    await page.mouse.wheel(0, 20_000); // the cursor's row is far off the screen, and keeps the keyboard
    await press(page, 'ArrowDown');
    await until(() => focused(page), '0,2');
    assert.deepEqual(await page.evaluate("(window.assayKeys ?? []).filter(key => key !== 'Shift')"), [], 'VS Code hears no key that the grid has used');
    await press(page, 'F6');
    await until(() => page.evaluate("document.activeElement?.closest('[data-region]')?.dataset.region"), 'pane');
    await press(page, 'F6', 'F6', 'F6');
    await until(() => focused(page), '0,2');
  });
});

test('filters: chosen values, a range, a chip that is cleared, and no rows', async () => {
  await withPanel(movies(), async ({ page, host }) => {
    await page.locator('.add-filter').click();
    await page.keyboard.type('genre');
    await press(page, 'Enter');
    await page.getByRole('option', { name: 'Drama' }).click();
    await page.getByRole('option', { name: 'Comedy', exact: false }).first().click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await until(() => page.locator('.result').textContent(), '1,464 of 3,201 rows');
    await until(() => page.locator('.chip').textContent(), 'Major_Genre is "Drama" or "Comedy"');
    await page.locator('.header-cell', { hasText: 'US_Gross' }).getByRole('button', { name: 'missing' }).click();
    await until(() => page.locator('.joint').textContent(), 'and');
    await page.locator('.joint').click();
    await until(() => page.locator('.joint').textContent(), 'or');
    assert.equal((host.asked('arrange').at(-1) as Arrangement).filter?.kind, 'or');
    await page.getByRole('button', { name: /^Clear Major_Genre/ }).click();
    await until(() => page.locator('.result').textContent(), '7 of 3,201 rows');
    await page.locator('.add-filter').click();
    await page.keyboard.type('Title');
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('^no such$');
    await page.getByRole('combobox', { name: 'How' }).selectOption('matches');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No rows match.').waitFor();
    await page.getByRole('button', { name: 'Clear Title matches /^no such$/' }).last().click();
    await until(() => page.locator('.result').textContent(), '7 of 3,201 rows');
  });
});

test('find goes to the next cell and the one before, and says when there is none', async () => {
  await withPanel(movies(), async ({ page }) => {
    await cellAt(page, 0, 0).click();
    await press(page, 'Control+f');
    await page.keyboard.type('avatar');
    await press(page, 'Enter');
    await until(() => focusedOrCursor(page), '501,8');
    await press(page, 'Enter');
    await until(() => focusedOrCursor(page), '1234,0');
    await press(page, 'Shift+Enter');
    await until(() => focusedOrCursor(page), '501,8');
    await press(page, 'Enter');
    await until(() => focusedOrCursor(page), '1234,0');
    await page.locator('.find input').fill('no such text');
    await press(page, 'Enter');
    await page.getByText('No cell holds "no such text".').waitFor();
    await press(page, 'Escape');
    await until(() => focused(page), '1234,0');
  });
});

test('copies a cell, a range, a column, and long values whole', async () => {
  await withPanel(odd(), async ({ page, host }) => {
    await cellAt(page, 0, 2).click();
    await press(page, 'Control+c');
    await until(() => host.copied(), '9007199254740993');
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Control+c');
    await until(() => host.copied(), 'number,ids\nNaN,9007199254740993\n1e308,-999\n');
    await press(page, 'Control+Shift+C');
    await until(() => host.copied(), '| number | ids |\n| --- | --- |\n| NaN | 9007199254740993 |\n| 1e308 | -999 |\n');
    await cellAt(page, 0, 5).click();
    await press(page, 'Control+c');
    await until(() => host.copied() === LONG_VALUE, true);
    await cellAt(page, 0, 7).click();
    await press(page, 'Control+ArrowUp', 'Control+c');
    await until(() => host.copied()?.split('\n').length, 402);
    assert.equal(host.copied()?.slice(0, 14), 'same\nx\ny\nz\n""\n');
  });
});

test('null, empty, NaN and what stands for missing look different; markup stays text; long and nested values open whole', async () => {
  await withPanel(odd(), async ({ page }) => {
    const classes = async (position: number, at: number): Promise<string | undefined> => (await cellAt(page, position, at).getAttribute('class'))?.split(' ').find((name) => /^is-(null|empty|nan|sentinel|value)$/.test(name));
    assert.equal(await cellAt(page, 0, 0).textContent(), '<b>bold</b>');
    await until(() => classes(1, 2), 'is-sentinel');
    assert.equal(await classes(0, 1), 'is-nan');
    await cellAt(page, 3, 3).scrollIntoViewIfNeeded();
    assert.equal(await classes(3, 3), 'is-empty');
    assert.equal(await classes(2, 5), 'is-null');
    await cellAt(page, 0, 6).click();
    await press(page, 'Space');
    await until(async () => (await page.locator('.value').textContent())?.includes('"deep": 12345678901234567890'), true);
    await press(page, 'ArrowLeft');
    await page.getByText('2,000,000 characters').waitFor();
    await until(async () => (await page.locator('.value').textContent())?.length, 2_000_000);
  });
});

test('findings lead to their cells, one after the other, and to the text', async () => {
  const table = movies();
  await withPanel(table, async ({ page, host }) => {
    host.news({ kind: 'findings', groups: findingsOf(table) });
    await page.getByRole('treeitem', { name: /type-mismatch/ }).click();
    await page.getByRole('treeitem', { name: /^\s*10/ }).first().click();
    await until(() => focusedOrCursor(page), '9,5');
    await page.getByRole('button', { name: 'Reveal in text' }).click();
    await until(() => JSON.stringify(host.heard.at(-1)), '{"kind":"reveal","row":9,"column":5}');
    await press(page, 'F8');
    await until(() => focused(page), '12,-1');
    await press(page, 'F8');
    await until(() => focused(page), '15,5');
    await press(page, 'Shift+F8');
    await until(() => focused(page), '12,-1');
    await press(page, 'Shift+F8');
    await until(() => focused(page), '9,5');
    await page.getByRole('button', { name: /^Show the \d+ rows$/ }).click();
    await until(() => page.locator('.chip').textContent(), '19 rows with findings');
    host.post({ kind: 'show', row: 9, column: 0 });
    await until(() => focusedOrCursor(page), '0,0');
  });
});

test('a row that the editor leads to is waited for until the rows are counted', async () => {
  const { page, host, errors } = await harness.open(long(5000), { hasCounted: false });
  host.post({ kind: 'show', row: 3456, column: 1 });
  await page.waitForTimeout(200);
  assert.equal(await focusedOrCursor(page), '0,0');
  host.news({ kind: 'loaded', rows: 5000 });
  await until(() => focusedOrCursor(page), '3456,1');
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('ten thousand columns: few are drawn, the last is a name away, and pages hold what is seen', async () => {
  await withPanel(wide(10_000), async ({ page, host }) => {
    assert.ok((await page.locator('.cell').count()) < 900);
    await press(page, 'Control+g');
    await page.keyboard.type('500 c9999');
    await press(page, 'Enter');
    await until(() => focused(page), '499,9999');
    await until(() => cellAt(page, 499, 9999).textContent(), String(499 * 7 + 9999));
    assert.ok(host.asked('page').every(({ columns }) => columns.length <= 80));
    await page.getByRole('button', { name: /columns shown/ }).click();
    await page.getByRole('textbox', { name: 'Find a column' }).fill('c77');
    await page.getByRole('button', { name: 'Hide 111 Columns' }).click();
    await until(() => page.getByRole('button', { name: /columns shown/ }).textContent(), '9,889 of 10,000columns shown');
  });
});

test('widths, pins, order, sort and place survive a reload, and a file whose columns have moved', async () => {
  const table = movies();
  let kept: unknown;
  await withPanel(table, async (panel) => {
    const { page } = panel;
    await cellAt(page, 0, 1).click();
    await press(page, 'Control+ArrowUp', 'Alt+ArrowRight', 'Alt+Shift+ArrowRight');
    await until(async () => (await page.locator('.header-cell .name').allTextContents()).slice(1, 3).join(), 'Worldwide_Gross,US_Gross');
    await page.locator('.header-name', { hasText: 'Director' }).dragTo(page.locator('.header-name', { hasText: 'MPAA_Rating' }));
    await until(async () => (await page.locator('.header-cell .name').allTextContents())[6], 'Director');
    await page.locator('.header-cell', { hasText: 'US_Gross' }).focus();
    await press(page, 'Enter');
    await until(() => page.locator('[aria-sort=ascending]').count(), 1);
    await page.locator('.header-name', { hasText: 'Source' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Pin/ }).click();
    await until(() => page.locator('.header-cell.is-pinned').count(), 1);
    await press(page, 'Escape');
    await page.locator('.rows').hover();
    await page.mouse.wheel(0, 2400);
    await until(async () => (await place(page))?.startsWith('rows 101'), true);
    await until(async () => ((await panel.kept()) as { top: number }).top, 100);
    kept = await panel.kept();
  }, { width: 2600 });
  const turned: Table = { ...table, columns: table.columns.toReversed(), cell: (row, column) => table.cell(row, table.columns.length - 1 - column) };
  await withPanel(table, async ({ page, host }) => {
    await until(async () => (await place(page))?.startsWith('rows 101'), true);
    assert.deepEqual(host.asked('arrange').at(-1)?.sort, [{ column: 1, descending: false }]);
    assert.equal(await page.locator('.header-cell.is-pinned .name').textContent(), 'Source');
    host.table = turned;
    host.news({ kind: 'changed' });
    await until(() => JSON.stringify(host.asked('arrange').at(-1)?.sort), '[{"column":14,"descending":false}]');
    await until(() => page.locator('.header-cell.is-pinned .name').textContent(), 'Source');
    await until(() => page.locator('[aria-sort=ascending] .name').textContent(), 'US_Gross');
  }, { kept, width: 2600 });
});

test('a problem stands above what is there; a dataset that cannot be opened says why', async () => {
  await withPanel(movies(), async ({ page, host }) => {
    host.news({ kind: 'problem', message: 'movies.csv was cut off while it was written.' });
    await page.getByRole('alert').getByText('was cut off').waitFor();
    await page.getByRole('button', { name: 'Open as Text' }).last().click();
    await until(() => host.heard.at(-1)?.kind, 'openText');
    assert.equal(await cellAt(page, 0, 0).textContent(), 'The Land Girls');
  });
});
