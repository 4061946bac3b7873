#!/usr/bin/env node
// Stands in for the desktop VS Code: takes the same arguments, runs the suites in the server build's extension host,
// with Chromium as its window, and ends with the suites' exit code.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startServer } from './server.ts';

const LIMIT_MS = 300_000;

interface Request {
  extension: string;
  suites: string;
  workspace: string;
}

// Without this a signal would end the process at once, and leave the server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
process.exitCode = await main(readArguments(process.argv.slice(2)));

function readArguments(args: string[]): Request {
  const valueOf = (name: string) => args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
  return {
    extension: valueOf('extensionDevelopmentPath'),
    suites: valueOf('extensionTestsPath'),
    workspace: args.find(arg => !arg.startsWith('-')) ?? '',
  };
}

async function main(request: Request): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-host-'));
  const server = await startServer({ dataFolder: join(folder, 'data'), extensionsFolder: join(folder, 'extensions'), forTests: true });
  const stopAll = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const browser = await launchBrowser();
    try {
      return await runInPage(await browser.newPage({ viewport: { width: 1400, height: 900 } }), address(server, request));
    } finally {
      await browser.close();
    }
  } finally {
    await stopAll();
  }
}

function address(server: { origin: string; port: number; token: string }, request: Request): string {
  const remote = `vscode-remote://127.0.0.1:${server.port}`;
  const payload = [
    ['extensionDevelopmentPath', remote + request.extension],
    ['extensionTestsPath', remote + request.suites],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ tkn: server.token, folder: request.workspace, payload: JSON.stringify(payload) });
  return `${server.origin}/?${query}`;
}

/** The workbench calls these two functions of the page: one with its console, one with the suites' exit code. */
async function runInPage(page: Page, url: string): Promise<number> {
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    // The workbench's own console is long; only what it says about this extension helps.
    if (type === 'error' && /assay/i.test(args.join(' '))) console.log(...args);
  });
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the suites did not end within ${LIMIT_MS / 60_000} minutes`)), LIMIT_MS);
    const exit = (code: number) => {
      clearTimeout(timer);
      resolve(code);
    };
    void page.exposeFunction('codeAutomationExit', exit).then(() => page.goto(url)).catch(reject);
  });
  return ended;
}
