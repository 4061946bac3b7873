// The config that holds for a path: the nearest assay.json, with the editor's settings over it.

import { folderOf, isAbsolute, relativeTo } from '../core/code/resolve.ts';
import { CONFIG_NAME, DEFAULT_CONFIG, parseConfig, settingsFor, type Config } from '../core/config/config.ts';
import type { CheckSettings } from '../core/findings/check.ts';
import type { Files } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { CurrentSettings } from './current-settings.ts';
import type { Roots } from './roots.ts';
import { mergeConfig } from './settings.ts';

export interface ConfigsOptions {
  readonly roots: Roots;
  readonly settings: CurrentSettings;
  readonly files: Files;
  readonly warn: (message: string) => void;
}

interface Found {
  readonly config: Config;
  /** Absolute; the config's paths are relative to it. */
  readonly folder: string;
}

/** What holds for one path. */
export interface Scope extends Found {
  /** The path as the config knows it; '' for the config's own folder. */
  readonly relativePath: string;
  readonly settings: CheckSettings;
}

export class Configs {
  readonly #options: ConfigsOptions;
  readonly #known = new Map<string, Promise<Found>>();

  constructor(options: ConfigsOptions) {
    this.#options = options;
  }

  async for(path: string): Promise<Scope> {
    const root = this.#options.roots.of(path) ?? folderOf(path);
    const found = this.#known.get(root) ?? this.#read(root);
    this.#known.set(root, found);
    const { config, folder } = await found;
    const relativePath = path === folder ? '' : relativeTo(folder, path);
    return { config, folder, relativePath, settings: settingsFor(config, relativePath) };
  }

  /** Folders that the relative paths in a file of code may start from. */
  async rootsAround(file: string): Promise<readonly string[]> {
    const { config, folder } = await this.for(file);
    return [...this.#options.roots.paths, folder, ...config.roots.map((root) => (isAbsolute(root) ? root : `${folder}/${root}`))];
  }

  forget(): void {
    this.#known.clear();
  }

  async #read(root: string): Promise<Found> {
    const { text, folder } = await this.#nearest(root);
    const parsed = text === undefined ? DEFAULT_CONFIG : parseConfig(text);
    const isBroken = 'problem' in parsed;
    if (isBroken) this.#options.warn(`${parsed.problem} Until then the defaults are used.`);
    return { config: mergeConfig(isBroken ? DEFAULT_CONFIG : parsed, this.#options.settings.now), folder };
  }

  /** The config of the root, or of a folder above it, as the command line has it. */
  async #nearest(root: string): Promise<{ readonly text?: string; readonly folder: string }> {
    for (let folder = root; ; folder = folderOf(folder)) {
      const text = await readText(this.#options.files, configIn(folder));
      if (text !== undefined) return { text, folder };
      if (folderOf(folder) === folder || !folder.includes('/')) return { folder: root };
    }
  }
}

export function configIn(folder: string): string {
  return `${folder === '/' ? '' : folder}/${CONFIG_NAME}`;
}
