// Finds and reads assay.json for the paths that a command is given.

import { existsSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_NAME, DEFAULT_CONFIG, parseConfig, type Config } from '../core/config/config.ts';
import { readBaseline } from './baseline.ts';
import { CannotRun } from './errors.ts';
import { shown, slashes } from './paths.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Folder that the config's paths are relative to; absolute, forward slashes. */
  readonly folder: string;
  /** The baseline in use; absolute. */
  readonly baseline?: string;
}

export interface ConfigsOptions {
  /** A file in place of the one that the config names; false: none. */
  readonly baseline?: string | false;
}

/** `named`: a file that holds for every path, in place of the nearest assay.json upwards from each. */
export class Configs {
  readonly #named: string | undefined;
  readonly #byFolder = new Map<string, LoadedConfig>();

  readonly #baseline: string | false | undefined;

  constructor(named: string | undefined, { baseline }: ConfigsOptions = {}) {
    this.#named = named;
    this.#baseline = baseline;
    if (named !== undefined && !existsSync(named)) throw new CannotRun(`There is no file "${named}".`);
  }

  for(path: string): LoadedConfig {
    const file = this.#named === undefined ? nearest(path) : resolve(this.#named);
    const folder = file === undefined ? process.cwd() : dirname(file);
    const loaded = this.#byFolder.get(folder) ?? this.#withBaseline(file === undefined ? DEFAULT_CONFIG : read(file), slashes(folder));
    this.#byFolder.set(folder, loaded);
    return loaded;
  }

  #withBaseline(config: Config, folder: string): LoadedConfig {
    const name = this.#baseline ?? (config.baseline === undefined ? undefined : join(folder, config.baseline));
    if (name === undefined || name === false) return { config, folder };
    const file = slashes(resolve(name));
    return { config: { ...config, accepted: readBaseline(file, folder) }, folder, baseline: file };
  }
}

function read(file: string): Config {
  const config = parseConfig(textOf(file), shown(file));
  if ('problem' in config) throw new CannotRun(config.problem);
  return config;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') throw new CannotRun(`You have no permission to read ${shown(file)}.`);
    throw new CannotRun(code === 'EISDIR' ? `${shown(file)} is a folder, not a file.` : `${shown(file)} could not be read: ${message}.`);
  }
}

function nearest(path: string): string | undefined {
  const isFolder = kindOf(path)?.isDirectory() === true;
  for (let folder = isFolder ? path : dirname(path); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_NAME);
    if (kindOf(file)?.isFile() === true) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/** undefined where there is nothing, or nothing that may be looked at. */
function kindOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
