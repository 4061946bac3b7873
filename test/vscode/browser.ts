// Finds a Chromium to drive, and gets one where that is possible.

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Quiet and offline: nothing that a browser does by itself belongs in a test. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** The path of an installed Chromium, Chrome or Edge. */
export function findBrowser(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  return [process.env['ASSAY_BROWSER'] ?? '', ...onPath, ...PLACES].find(isExecutable);
}

/** Finds a browser, or installs Debian's as root. Throws with what to do when there is none. */
export function needBrowser(): string {
  const found = findBrowser() ?? installed();
  if (found === undefined) throw new Error('No Chromium, Chrome or Edge was found. Install one, or name it in ASSAY_BROWSER.');
  return found;
}

function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return undefined;
  console.log('Installing chromium (apt-get)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });
    if (done.status !== 0) throw new Error(`apt-get ${args[0]} failed: ${done.stderr.trim().split('\n').at(-1)}`);
  }
  return findBrowser();
}

/** `showsScrollbars`: they are there, and take their room, as they do for a user. */
export function launchBrowser({ showsScrollbars = false } = {}): Promise<Browser> {
  return chromium.launch({ executablePath: needBrowser(), args: FLAGS, ignoreDefaultArgs: showsScrollbars ? ['--hide-scrollbars'] : [] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}
