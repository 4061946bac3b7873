// Finds and reads assay.json, or "assay" in package.json, for the paths that a command is given.

import { existsSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_FILES, configOf, DEFAULT_CONFIG, keyIn, type Config } from '../core/config/config.ts';
import { readBaseline } from './baseline.ts';
import { CannotRun } from './errors.ts';
import { shown, slashes } from './paths.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Folder that the config's paths are relative to; absolute, forward slashes. */
  readonly folder: string;
  /** The file that holds it; absolute. */
  readonly file?: string;
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
    const folder = slashes(file === undefined ? process.cwd() : dirname(file));
    const loaded = this.#byFolder.get(folder) ?? this.#withBaseline({ config: (file === undefined ? undefined : read(file)) ?? DEFAULT_CONFIG, folder, file: file === undefined ? undefined : slashes(file) });
    this.#byFolder.set(folder, loaded);
    return loaded;
  }

  #withBaseline(loaded: LoadedConfig): LoadedConfig {
    const { config, folder } = loaded;
    const name = this.#baseline ?? (config.baseline === undefined ? undefined : join(folder, config.baseline));
    if (name === undefined || name === false) return loaded;
    const file = slashes(resolve(name));
    return { ...loaded, config: { ...config, accepted: readBaseline(file, folder) }, baseline: file };
  }
}

/** undefined for a package.json that has nothing for us. */
function read(file: string): Config | undefined {
  const config = configOf(textOf(file), file, shown(file));
  if (config !== undefined && 'problem' in config) throw new CannotRun(config.problem);
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
    const file = CONFIG_FILES.map((name) => join(folder, name)).find(holdsConfig);
    if (file !== undefined) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A package.json that cannot be read is npm's affair. */
function holdsConfig(file: string): boolean {
  if (kindOf(file)?.isFile() !== true) return false;
  if (keyIn(file) === undefined) return true;
  try {
    return configOf(readFileSync(file, 'utf8'), file) !== undefined;
  } catch {
    return false;
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
