// What npm runs after it has installed the packages, and before it makes one of ours: the build, on any Node from 20 on.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TEST = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(TEST);

// Installed for all users straight from git (as pre-commit does), npm builds us without the packages that a build needs.
if ((await esbuild()) === undefined && process.env.npm_config_global === 'true') installHere();
const tool = await esbuild();
// Who installs without the packages for development has nothing to build with, and nothing that would need it.
if (tool !== undefined) await build(tool);

/** With its path: a module that was not found once is not looked for again. */
async function esbuild() {
  const path = join(ROOT, 'node_modules/esbuild/lib/main.js');
  return import(pathToFileURL(path).href + `?${Date.now()}`).then(({ default: found }) => found, () => undefined);
}

function installHere() {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix|force|save|location)$/i.test(name)));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync('npm', args, { cwd: ROOT, env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) process.exit(1);
}

/** Only Node 24 reads TypeScript, and here there may be an older one. */
async function build({ build: bundle }) {
  const outfile = join(TEST, `build.${process.pid}.mjs`);
  try {
    await bundle({ entryPoints: [join(TEST, 'build.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
    const { buildAll } = await import(pathToFileURL(outfile).href);
    await buildAll();
  } finally {
    rmSync(outfile, { force: true });
  }
}
