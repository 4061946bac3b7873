// The baseline of a check: read, written anew, or rid of what does not occur any more.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Baseline, BASELINE_NAME } from '../core/baseline/baseline.ts';
import type { Kind } from '../core/baseline/entry.ts';
import { columnName, count, plural, quote } from '../core/words.ts';
import { CannotRun } from './errors.ts';
import { shown, slashes } from './paths.ts';

/** What one file was found to have, as far as a baseline goes. */
export interface Sifting {
  /** Relative to the folder of the config that holds for it. */
  readonly path: string;
  /** All that was found, accepted or not. */
  readonly kinds: readonly Kind[];
  /** What the baseline has, and was not found. */
  readonly unmet: readonly Kind[];
  /** How many findings it kept quiet. */
  readonly silenced: number;
}

/** A baseline file, and what the check found in the files that it is about. */
export interface Checked {
  /** Absolute. */
  readonly file: string;
  /** Absolute: what paths of `siftings` are relative to. */
  readonly from: string;
  readonly siftings: readonly Sifting[];
}

const SHOWN = 10;

export function readBaseline(file: string, from: string): Baseline {
  const parsed = Baseline.parse(textOf(file), { folder: slashes(dirname(file)), from, name: shown(file) });
  if ('problem' in parsed) throw new CannotRun(parsed.problem);
  return parsed;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CannotRun(`There is no baseline "${shown(file)}"; assay check --write-baseline writes one.`);
    throw new CannotRun(`The baseline ${shown(file)} could not be read: ${code === 'EACCES' ? 'you have no permission' : code === 'EISDIR' ? 'it is a folder' : message}.`);
  }
}

/** The file to write to: the named one, that of assay.json, or the usual one beside it. Never one that holds something else. */
export function baselineFile(named: string | undefined, configured: string | undefined, folder: string): string {
  const file = slashes(named === undefined ? join(folder, configured ?? BASELINE_NAME) : resolve(named));
  if (!existsSync(file)) return file;
  try {
    readBaseline(file, folder);
  } catch (error) {
    throw new CannotRun(`${shown(file)} is there already and is no baseline, so that it is not written over: ${(error as Error).message}`);
  }
  return file;
}

/** Today's findings in place of earlier ones; files that were not checked keep theirs, as long as they are there. Resolves to a sentence. */
export function writeBaseline({ file, from, siftings }: Checked): string {
  const written = earlier(file, from).with(new Map(siftings.map(({ path, kinds }) => [path, kinds])));
  save(file, written, from);
  const findings = siftings.flatMap(({ kinds }) => kinds).reduce((sum, kind) => sum + kind.count, 0);
  const files = siftings.filter(({ kinds }) => kinds.length > 0).length;
  return findings === 0 ? `Nothing was found that ${shown(file)} could hold.` : `${plural(findings, 'finding')} in ${plural(files, 'file')} ${findings === 1 ? 'is' : 'are'} now in ${shown(file)}.`;
}

/** Takes out what was not found any more. */
export function prune({ file, from, siftings }: Checked): void {
  const before = earlier(file, from);
  const rest = siftings.map(({ path, unmet }) => [path, without(before.of(path), unmet)] as const);
  save(file, before.with(new Map(rest)), from);
}

/** Entries of files that are gone are not kept. */
function earlier(file: string, from: string): Baseline {
  const baseline = existsSync(file) ? readBaseline(file, from) : new Baseline();
  return baseline.with(new Map(gone(baseline, from).map((path) => [path, []])));
}

function gone(baseline: Baseline, from: string): readonly string[] {
  return baseline.datasets.filter((path) => !/[*?[{]/.test(path) && !existsSync(resolve(from, path)));
}

function without(kinds: readonly Kind[], unmet: readonly Kind[]): readonly Kind[] {
  const isSame = (a: Kind, b: Kind) => a.code === b.code && a.column === b.column && a.value === b.value;
  return kinds.flatMap((kind) => {
    const left = kind.count - (unmet.find((other) => isSame(other, kind))?.count ?? 0);
    return left > 0 ? [{ ...kind, count: left }] : [];
  });
}

/** In one step: whoever reads it meanwhile has the old one. */
function save(file: string, baseline: Baseline, from: string): void {
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, baseline.print({ folder: slashes(dirname(file)), from }));
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CannotRun(`The baseline could not be written to "${shown(file)}": ${code === 'ENOENT' ? 'there is no such folder' : code === 'EACCES' || code === 'EPERM' ? 'you have no permission' : message}.`);
  }
}

/** What a baseline kept quiet, and what of it does not occur any more: lines for a person. To be asked before it is pruned. `isPartial`: what was not met may still be there. */
export function describeBaseline({ file, from, siftings }: Checked, { isPruned, isPartial }: { readonly isPruned: boolean; readonly isPartial: boolean }): readonly string[] {
  const baseline = readBaseline(file, from);
  const silenced = siftings.reduce((sum, sifting) => sum + sifting.silenced, 0);
  const stale = [...gone(baseline, from).map((path) => ({ path, unmet: baseline.of(path) })), ...siftings].flatMap(({ path, unmet }) => unmet.map((kind) => describe(path, kind)));
  const first = `${plural(silenced, 'finding')} ${silenced === 1 ? 'is' : 'are'} in ${shown(file)}, and not told.`;
  if (stale.length === 0 || isPartial) return [first];
  const rest = stale.length > SHOWN ? [`  and ${count(stale.length - SHOWN)} more`] : [];
  const what = isPruned ? 'Taken out of it, because it does not occur any more:' : 'What of it does not occur any more (--prune takes it out):';
  return [first, what, ...stale.slice(0, SHOWN).map((line) => `  ${line}`), ...rest];
}

function describe(path: string, { code, column, value, count: times }: Kind): string {
  const parts = [code, ...(column === undefined ? [] : [columnName(column)]), ...(value === undefined ? [] : [quote(value)])];
  return `${path}: ${parts.join(' ')}${times === 1 ? '' : ` (${count(times)} times)`}`;
}
