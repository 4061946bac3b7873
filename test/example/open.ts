// npm start: builds, prints a folder's findings, and opens the folder in VS Code with the extension.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';
import { buildAll, DIST, ROOT } from '../build.ts';
import { serveExtension } from '../vscode/installed.ts';
import { writeExample } from './write.ts';

const EXAMPLE = join(ROOT, '.assay-example');

async function main(argument: string | undefined): Promise<void> {
  const folder = argument === undefined ? EXAMPLE : chosen(argument);
  console.log('Building');
  await buildAll();
  if (folder === EXAMPLE) {
    console.log('Writing the example workspace into .assay-example');
    await writeExample(EXAMPLE);
  }
  await writeExample(join(DIST, 'example')); // for the command that opens it
  printFindings(folder);
  if (!openDesktop(folder)) await openInBrowser(folder);
}

/** npm runs scripts in the project's folder; a relative path means the folder the user stands in. */
function chosen(argument: string): string {
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), argument);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  console.error(existsSync(folder) ? `"${argument}" is a file; npm start opens a folder.` : `There is no folder "${argument}".`);
  process.exit(2);
}

function printFindings(folder: string): void {
  console.log(`\nWhat assay check says about ${relative(ROOT, folder) || '.'}:\n`);
  const done = spawnSync(process.execPath, [join(DIST, 'cli.js'), 'check', '.'], { cwd: folder, stdio: 'inherit' });
  // 2 means that there was nothing to check, or no way to; it has said which.
  if (done.status === null || done.status > 2) console.log('The check did not finish; the editor may still tell more.');
}

/** Opens the desktop VS Code where there is one and a display. It belongs to the user: nothing of ours stays behind. */
function openDesktop(folder: string): boolean {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!hasDisplay || process.env['ASSAY_BROWSER_ONLY'] === '1' || !hasCommand('code')) return false;
  const args = ['--new-window', `--extensionDevelopmentPath=${ROOT}`, folder];
  const done = spawnSync('code', args, { stdio: 'ignore', shell: process.platform === 'win32', timeout: 30_000 });
  if (done.status !== 0) return false;
  console.log('\nOpened in VS Code.');
  return true;
}

function hasCommand(name: string): boolean {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some(folder => endings.some(ending => existsSync(join(folder, name + ending))));
}

async function openInBrowser(folder: string): Promise<void> {
  const starting = serveExtension();
  const stop = () => void starting.then(server => server.stop()).finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const server = await starting;
  console.log(`\nOpen in a browser: ${server.address(folder)}\nCtrl-C ends it.`);
  await server.ended;
  await server.stop();
}

await main(process.argv[2]);
