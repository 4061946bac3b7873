// Checks datasets, and what code says of datasets; a dataset that cannot be read is a finding like others.

import { resolve } from 'node:path';
import type { Assay } from '../core/assay.ts';
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
import { whyUnreadable } from './errors.ts';
import { absolute, relativeTo, shown, slashes } from './paths.ts';
import type { Progress } from './progress.ts';
import type { Scope } from './targets.ts';

export interface CheckRun {
  /** Without caps. */
  readonly all: boolean;
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
export async function checkTargets(scopes: readonly Scope[], run: CheckRun): Promise<readonly FileReport[]> {
  const assay = createAssay({ log: QUIET, memory: run.memory });
  try {
    const jobs = new Map<string, Job>();
    const readings = new SaidReadings();
    const code: FileReport[] = [];
    for (const scope of scopes) code.push(...(await addScope(scope, { assay, jobs, readings, run })));
    const sorted = [...jobs.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return [...code, ...(await checkAll(sorted, { assay, readings, run }))];
  } finally {
    await assay.close();
  }
}

const QUIET = { info: () => {}, warn: () => {}, error: () => {} }; // every error is in the report

/** Adds the scope's datasets, and those its code names; returns what is wrong in the code. */
async function addScope(scope: Scope, { assay, jobs, readings, run }: Shared): Promise<readonly FileReport[]> {
  const roots = new Set([...scope.roots, scope.folder, absolute('.'), ...scope.config.roots.map((root) => slashes(resolve(scope.folder, root)))]);
  const { datasets, missing } = await checkReferences([...scope.code], { files: assay.files, roots: [...roots], known: [...scope.data], readings, signal: run.signal });
  for (const dataset of datasets) jobs.set(dataset.path, { path: dataset.path, scope, dataset });
  for (const path of scope.data) {
    run.signal.throwIfAborted();
    const dataset = jobs.get(path)?.dataset ?? (await findDataset(path, assay.files, 'delimited')) ?? (await whyNoDataset(path, shown(path)));
    jobs.set(path, { path, scope, dataset });
  }
  return [...missing].map(([path, findings]) => ({ path: shown(path), isDataset: false, findings: asWanted(findings, path, scope) }));
}

async function checkAll(jobs: readonly Job[], shared: Omit<Shared, 'jobs'>): Promise<readonly FileReport[]> {
  const { run } = shared;
  const reports: FileReport[] = [];
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

async function checkOne({ path, scope, dataset }: Job, { assay, readings, run, onProgress }: Omit<Shared, 'jobs'> & { readonly onProgress: (share: number) => void }): Promise<FileReport> {
  run.signal.throwIfAborted();
  const unreadable = (message: string): FileReport => ({ path: shown(path), isDataset: true, findings: asWanted([{ code: 'dataset-unreadable', severity: 'error', address: {}, message }], path, scope) });
  if (typeof dataset === 'string') return unreadable(dataset);
  const config: Config = run.all ? { ...scope.config, cap: Number.MAX_SAFE_INTEGER } : scope.config;
  try {
    const result = await assay.check(dataset, { config, relativePath: relativeTo(scope.folder, path), inCode: readings.of(path), signal: run.signal, onProgress });
    return { path: shown(path), isDataset: true, findings: result.findings, result };
  } catch (error) {
    if (run.signal.aborted) throw error;
    return unreadable(whyUnreadable(path, error, run.memory));
  }
}

/** The findings as the scope's config wants them: louder, quieter or not at all. */
function asWanted(findings: readonly Finding[], path: string, scope: Scope): readonly Finding[] {
  const settings = settingsFor(scope.config, relativeTo(scope.folder, path));
  return findings.flatMap((finding) => asSet(finding, settings) ?? []);
}
