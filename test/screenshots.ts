// npm run screenshots: pictures of the running extension for the README, in a dark and a light theme.

import { join } from 'node:path';
import { buildAll, ROOT } from './build.ts';
import { writeExample } from './example/write.ts';
import { openWorkbench, type Theme, type Workbench } from './vscode/workbench.ts';

const EXAMPLE = join(ROOT, '.assay-example');
const IMAGES = join(ROOT, 'docs/images');
/** Line and column in penguins.csv of the one "." that stands for missing. */
const SENTINEL = [338, 34] as const;
/** What VS Code draws under a marked cell, whatever its severity. */
const MARK = '.view-overlays .cdr[class*="squiggly-"]';
const LENS = '.codelens-decoration:has-text("rows")';

async function takeAll(theme: Theme): Promise<void> {
  const workbench = await openWorkbench({ folder: EXAMPLE, theme });
  const picture = async (name: string) => {
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

/** Counts and colours follow the first marks within a moment. */
async function settle(workbench: Workbench): Promise<void> {
  await workbench.page.waitForTimeout(2000);
}

await buildAll();
await writeExample(EXAMPLE);
for (const theme of ['dark', 'light'] as const) await takeAll(theme);
