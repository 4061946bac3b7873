// The dataset panel in a real Chromium, as VS Code would load it: its policy, its variables, its way of passing messages.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildPanels } from '../build.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { FakeHost } from './fake-host.ts';
import { classesOf, DEFAULT_STYLES, variablesOf, type Theme } from './themes.ts';
import type { Table } from './tables.ts';

const ORIGIN = 'http://panel.test';
const NONCE = 'abc123';
const TYPES: Record<string, string> = { css: 'text/css', js: 'text/javascript', ttf: 'font/ttf' };

export interface OpenOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the panel has kept. */
  readonly kept?: unknown;
  /** false: the rows are not counted yet. */
  readonly hasCounted?: boolean;
  /** Drawn at so many pixels each. */
  readonly scale?: number;
}

export interface OpenPanel {
  readonly page: Page;
  readonly host: FakeHost;
  /** What went wrong in the page: must stay empty. */
  readonly errors: readonly string[];
  readonly kept: () => Promise<unknown>;
}

/** The panels' files and a browser, for one test file. */
export class Harness {
  readonly #folder: string;
  readonly #browser: Browser;

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
  }

  static async start(): Promise<Harness> {
    const folder = mkdtempSync(join(tmpdir(), 'assay-panel-'));
    const [browser] = await Promise.all([launchBrowser({ showsScrollbars: true }), buildPanels(folder)]);
    return new Harness(folder, browser);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async open(table: Table, options: OpenOptions = {}): Promise<OpenPanel> {
    const { theme = 'dark', width = 1280, height = 800, kept, scale = 1 } = options;
    const context = await this.#browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const host = new FakeHost(table);
    host.hasCounted = options.hasCounted ?? true;
    host.post = (message) => void page.evaluate(`window.postMessage(${JSON.stringify(message)})`).catch(() => {});
    await page.exposeFunction('assayPost', (message: unknown) => host.receive(message));
    await page.route(`${ORIGIN}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html(theme) });
      if (name === 'theme.css') return route.fulfill({ contentType: 'text/css', body: `:root { ${variablesOf(theme).map((pair) => pair.join(': ')).join('; ')} }\n${DEFAULT_STYLES}` });
      return route.fulfill({ contentType: TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain', body: readFileSync(join(this.#folder, 'webviews', name)) });
    });
    await page.addInitScript(script(kept));
    await page.goto(`${ORIGIN}/`);
    await page.locator('.app').waitFor({ timeout: 10_000 }).catch((error: Error) => {
      throw new Error(`${error.message}\n${errors.join('\n')}`);
    });
    return { page, host, errors, kept: () => page.evaluate('window.assayState') };
  }
}

/** As the extension writes it. */
function html(theme: Theme): string {
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${ORIGIN}; font-src ${ORIGIN}; img-src ${ORIGIN} data:`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Dataset</title>
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/dataset.css"></head><body class="${classesOf(theme)}"><script nonce="${NONCE}" src="/dataset.js"></script></body></html>`;
}

function script(kept: unknown): string {
  return `window.assayState = ${JSON.stringify(kept ?? null)};
window.addEventListener('keydown', (event) => (window.assayKeys ??= []).push(event.key));
window.acquireVsCodeApi = () => ({ postMessage: (message) => window.assayPost(message), getState: () => window.assayState ?? undefined, setState: (state) => { window.assayState = state; } });`;
}
