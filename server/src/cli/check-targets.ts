// Checks datasets, and what code says of datasets; a dataset that cannot be read is a finding like others.

import { resolve } from 'node:path';
import type { Assay } from '../core/assay.ts';
import { siftFindings } from '../core/baseline/budget.ts';
import { kindsOfFindings, kindsOfGroups } from '../core/baseline/entry.ts';
import { settingsFor, type Config } from '../core/config/config.ts';
import { SaidReadings } from '../core/code/said-readings.ts';
import type { Finding } from '../core/findings/finding.ts';
import { asSet } from '../core/findings/silence.ts';
import type { FileReport } from '../core/report/report.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { createAssay } from '../node/assay.ts';
import { whyNoDataset } from '../node/files-absent.ts';
import { checkReferences } from '../node/references.ts';
import type { Sifting } from './baseline.ts';
import type { Changed } from './changed.ts';
import { whyUnreadable } from './errors.ts';
import { absolute, relativeTo, shown, slashes } from './paths.ts';
import type { Progress } from './progress.ts';
import type { Scope } from './targets.ts';

/** A file that was looked at, and what a baseline has to do with it. */
export interface CheckedFile extends FileReport {
  readonly scope: Scope;
  readonly sifting: Sifting;
}

export interface CheckRun {
  /** Without caps. */
  readonly all: boolean;
  /** Only what changed is checked. */
  readonly changed?: Changed;
  readonly memory: string;
  readonly progress: Progress;
  readonly signal: globalThis.AbortSignal;
}

/** A dataset to check, or the reason why there is none at this path. */
interface Job {
  readonly path: string;
  readonly scope: Scope;
  readonly dataset: Dataset | string;
}

/** What all the scopes share. */
interface Shared {
  readonly assay: Assay;
  readonly jobs: Map<string, Job>;
  readonly readings: SaidReadings;
  readonly run: CheckRun;
}

/** Datasets checked side by side: while one is read here, the engine works on another. */
const AT_ONCE = 2;

/** Code first, then datasets, each in the order of their paths. */
export async function checkTargets(scopes: readonly Scope[], run: CheckRun): Promise<readonly CheckedFile[]> {
  const assay = createAssay({ log: QUIET, memory: run.memory });
  try {
    const jobs = new Map<string, Job>();
    const readings = new SaidReadings();
    const code: CheckedFile[] = [];
    for (const scope of scopes) code.push(...(await addScope(scope, { assay, jobs, readings, run })));
    const sorted = [...jobs.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return [...code, ...(await checkAll(sorted, { assay, readings, run }))];
  } finally {
    await assay.close();
  }
}

const QUIET = { info: () => {}, warn: () => {}, error: () => {} }; // every error is in the report

/** Adds the scope's datasets, and those its code names; returns what is wrong in the code. */
async function addScope(scope: Scope, { assay, jobs, readings, run }: Shared): Promise<readonly CheckedFile[]> {
  const roots = new Set([...scope.roots, scope.folder, absolute('.'), ...scope.config.roots.map((root) => slashes(resolve(scope.folder, root)))]);
  const changed = run.changed?.hasSettings(scope) === true ? undefined : run.changed;
  const { datasets, missing } = await checkReferences([...scope.code], { files: assay.files, roots: [...roots], known: [...scope.data], readings, only: changed, signal: run.signal });
  for (const dataset of datasets) jobs.set(dataset.path, { path: dataset.path, scope, dataset });
  for (const path of scope.data) {
    run.signal.throwIfAborted();
    const dataset = jobs.get(path)?.dataset ?? (await findDataset(path, assay.files, 'delimited')) ?? (await whyNoDataset(path, shown(path)));
    if (!jobs.has(path) && changed?.touches(typeof dataset === 'string' ? { path, files: [] } : dataset) === false) continue;
    jobs.set(path, { path, scope, dataset });
  }
  return [...scope.code].map((path) => ({ isDataset: false, ...sifted(missing.get(path) ?? [], path, scope) }));
}

async function checkAll(jobs: readonly Job[], shared: Omit<Shared, 'jobs'>): Promise<readonly CheckedFile[]> {
  const { run } = shared;
  const reports: CheckedFile[] = [];
  let [next, done] = [0, 0];
  const work = async () => {
    for (let i = next++; i < jobs.length; i = next++) {
      const job = jobs[i];
      if (job === undefined) return;
      const onProgress = (share: number) => run.progress.show(`Checking ${shown(job.path)}`, jobs.length === 1 ? share : (done + share) / jobs.length);
      onProgress(0);
      reports[i] = await checkOne(job, { ...shared, onProgress });
      done++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return reports;
}

async function checkOne({ path, scope, dataset }: Job, { assay, readings, run, onProgress }: Omit<Shared, 'jobs'> & { readonly onProgress: (share: number) => void }): Promise<CheckedFile> {
  run.signal.throwIfAborted();
  const unreadable = (message: string): CheckedFile => ({ isDataset: true, ...sifted([{ code: 'dataset-unreadable', severity: 'error', address: {}, message }], path, scope) });
  if (typeof dataset === 'string') return unreadable(dataset);
  const config: Config = run.all ? { ...scope.config, cap: Number.MAX_SAFE_INTEGER } : scope.config;
  try {
    const relativePath = relativeTo(scope.folder, path);
    const result = await assay.check(dataset, { config, relativePath, inCode: readings.of(path), signal: run.signal, onProgress });
    const [kinds, fresh] = [kindsOfGroups(result.whole), kindsOfGroups(result.groups)];
    return { path: shown(path), isDataset: true, findings: result.findings, result, scope, sifting: { path: relativePath, kinds, unmet: result.unmet, silenced: total(kinds) - total(fresh) } };
  } catch (error) {
    if (run.signal.aborted) throw error;
    return unreadable(whyUnreadable(path, error, run.memory));
  }
}

/** The findings as the scope's config wants them: louder, quieter or not at all; and without those that the baseline has. */
function sifted(findings: readonly Finding[], path: string, scope: Scope): Pick<CheckedFile, 'path' | 'findings' | 'scope' | 'sifting'> {
  const relativePath = relativeTo(scope.folder, path);
  const settings = settingsFor(scope.config, relativePath);
  const set = findings.flatMap((finding) => asSet(finding, settings) ?? []);
  const { fresh, unmet } = siftFindings(set, settings.accepted);
  return { path: shown(path), findings: fresh, scope, sifting: { path: relativePath, kinds: kindsOfFindings(set), unmet, silenced: set.length - fresh.length } };
}

function total(kinds: readonly { readonly count: number }[]): number {
  return kinds.reduce((sum, kind) => sum + kind.count, 0);
}
