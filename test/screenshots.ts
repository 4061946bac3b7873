// npm run screenshots: pictures of the running extension for the README, in a dark, a light and a high-contrast theme; `-- data` only those of that name.

import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { buildAll, ROOT } from './build.ts';
import { writeExample } from './example/write.ts';
import { openWorkbench, type Theme, type Workbench } from './vscode/workbench.ts';

const EXAMPLE = join(ROOT, '.assay-example');
const IMAGES = join(ROOT, 'docs/images');
/** Line and column in penguins.csv of the one "." that stands for missing. */
const SENTINEL = [338, 34] as const;
/** What VS Code draws under a marked cell, whatever its severity. */
const MARK = '.view-overlays .cdr[class*="squiggly-"]';
/** All pictures where none is named. */
const WANTED = process.argv.slice(2);
const LENS = '.codelens-decoration:has-text("rows")';

async function takeAll(theme: Theme): Promise<void> {
  const workbench = await openWorkbench({ folder: EXAMPLE, theme });
  const picture = async (name: string) => {
    if (WANTED.length > 0 && !WANTED.includes(name)) return;
    const file = join(IMAGES, `${name}-${theme}.png`);
    await workbench.picture(file);
    console.log(`docs/images/${name}-${theme}.png`);
  };
  try {
    await dataFile(workbench);
    await picture('data');
    await pythonFile(workbench);
    await picture('python');
    await problemsPanel(workbench);
    await picture('problems');
    await datasetsView(workbench);
    await picture('datasets');
    await tablePanel(workbench);
    await picture('table');
    await summaryPage(workbench);
    await picture('summary');
  } finally {
    await workbench.close();
  }
}

async function dataFile(workbench: Workbench): Promise<void> {
  await workbench.open('penguins.csv');
  await workbench.shows(MARK);
  await workbench.goTo(...SENTINEL);
  await settle(workbench);
  await workbench.command('Show or Focus Hover');
  await workbench.shows('.monaco-hover-content');
  await settle(workbench);
}

async function pythonFile(workbench: Workbench): Promise<void> {
  await workbench.open('train.py');
  await workbench.shows(LENS);
  await settle(workbench);
}

async function problemsPanel(workbench: Workbench): Promise<void> {
  await workbench.command('Problems: Focus on Problems View');
  await workbench.shows('.markers-panel .monaco-list-row');
  await settle(workbench);
}

/** Beside the data file that it leads to, with room for the figures. */
async function datasetsView(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.command('View: Close Panel');
  await workbench.open('penguins.csv');
  await workbench.goTo(...SENTINEL);
  await workbench.command('Assay: Reveal in Datasets View');
  await workbench.shows('.pane-body .monaco-list-row:has-text("stands for missing")');
  const sideBar = await page.locator('.part.sidebar').boundingBox();
  if (sideBar !== null) {
    const [edge, middle] = [sideBar.x + sideBar.width + 2, sideBar.y + sideBar.height / 2];
    await page.mouse.move(edge, middle);
    await page.mouse.down();
    await page.mouse.move(edge + 150, middle, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(edge + 400, sideBar.y + sideBar.height - 60); // off the edge, which is lit while it is pointed at
  }
  await settle(workbench);
}

/** A table with a filter: what it leaves of each bar, and the findings beside it. */
async function tablePanel(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.setViewportSize({ width: 1500, height: 860 });
  await workbench.command('View: Close All Editors');
  await workbench.open('movies.csv');
  await workbench.shows(MARK);
  await workbench.command('Assay: Open as Table');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  const panel = await panelOf(workbench);
  await panel.locator('.header-chart .top-bar.can-pick').nth(1).click();
  await panel.locator('.result').waitFor();
  await panel.getByRole('grid').press('Control+Home');
  await panel.getByRole('treeitem').nth(0).click();
  await settle(workbench);
}

async function summaryPage(workbench: Workbench): Promise<void> {
  const panel = await panelOf(workbench);
  await panel.locator('.chip .codicon-close').first().click();
  await panel.locator('#tab-summary').click();
  await panel.getByRole('button', { name: /^Findings \(/ }).click();
  await panel.locator('.triangle').waitFor();
  await settle(workbench);
}

/** The page inside the editor that shows a dataset. */
async function panelOf({ page }: Workbench): Promise<Frame> {
  for (let tries = 0; tries < 60; tries++) {
    for (const frame of page.frames()) if ((await frame.locator('.toolbar').count()) > 0) return frame;
    await page.waitForTimeout(500);
  }
  throw new Error('The table did not open.');
}

/** Counts and colours follow the first marks within a moment. */
async function settle(workbench: Workbench): Promise<void> {
  await workbench.page.waitForTimeout(2000);
}

await buildAll();
await writeExample(EXAMPLE);
for (const theme of ['dark', 'light', 'hc'] as const) await takeAll(theme);
