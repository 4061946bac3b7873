// The datasets that lie in the workspace, and those that its code writes; walked when first asked for.

import { findReferences, mayNameDatasets } from '../core/code/index.ts';
import type { Reference } from '../core/code/reference.ts';
import type { ResolveContext, Target } from '../core/code/resolve.ts';
import { maySayReadings, SAYS_HOW, SaidReadings } from '../core/code/said-readings.ts';
import { Written } from '../core/code/written.ts';
import type { Files, Found, Walk } from '../core/ports.ts';
import { readText } from '../core/read-text.ts';
import type { SaidReading } from '../core/table/dataset.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Configs } from './configs.ts';
import type { Roots } from './roots.ts';
import type { Texts } from './texts.ts';
import { toPath } from './uris.ts';

/** Words of code that may write. */
const WRITES = /to_|write|sink|open|copy|savetxt|out|save|dest|result|pred|submission|export|log|cache|tmp/i;
/** Milliseconds. */
const PATIENCE = 1500;
/** Files read at a time. */
const AT_ONCE = 16;
const LONGEST = 2 * 1024 * 1024;

interface Saying {
  readonly references: readonly Reference[];
  readonly context: ResolveContext;
}

export interface WorkspaceOptions {
  readonly roots: Roots;
  readonly configs: Configs;
  readonly files: Files;
  readonly texts: Texts;
  /** What an open text names; it may hold more than is saved. */
  readonly named: (document: ChunkedDocument) => readonly Reference[];
  readonly walk: Walk;
  /** The user's home folder. */
  readonly home: string;
  /** What code says of datasets is known, after some had to be read without. */
  readonly onReadings: () => void;
}

export class WorkspaceFiles {
  readonly #options: WorkspaceOptions;
  #found: Promise<readonly Found[]> | undefined;
  #written: Promise<Written> | undefined;
  /** What code says of how datasets are read, and where that leads. */
  #saying: Promise<readonly Saying[]> | undefined;
  #readings: Promise<SaidReadings> | undefined;
  /** Those that took too long to wait for. */
  #late: Promise<SaidReadings> | undefined;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  /** `isCodeSame`: only data changed. */
  forget(isCodeSame = false): void {
    this.#found = undefined;
    this.#written = undefined;
    this.#readings = undefined;
    if (!isCodeSame) this.#saying = undefined;
  }

  /** Absolute paths of data files, each once though roots may lie in one another. */
  async datasets(): Promise<readonly string[]> {
    return [...new Set((await this.#walked()).flatMap(({ data }) => data))];
  }

  /** Absolute paths of files that may name datasets. */
  async code(): Promise<readonly string[]> {
    return [...new Set((await this.#walked()).flatMap(({ code }) => code))];
  }

  /** Whether code somewhere in the workspace writes what a reference names. */
  async isWritten(reference: Target, context: ResolveContext): Promise<boolean> {
    const { texts, named } = this.#options;
    const open = new Written();
    for (const document of texts.code()) open.add(named(document), { ...context, file: toPath(document.uri) });
    if (open.covers(reference, context)) return true;
    this.#written ??= this.#readWritten();
    return (await this.#written).covers(reference, context);
  }

  /** What the code of the workspace, as it is saved, says of how a dataset is read; undefined where a large one is not looked through yet. */
  async reading(path: string, patience = PATIENCE): Promise<SaidReading | undefined> {
    this.#readings ??= this.#readReadings();
    const readings = this.#readings;
    const known = await inTime(readings, patience);
    if (known === undefined && this.#late !== readings) {
      this.#late = readings;
      void readings.then(() => this.#options.onReadings());
    }
    return known?.of(path);
  }

  #walked(): Promise<readonly Found[]> {
    this.#found ??= Promise.all(this.#options.roots.paths.map((root) => this.#walkRoot(root)));
    return this.#found;
  }

  /** The globs of a config above the root are told as seen from the root. */
  async #walkRoot(root: string): Promise<Found> {
    const { config, relativePath: down } = await this.#options.configs.for(root);
    const exclude = config.exclude.map((glob) => (down !== '' && glob.startsWith(`${down}/`) ? glob.slice(down.length + 1) : glob));
    return this.#options.walk(root, exclude);
  }

  /** Texts of code, each with its path, that hold one of the words. */
  async *#codeWith(words: RegExp, names: (path: string) => boolean): AsyncGenerator<{ readonly path: string; readonly text: string }> {
    const paths = (await this.code()).filter(names);
    for (let i = 0; i < paths.length; i += AT_ONCE) {
      const some = paths.slice(i, i + AT_ONCE);
      const texts = await Promise.all(some.map((path) => readText(this.#options.files, path, LONGEST)));
      for (const [at, text = ''] of texts.entries()) if (words.test(text)) yield { path: some[at] ?? '', text };
    }
  }

  async #readReadings(): Promise<SaidReadings> {
    this.#saying ??= this.#readSaying();
    const readings = new SaidReadings();
    for (const { references, context } of await this.#saying) await readings.addAll(references, context, this.#options.files);
    return readings;
  }

  async #readSaying(): Promise<readonly Saying[]> {
    const { configs, home } = this.#options;
    const found: Saying[] = [];
    for await (const { path, text } of this.#codeWith(SAYS_HOW, maySayReadings)) {
      const references = findReferences(path, text).filter(({ reading }) => reading !== undefined);
      if (references.length > 0) found.push({ references, context: { file: path, roots: await configs.rootsAround(path), home } });
    }
    return found;
  }

  async #readWritten(): Promise<Written> {
    const { roots, home } = this.#options;
    const written = new Written();
    for await (const { path, text } of this.#codeWith(WRITES, mayNameDatasets)) {
      written.add(findReferences(path, text), { file: path, roots: roots.paths, home });
    }
    return written;
  }
}

/** undefined where it takes longer than that, in milliseconds. */
async function inTime<T>(work: Promise<T>, patience: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
