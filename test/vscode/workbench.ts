// Drives the workbench as a user does, for pictures: the extension installed, a theme set, files opened by name.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import UPNG from 'upng-js';
import { launchBrowser } from './browser.ts';
import { serveExtension } from './installed.ts';

const WAIT_MS = 30_000;

export type Theme = 'dark' | 'light' | 'hc';

const THEMES: Record<Theme, string> = { dark: 'Dark Modern', light: 'Light Modern', hc: 'Default High Contrast' };

export interface Workbench {
  readonly page: Page;
  /** Opens a file of the folder by its path, as Ctrl-P does. */
  open(path: string): Promise<void>;
  /** Runs a command by the title that the palette shows. */
  command(title: string): Promise<void>;
  /** Puts the cursor at a 1-based line and column, as Ctrl-G does. */
  goTo(line: number, column: number): Promise<void>;
  /** Waits until the editor shows something that matches the selector. */
  shows(selector: string): Promise<void>;
  picture(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly folder: string;
  readonly theme: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What is installed in place of a link to the build. */
  readonly vsix?: string;
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const editor = await serveExtension({
    'workbench.colorTheme': THEMES[options.theme],
    'window.autoDetectColorScheme': false,
    'editor.minimap.enabled': false,
    'editor.occurrencesHighlight': 'off',
    'breadcrumbs.enabled': true,
    'workbench.tips.enabled': false,
    'window.commandCenter': false,
    'workbench.layoutControl.enabled': false,
  }, options.vsix);
  const browser = await launchBrowser();
  const viewport = { width: options.width ?? 1200, height: options.height ?? 720 };
  const page = await browser.newPage({ viewport, colorScheme: options.theme === 'light' ? 'light' : 'dark', deviceScaleFactor: 1.5 });
  const close = async () => {
    await browser.close();
    await editor.stop();
  };
  try {
    await page.goto(editor.address(options.folder));
    await page.waitForSelector('.monaco-workbench .explorer-folders-view .monaco-list-row', { timeout: WAIT_MS });
  } catch (error) {
    await close();
    throw error;
  }
  return { page, close, ...actions(page) };
}

function actions(page: Page): Omit<Workbench, 'page' | 'close'> {
  return {
    open: path => quickInput(page, 'Control+P', path),
    command: title => quickInput(page, 'F1', title),
    goTo: (line, column) => quickInput(page, 'Control+G', `${line}:${column}`),
    shows: async selector => void (await page.waitForSelector(selector, { timeout: WAIT_MS })),
    picture: async file => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, inFewColours(await page.screenshot()));
    },
  };
}

/** A picture of an editor needs no more than 256 colours, and a quarter of the room then. */
function inFewColours(png: Buffer): Buffer {
  const { width, height, ...image } = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8({ width, height, ...image }), width, height, 256));
}

/** Fills in the quick input and takes its first proposal. The list may still be filling when Enter comes: then again. */
async function quickInput(page: Page, key: string, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await page.keyboard.press(key);
  await input.waitFor({ state: 'visible', timeout: WAIT_MS });
  await input.pressSequentially(text, { delay: 5 });
  for (let attempt = 1; ; attempt++) {
    await page.waitForTimeout(500);
    // Not once too often: the key would go into the text that was opened.
    if (await input.isHidden()) return;
    await input.press('Enter');
    const closed = await input.waitFor({ state: 'hidden', timeout: 3000 }).then(() => true, () => false);
    if (closed) return;
    if (attempt === 8) throw new Error(`VS Code did not take "${text}"`);
  }
}
