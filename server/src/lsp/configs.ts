// The config that holds for a path: the nearest assay.json, with the editor's settings over it.

import { folderOf, isAbsolute, normalise, relativeTo } from '../core/code/resolve.ts';
import { Baseline } from '../core/baseline/baseline.ts';
import { CONFIG_FILES, CONFIG_NAME, configOf, DEFAULT_CONFIG, settingsFor, type Config } from '../core/config/config.ts';
import type { CheckSettings } from '../core/findings/check.ts';
import type { Files } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { CurrentSettings } from './current-settings.ts';
import type { Roots } from './roots.ts';
import { mergeConfig } from './settings.ts';

const LONGEST_BASELINE = 64 * 1024 * 1024;

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
  /** The file that holds it, or could. */
  readonly file: string;
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
  /** Absolute paths of what was read, or looked for. */
  readonly #read = new Set<string>();

  constructor(options: ConfigsOptions) {
    this.#options = options;
  }

  async for(path: string): Promise<Scope> {
    const root = this.#options.roots.of(path) ?? folderOf(path);
    const found = this.#known.get(root) ?? this.#find(root);
    this.#known.set(root, found);
    const { config, folder, file } = await found;
    const relativePath = path === folder ? '' : relativeTo(folder, path);
    return { config, folder, file, relativePath, settings: settingsFor(config, relativePath) };
  }

  /** Folders that the relative paths in a file of code may start from. */
  async rootsAround(file: string): Promise<readonly string[]> {
    const { config, folder } = await this.for(file);
    return [...this.#options.roots.paths, folder, ...config.roots.map((root) => (isAbsolute(root) ? root : `${folder}/${root}`))];
  }

  forget(): void {
    this.#known.clear();
    this.#read.clear();
  }

  /** Whether the file decides what is found. */
  has(path: string): boolean {
    return path.endsWith(`/${CONFIG_NAME}`) || this.#read.has(path);
  }

  async #find(root: string): Promise<Found> {
    const { parsed, file } = await this.#nearest(root);
    const folder = folderOf(file);
    const isBroken = 'problem' in parsed;
    if (isBroken) this.#options.warn(`${parsed.problem} Until then the defaults are used.`);
    const config = isBroken ? DEFAULT_CONFIG : parsed;
    return { config: { ...mergeConfig(config, this.#options.settings.now), accepted: await this.#baseline(config, file) }, folder, file };
  }

  async #baseline({ baseline: name }: Config, file: string): Promise<Baseline | undefined> {
    if (name === undefined) return undefined;
    const folder = folderOf(file);
    const path = normalise(`${folder}/${name}`);
    this.#read.add(path);
    const text = await readText(this.#options.files, path, LONGEST_BASELINE);
    const parsed = text === undefined ? { problem: `There is no baseline "${name}", which ${file.slice(file.lastIndexOf('/') + 1)} names.` } : Baseline.parse(text, { folder: folderOf(path), from: folder, name });
    if (!('problem' in parsed)) return parsed;
    this.#options.warn(`${parsed.problem} Until then all findings are shown.`);
    return undefined;
  }

  /** The config of the root, or of a folder above it, as the command line has it. */
  async #nearest(root: string): Promise<{ readonly parsed: Config | { readonly problem: string }; readonly file: string }> {
    for (let folder = root; ; folder = folderOf(folder)) {
      for (const file of CONFIG_FILES.map((name) => inFolder(folder, name))) {
        this.#read.add(file);
        const text = await readText(this.#options.files, file);
        const parsed = text === undefined ? undefined : configOf(text, file);
        if (parsed !== undefined) return { parsed, file };
      }
      if (folderOf(folder) === folder || !folder.includes('/')) return { parsed: DEFAULT_CONFIG, file: inFolder(root, CONFIG_NAME) };
    }
  }
}

function inFolder(folder: string, name: string): string {
  return `${folder === '/' ? '' : folder}/${name}`;
}
