// From the paths on the command line to datasets and code, each with the config that holds for it.

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatOf } from '../core/table/dataset.ts';
import { findDataset } from '../core/table/datasets.ts';
import { whyNoDataset } from '../node/files-absent.ts';
import { NodeFiles } from '../node/files.ts';
import { beginsWithObject } from '../node/workspace-json.ts';
import { excluder, walkExcept } from '../node/workspace.ts';
import type { Configs, LoadedConfig } from './config.ts';
import { CannotRun } from './errors.ts';
import { absolute, shown, slashes } from './paths.ts';

const FILES = new NodeFiles();

/** What one config holds for. Paths are absolute. */
export interface Scope extends LoadedConfig {
  readonly data: Set<string>;
  readonly code: Set<string>;
  /** Folders that were named. */
  readonly roots: Set<string>;
  /** Folders where the walk stopped early. */
  readonly cut: string[];
}

export interface TargetOptions {
  readonly configs: Configs;
  /** Globs from the command line, relative to the working folder. */
  readonly exclude: readonly string[];
  readonly signal: globalThis.AbortSignal;
}

/** Throws CannotRun where a path leads nowhere. */
export async function findTargets(paths: readonly string[], options: TargetOptions): Promise<readonly Scope[]> {
  const scopes = new Map<string, Scope>();
  for (const path of paths) {
    const target = absolute(path);
    const loaded = options.configs.for(target);
    const scope = scopes.get(loaded.folder) ?? { ...loaded, data: new Set(), code: new Set(), roots: new Set(), cut: [] };
    scopes.set(loaded.folder, scope);
    await addTarget(target, path, { scope, options });
  }
  return [...scopes.values()];
}

async function addTarget(target: string, path: string, { scope, options }: { scope: Scope; options: TargetOptions }): Promise<void> {
  if (path === '') throw new CannotRun('A path is empty: name a file, a folder or a glob.');
  const info = await stat(target).catch(() => undefined);
  if (info === undefined && (await findDataset(target, FILES, 'delimited')) === undefined) throw new CannotRun(await whyNoDataset(target, path));
  const isTable = formatOf(target) !== undefined;
  if (info?.isDirectory() === true && !isTable) {
    scope.roots.add(target);
    await addFolder(target, scope, options);
  } else if (info?.isFile() === true && (await isCode(target))) {
    scope.roots.add(slashes(dirname(target)));
    scope.code.add(target);
  } else scope.data.add(target);
}

async function addFolder(folder: string, scope: Scope, { exclude, signal }: TargetOptions): Promise<void> {
  const reason = await whyNoDataset(folder, shown(folder));
  if (/permission/.test(reason)) throw new CannotRun(reason);
  const byConfig = excluder(scope.config.exclude, scope.folder);
  const byUser = excluder(exclude, absolute('.'));
  const found = await walkExcept(folder, (path) => byConfig(path) || byUser(path), signal);
  for (const path of found.data) scope.data.add(path);
  for (const path of found.code) scope.code.add(path);
  if (found.isCut) scope.cut.push(folder);
}

/** A file that was named is data unless it is known as code; a JSON object is settings, all other JSON was meant to be records. */
async function isCode(path: string): Promise<boolean> {
  if (/\.(pyw?|ipynb|ya?ml|toml|jsonc)$/i.test(path)) return true;
  return /\.json$/i.test(path) && (await beginsWithObject(path));
}
