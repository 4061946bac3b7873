// References of code files on disk: the datasets they lead to, and those that lead nowhere.

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { findReferences, whyUnread } from '../core/code/index.ts';
import { nearest } from '../core/code/nearest.ts';
import type { Reference } from '../core/code/reference.ts';
import { isMissed, resolveReference, type ResolveContext } from '../core/code/resolve.ts';
import type { SaidReadings } from '../core/code/said-readings.ts';
import { Written } from '../core/code/written.ts';
import { unreadCode } from '../core/findings/code-text.ts';
import { notFound } from '../core/findings/not-found.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Files } from '../core/ports.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Dataset } from '../core/table/dataset.ts';

export interface Surroundings {
  readonly files: Files;
  /** Workspace folders and configured roots, absolute. */
  readonly roots: readonly string[];
  /** Absolute paths of known datasets, for "did you mean". */
  readonly known: readonly string[];
  /** Takes what the code says of how datasets are read. */
  readonly readings?: SaidReadings;
  /** Absent: all references are looked at. */
  readonly only?: Selection;
  readonly signal?: globalThis.AbortSignal;
}

/** Chooses among files of code and the references in them. */
export interface Selection {
  has(path: string): boolean;
  /** `dataset`: what the reference leads to; undefined where that is nothing. */
  concerns(reference: Reference, context: ResolveContext, dataset: Dataset | undefined): Promise<boolean>;
}

export interface Checked {
  readonly datasets: readonly Dataset[];
  /** Datasets that are not there, and notebooks that cannot be read, by the code file's path. */
  readonly missing: ReadonlyMap<string, readonly Finding[]>;
}

const LONGEST = 5 * 1024 * 1024;

export async function checkReferences(paths: readonly string[], around: Surroundings): Promise<Checked> {
  const all: { path: string; references: readonly Reference[] }[] = [];
  const missing = new Map<string, Finding[]>();
  for (const path of paths) {
    around.signal?.throwIfAborted();
    const info = await around.files.stat(path);
    if (info?.kind !== 'file' || info.size > LONGEST) continue;
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      const isForbidden = error.code === 'EACCES' || error.code === 'EPERM';
      if (isForbidden && around.only?.has(path) !== false) missing.set(path, [unreadCode(nameOf(path), 'you have no permission')]);
      return undefined;
    });
    if (text === undefined) continue;
    all.push({ path, references: findReferences(path, text) });
    const reason = whyUnread(path, text);
    if (reason !== undefined && around.only?.has(path) !== false) missing.set(path, [unreadCode(nameOf(path), reason)]);
  }
  const contextOf = (file: string) => ({ file, roots: around.roots, home: homedir() });
  const written = new Written();
  for (const { path, references } of all) written.add(references, contextOf(path));
  const datasets = new Map<string, Dataset>();
  for (const { path, references } of all) {
    around.signal?.throwIfAborted();
    const context = contextOf(path);
    for (const reference of references) {
      const target = await resolveReference(reference, context, around.files);
      if (target !== undefined && reference.reading !== undefined) around.readings?.add(target, reference.reading);
      const dataset = target === undefined ? undefined : await findDataset(target, around.files, reference.sure ? 'delimited' : undefined);
      if ((await around.only?.concerns(reference, context, dataset)) === false) continue;
      if (dataset !== undefined) datasets.set(dataset.path, dataset);
      else if (target === undefined && !written.covers(reference, context) && (await isMissed(reference, context, around.files))) {
        missing.set(path, [...(missing.get(path) ?? []), notFound(reference, nearest(reference, context, around.known))]);
      }
    }
  }
  return { datasets: [...datasets.values()], missing };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
