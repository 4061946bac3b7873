// Finds and reads assay.json.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_NAME, DEFAULT_CONFIG, parseConfig, type Config } from '../core/config/config.ts';
import { CannotRun } from './errors.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Folder that the config's paths are relative to. */
  readonly folder: string;
}

/** The named file, or the nearest assay.json upwards from the working folder. */
export function loadConfig(named: string | undefined): LoadedConfig {
  const path = named === undefined ? nearest(process.cwd()) : resolve(named);
  if (path === undefined) return { config: DEFAULT_CONFIG, folder: process.cwd() };
  if (!existsSync(path)) throw new CannotRun(`There is no file "${named}".`);
  const config = parseConfig(readFileSync(path, 'utf8'));
  if ('problem' in config) throw new CannotRun(config.problem);
  return { config, folder: dirname(path) };
}

function nearest(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
