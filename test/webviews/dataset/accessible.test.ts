// axe-core finds nothing serious in the panel, in any kind of theme; and colours are the theme's own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { projectFiles, readProjectFile } from '../../support/sources.ts';
import { findingsOf, profileOf } from '../fake-profile.ts';
import { Harness } from '../harness.ts';
import { movies } from '../tables.ts';
import { THEMES } from '../themes.ts';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let harness: Harness;
before(async () => {
  harness = await Harness.start();
});
after(() => harness.stop());

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<Violation[]>("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)");
  const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join('\n')}`);
}

for (const theme of THEMES) {
  test(`nothing serious in the ${theme} theme`, async () => {
    const table = movies();
    const { page, host, errors } = await harness.open(table, { theme });
    host.news(profileOf(table));
    host.news({ kind: 'findings', groups: findingsOf(table) });
    await page.evaluate(AXE);
    await page.getByRole('treeitem').nth(1).click();
    await page.locator('.cell').nth(20).dblclick();
    assert.deepEqual(await violations(page), [], 'grid');
    await page.locator('.header-name', { hasText: 'US_Gross' }).click({ button: 'right' });
    assert.deepEqual(await violations(page), [], 'menu of a column');
    await page.getByRole('menuitem', { name: 'Filter…' }).click();
    await page.getByRole('button', { name: 'Values', exact: true }).click();
    assert.deepEqual(await violations(page), [], 'filter');
    await page.keyboard.press('Escape');
    await page.locator('#tab-summary').click();
    await page.locator('.triangle').waitFor();
    assert.deepEqual(await violations(page), [], 'summary');
    for (const [button, what] of [['Show as Code', '.code-text'], ['Read as', '.menu-head']] as const) {
      await page.getByRole('button', { name: button }).click();
      await page.locator(what).first().waitFor();
      assert.deepEqual(await violations(page), [], button);
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(errors, []);
    await page.context().close();
  });
}

test('no colour is of our own', () => {
  const sheets = projectFiles().filter((path) => /^webviews\/.*\.css$/.test(path));
  assert.ok(sheets.length > 5);
  assert.deepEqual(sheets.filter((path) => /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i.test(readProjectFile(path))), []);
});
