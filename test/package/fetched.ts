// What packaging needs and npm ci does not install: the tool that makes VSIX files, and DuckDB for other platforms. Fetched once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../build.ts';

const CACHE = join(ROOT, '.vscode-test');
/** Not among the project's own packages: it brings a hundred of its own, for publishing. */
const VSCE = '@vscode/vsce@4.1.0';

/** What of vsce is used here. */
export interface Vsce {
  createVSIX(options: {
    readonly cwd: string;
    readonly packagePath: string;
    readonly target: string;
    readonly allowMissingRepository: boolean;
    readonly rewriteRelativeLinks: boolean;
  }): Promise<void>;
}

export function fetchVsce(): Vsce {
  const folder = fetched('vsce', VSCE);
  return createRequire(join(folder, 'package.json'))('@vscode/vsce') as Vsce;
}

/** The folder of a package that may be for another platform than this one. */
export function fetchNative(name: string, version: string): string {
  const own = join(ROOT, 'node_modules', name);
  if (existsSync(own)) return own;
  return join(fetched(`native/${name.split('/').at(-1)}`, `${name}@${version}`, '--force'), 'node_modules', name); // forced: npm refuses what this machine cannot run
}

/** Renamed at the end, so that an interrupted installation is not taken for a whole one. */
function fetched(place: string, spec: string, ...options: readonly string[]): string {
  const folder = join(CACHE, place, spec.replace(/^.*@/, ''));
  if (existsSync(folder)) return folder;
  console.log(`Getting ${spec} (once)`);
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
  const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...options, spec];
  const done = spawnSync('npm', args, { cwd: fresh, encoding: 'utf8', shell: process.platform === 'win32', timeout: 300_000 });
  if (done.status === 0 && !existsSync(folder)) renameSync(fresh, folder);
  else rmSync(fresh, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(`npm could not get ${spec}: ${done.stderr.trim().slice(-2000)}`);
  return folder;
}
