// The HTML report in a real browser: axe-core finds nothing wrong with it, and nothing runs over its edge.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { html } from '../../../server/src/core/report/html.ts';
import { aColumn, aProfile } from '../../support/profiles.ts';
import { DATASET_REPORT, REPORTS } from '../../support/reports.ts';
import { findBrowser, launchBrowser } from '../../vscode/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LONG = 'name_without_any_space_'.repeat(12);

const COLUMNS = [
  aColumn({ type: 'number', min: '0', max: '9.5', mean: 3, std: 1, quantiles: [[0.5, 3]], histogram: { edges: [0, 5, 10], counts: [40, 60], exact: true }, top: [{ value: '3', count: 60 }], topExact: true }),
  aColumn({ name: LONG, index: 1, min: LONG, max: `<b>${LONG}`, top: [{ value: LONG, count: 70 }, { value: 'الاسم', count: 2 }], topExact: true, lengths: { min: 1, max: 300, mean: 20 } }),
];
const { result } = DATASET_REPORT;
const FULL = { ...DATASET_REPORT, result: result === undefined ? undefined : { ...result, profile: aProfile(COLUMNS) } };

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const options = { skip: findBrowser() === undefined && process.getuid?.() !== 0 ? 'no Chromium, Chrome or Edge was found' : false, timeout: 120_000 };

let browser: Browser | undefined;
before(async () => {
  if (options.skip === false) browser = await launchBrowser();
}, { timeout: 400_000 });
after(() => browser?.close());

for (const [name, files] of [['one dataset', [FULL]], ['a workspace', [...REPORTS, { ...FULL, path: 'full.csv' }]]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name}, ${colorScheme}`, options, async () => {
      const page = await browser?.newPage({ colorScheme, bypassCSP: true, viewport: { width: 400, height: 800 } });
      assert.ok(page !== undefined);
      await page.setContent(html(files, { version: '1.2.3', all: false }));
      assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false, 'it runs over the edge of a narrow screen');
      await page.evaluate(AXE);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: Violation[] };
      assert.deepEqual(violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`), []);
      await page.close();
    });
  }
}
