// The config that holds for a path: the nearest assay.json, with the editor's settings over it.

import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path/posix';
import { CONFIG_NAME, DEFAULT_CONFIG, parseConfig, type Config } from '../core/config/config.ts';
import { mergeConfig, type Settings } from './settings.ts';

export interface ConfigsOptions {
  readonly roots: () => readonly string[];
  readonly settings: () => Settings;
  readonly warn: (message: string) => void;
}

export interface Found {
  readonly config: Config;
  /** Absolute; the config's paths are relative to it. */
  readonly folder: string;
}

export class Configs {
  readonly #options: ConfigsOptions;
  readonly #known = new Map<string, Promise<Found>>();

  constructor(options: ConfigsOptions) {
    this.#options = options;
  }

  for(path: string): Promise<Found> {
    const root = this.#rootOf(path) ?? dirname(path);
    const known = this.#known.get(root);
    if (known !== undefined) return known;
    const found = this.#read(root);
    this.#known.set(root, found);
    return found;
  }

  forget(): void {
    this.#known.clear();
  }

  #rootOf(path: string): string | undefined {
    const around = this.#options.roots().filter((root) => path === root || path.startsWith(`${root}/`));
    return around.toSorted((a, b) => b.length - a.length)[0]; // one root may lie in another
  }

  async #read(root: string): Promise<Found> {
    const { text, folder } = await nearest(root);
    const parsed = text === undefined ? DEFAULT_CONFIG : parseConfig(text);
    const isBroken = 'problem' in parsed;
    if (isBroken) this.#options.warn(`${parsed.problem} Until then the defaults are used.`);
    return { config: mergeConfig(isBroken ? DEFAULT_CONFIG : parsed, this.#options.settings()), folder };
  }
}

/** The config of the root, or of a folder above it, as the command line has it. */
async function nearest(root: string): Promise<{ readonly text?: string; readonly folder: string }> {
  for (let folder = root; ; folder = dirname(folder)) {
    const text = await readFile(`${folder === '/' ? '' : folder}/${CONFIG_NAME}`, 'utf8').catch(() => undefined);
    if (text !== undefined) return { text, folder };
    if (dirname(folder) === folder || folder === '.') return { folder: root };
  }
}
