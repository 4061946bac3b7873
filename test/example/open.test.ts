// npm start on a folder: it answers at the printed address only, and Ctrl-C leaves nothing running.

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../build.ts';
import { launchBrowser } from '../vscode/browser.ts';

const MARK = `ASSAY_START_TEST=${process.pid}`;

test('npm start serves a folder on loopback until Ctrl-C', { skip: process.platform !== 'linux', timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-start-'));
  writeFileSync(join(folder, 'people.csv'), 'name,age\nAnn,34\nBen,\n');
  const started = start(folder);
  try {
    const address = await printedAddress(started);
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/\?tkn=[0-9a-f]{32}&folder=/);
    assert.equal((await fetch(address.replace(/tkn=\w+/, 'tkn=wrong'))).status, 403);
    await openInBrowser(address);
    assert.ok(left().some(command => command.includes('extensionHost')), 'VS Code did not start its extension host');
    const exit = new Promise<number | null>(resolve => started.once('exit', resolve));
    process.kill(-(started.pid ?? 0), 'SIGINT');
    assert.equal(await exit, 0);
    await assert.rejects(fetch(address));
    assert.deepEqual(left(), []);
  } finally {
    if (started.exitCode === null) started.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A process group of its own, as a shell gives to what it runs: Ctrl-C reaches all of the group. */
function start(folder: string): ChildProcess {
  const [name = '', value = ''] = MARK.split('=');
  const env = { ...process.env, ASSAY_BROWSER_ONLY: '1', INIT_CWD: ROOT, [name]: value };
  return spawn('node', ['test/start.mjs', folder], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (part: Buffer) => {
      output += String(part);
      const address = /Open in a browser: (\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', code => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

/** A workbench in a browser makes VS Code start its extension host, and that the extension. */
async function openInBrowser(address: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByText('people.csv').first().waitFor({ timeout: 60_000 });
    await page.getByText('people.csv').first().click();
    await page.waitForTimeout(2000);
  } finally {
    await browser.close();
  }
}

/** The command lines of processes that inherited the mark and still live. */
function left(): string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(id => {
    try {
      if (!readFileSync(join('/proc', id, 'environ'), 'utf8').includes(MARK)) return [];
      return [readFileSync(join('/proc', id, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}
