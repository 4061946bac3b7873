// The packages as their users get them: the VSIX installed into a real VS Code, the npm package into an empty folder.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildAll, ROOT } from '../build.ts';
import { about, startEditor } from '../support/bare-editor.ts';
import { uriOf } from '../support/lsp-client.ts';
import { folderWith } from '../support/temp.ts';
import { openWorkbench } from '../vscode/workbench.ts';
import { ALL_TARGETS, ownTarget, TARGETS } from './targets.ts';
import { describeParts, packVsix } from './vsix.ts';

const TABLE = `name,age\nEva,tall\n${Array.from({ length: 60 }, (_, i) => `P${i},${20 + (i % 40)}`).join('\n')}\n`;
/** Nothing of the user's own settings, and no test runner to report to. */
const { NODE_TEST_CONTEXT, ...ENV } = process.env;

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env: ENV, encoding: 'utf8', shell: process.platform === 'win32' });
}

suite('packages', { skip: ownTarget() === undefined, timeout: 180_000 }, () => {
  test('the engine has a package for every target', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'node_modules/@duckdb/node-bindings/package.json'), 'utf8')) as { optionalDependencies: object };
    assert.deepEqual(Object.values(TARGETS).toSorted(), Object.keys(optionalDependencies).toSorted());
    assert.equal(ALL_TARGETS.length, 8);
  });

  test('the VSIX, installed into VS Code: a finding on its cell, its page, the table; and the example', async () => {
    await buildAll();
    const packed = await packVsix(ownTarget() ?? 'linux-x64');
    const native = packed.parts.filter(({ name }) => name.startsWith('node_modules/@duckdb/node-bindings-'));
    assert.equal(native.length, 1, 'one platform');
    const others = packed.parts.filter(({ name }) => !name.startsWith('node_modules/'));
    assert.ok(others.some(({ name, files }) => name === 'dist/example' && files > 5));
    assert.ok(others.filter(({ name }) => name !== 'docs/images').reduce((sum, part) => sum + part.packed, 0) < 3e6, describeParts(packed));
    assert.deepEqual(others.map(({ name }) => name).filter(name => !/^(dist\/(client\.cjs|server\.js|engine\.js|webviews|example|(assay|package)\.schema\.json|[\w-]+\.(css|js))|docs\/(codes|images|walkthrough|example)|syntaxes|package\.json, README.*)$/.test(name)), []);
    const workbench = await openWorkbench({ folder: folderWith({ 'people.csv': TABLE }), theme: 'dark', vsix: packed.file });
    try {
      await workbench.open('people.csv');
      await workbench.shows('.view-overlays .cdr[class*="squiggly-"]');
      await workbench.command('Problems: Focus on Problems View');
      await workbench.shows('.markers-panel .monaco-list-row:has-text("type-mismatch")');
      await workbench.page.locator('.markers-panel').getByText('type-mismatch').click();
      await workbench.shows('.tab:has-text("Preview type-mismatch.md")');
      await workbench.open('people.csv');
      await workbench.command('Assay: Open as Table');
      await showsInPanel(workbench.page, 'tall');
    } finally {
      await workbench.close();
    }
  });

  test('the npm package, from its tarball in an empty folder: npx assay', async () => {
    await buildAll();
    const folder = folderWith({ 'package.json': '{}' }); // else npm looks for one further up
    npm(['pack', '--ignore-scripts', '--pack-destination', folder], ROOT); // what they would build is built
    const [tarball = ''] = globSync('*.tgz', { cwd: folder });
    npm(['install', '--ignore-scripts', `./${tarball}`], folder);
    const table = folderWith({ 'x.csv': TABLE });
    const done = spawnSync('npx', ['--no-install', 'assay', 'check', join(table, 'x.csv'), '--format', 'json', '--fail-on', 'warning'], { cwd: folder, env: ENV, encoding: 'utf8', shell: process.platform === 'win32' });
    assert.deepEqual([done.status, done.stderr], [1, '']);
    assert.deepEqual((JSON.parse(done.stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code), ['type-mismatch']);
    const installed = globSync('node_modules/*', { cwd: folder }).map(path => path.split(/[\\/]/).at(-1)).toSorted();
    assert.deepEqual(installed, ['@duckdb', 'assay', 'detect-libc']);
    await serves(join(folder, 'node_modules/assay/dist/cli.js'), table);
  });
});

/** A panel is a frame within a frame. */
async function showsInPanel(page: Page, text: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    for (const frame of page.frames().slice(1)) if (await frame.getByText(text, { exact: true }).first().isVisible().catch(() => false)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`no panel shows "${text}"`);
}

/** The installed server tells an editor without any capability what it finds, with a page for each finding. */
async function serves(cli: string, folder: string): Promise<void> {
  const { send, until, done } = startEditor(spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder, env: ENV, stdio: 'pipe' }));
  const uri = uriOf(join(folder, 'x.csv'));
  send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: uriOf(folder), capabilities: {} } });
  await until(({ id }) => id === 1);
  send({ method: 'initialized', params: {} });
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'csv', version: 1, text: TABLE } } });
  const { params } = await until(about(uri, 'type-mismatch'));
  assert.ok(params?.diagnostics?.every(({ codeDescription }) => existsSync(fileURLToPath(codeDescription?.href ?? 'file:///nowhere'))));
  send({ id: 2, method: 'shutdown' });
  await until(({ id }) => id === 2);
  send({ method: 'exit' });
  assert.equal((await done).code, 0);
}
