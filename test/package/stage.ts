// A folder that holds what runs of the extension on one platform, and nothing else.

import { cpSync, existsSync, globSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIST, ROOT } from '../build.ts';
import { writeExample } from '../example/write.ts';
import { fetchNative } from './fetched.ts';
import { TARGETS, type Target } from './targets.ts';

/** Of the project; of the pictures those that one of these texts shows. */
const FILES = ['README.md', 'LICENSE', 'CHANGELOG.md', 'syntaxes/**', 'docs/codes/**', 'docs/walkthrough/**'];
const SHOWING = ['package.json', 'README.md', 'docs/walkthrough/*.md'];
const PICTURES = 'docs/**/*.{png,svg,gif}';
/** What the build makes, without the command line (npm has it), maps and tests. */
const NOT_BUILT = /(^|[\\/])(cli\.js|.*\.map|(test|example|bench)[\\/].*)$/;
const NOT_RUN = /\.(d\.[mc]?ts|map|md)$/;
/** Outside the bundles, because they find their native part by themselves. */
const OUTSIDE = ['@duckdb/node-api', '@duckdb/node-bindings', 'detect-libc'];
/** Of no use, or no business, where the extension runs. */
const UNUSED = ['scripts', 'devDependencies', 'overrides', 'allowScripts', 'private', 'files', 'bin'];

type Manifest = Record<string, unknown> & { readonly dependencies?: Record<string, string> };

/** Fills the folder anew from a build that is there already. */
export async function stage(target: Target, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const path of globSync(FILES, { cwd: ROOT }).filter(isFile)) put(join(ROOT, path), join(folder, path));
  for (const path of pictures()) put(join(ROOT, path), join(folder, path));
  for (const path of globSync('**', { cwd: DIST }).filter(path => isFile(join('dist', path)) && !NOT_BUILT.test(path))) put(join(DIST, path), join(folder, 'dist', path));
  await writeExample(join(folder, 'dist/example'));
  for (const name of OUTSIDE) putPackage(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  const native = TARGETS[target];
  const version = versionOf('@duckdb/node-bindings');
  putPackage(fetchNative(native, version), join(folder, 'node_modules', native));
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const kept = Object.entries(manifest).filter(([name]) => !UNUSED.includes(name));
  const dependencies = Object.fromEntries([...OUTSIDE.map(name => [name, versionOf(name)]), [native, version]]);
  writeFileSync(join(folder, '.vscodeignore'), ''); // all that is staged is meant to be there
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...Object.fromEntries(kept), dependencies }, undefined, 2)}\n`);
}

function pictures(): readonly string[] {
  const texts = globSync(SHOWING, { cwd: ROOT }).map(path => readFileSync(join(ROOT, path), 'utf8'));
  return globSync(PICTURES, { cwd: ROOT }).filter(path => texts.some(text => text.includes(path.split(/[\\/]/).at(-1) ?? path)));
}

function isFile(path: string): boolean {
  return /\.\w+$|LICENSE$/.test(path) && existsSync(join(ROOT, path));
}

function putPackage(from: string, to: string): void {
  for (const path of globSync('**', { cwd: from, withFileTypes: true }).filter(entry => entry.isFile() && !NOT_RUN.test(entry.name)).map(entry => join(entry.parentPath, entry.name))) {
    put(path, join(to, path.slice(from.length)));
  }
}

/** A link where the file system has them: the engine's library is large. */
function put(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}
