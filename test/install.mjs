// What both commands do first, on any Node from 20 on and with nothing installed yet:
// install the packages, then hand over to the Node 24 that came with them.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** Runs `npm ci` where node_modules is missing or differs from the lock file. Ends the process when that fails. */
export function install() {
  if (Number(process.versions.node.split('.')[0]) < 20) stop(`Assay needs Node 20 or newer; this is ${process.version}.`);
  if (upToDate()) return;
  console.log('Installing packages (npm ci)');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) stop('The packages could not be installed; npm says why above.');
}

/**
 * Runs a TypeScript file on the installed Node 24 and ends with its exit code.
 * Signals go to the child, which stops what it started before it ends itself.
 */
export function handOver(script, args) {
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', join(ROOT, script), ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => stop(`Node 24 from node_modules does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
}

/** Versions are compared, not dates: a checkout makes every file look new. */
function upToDate() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(NODE) || !existsSync(installed)) return false;
  const have = packagesOf(installed);
  const want = Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).filter(([path]) => path !== '');
  return want.every(([path, wanted]) => {
    const version = have[path]?.version;
    return version === wanted.version || (version === undefined && wanted.optional === true);
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
