// Profile and findings of a dataset, or of the workspace, as a page to be saved.

import type { CancellationToken } from 'vscode-languageserver';
import type { Known } from '../../core/findings/known.ts';
import { asSet } from '../../core/findings/silence.ts';
import type { FileReport } from '../../core/report/report.ts';
import { CheckingNotification, type ReportParams } from '../../protocol/protocol.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

/** Rejects with a sentence for the user where there is nothing to report of. */
export async function report(context: Context, { uri, format, version, made }: ReportParams, token: CancellationToken): Promise<string> {
  const files = uri === undefined ? await ofWorkspace(context, token) : await ofDataset(context, toPath(uri));
  // Loaded when asked for: a table library that nothing else here needs.
  const page = format === 'html' ? (await import('../../core/report/html.ts')).html : (await import('../../core/report/markdown.ts')).markdown;
  return page(files, { version, made, all: false });
}

async function ofDataset(context: Context, path: string): Promise<readonly FileReport[]> {
  const known = await context.datasets.check(path);
  const one = await fileReport(context, path, known);
  if (one === undefined) throw new Error(`${nameOf(path)} is no dataset that Assay can read.`);
  return [one];
}

/** Code first: it may name datasets that lie elsewhere. */
async function ofWorkspace(context: Context, token: CancellationToken): Promise<readonly FileReport[]> {
  const { connection, workspace, codeOnDisk, datasets } = context;
  const reports: FileReport[] = [];
  const paths = new Set(await workspace.datasets());
  for (const path of await workspace.code()) {
    const { findings, datasets: named } = await codeOnDisk.show(path);
    for (const dataset of named) paths.add(dataset);
    const lost = findings.filter(({ code }) => code === 'dataset-not-found');
    if (lost.length > 0) reports.push({ path: shown(context, path), isDataset: false, findings: lost });
  }
  let done = 0;
  for (const path of [...paths].toSorted()) {
    if (token.isCancellationRequested) throw new Error('Stopped.');
    void connection.sendNotification(CheckingNotification, { name: nameOf(path), done: done++, of: paths.size });
    const file = await fileReport(context, path, await datasets.check(path));
    if (file !== undefined) reports.push(file);
  }
  if (reports.length === 0) throw new Error('This workspace holds no dataset that Assay can read.');
  return reports;
}

/** undefined where there is no dataset. */
async function fileReport(context: Context, path: string, known: Known): Promise<FileReport | undefined> {
  const name = shown(context, path);
  if (known.state === 'done') return { path: name, isDataset: true, findings: known.result.findings, result: known.result };
  if (known.state !== 'unreadable') return undefined;
  const { settings } = await context.configs.for(path);
  const said = asSet({ code: 'dataset-unreadable', severity: 'error', address: {}, message: known.reason }, settings);
  return { path: name, isDataset: true, findings: said === undefined ? [] : [said] };
}

/** Relative to its folder of the workspace. */
function shown({ roots }: Context, path: string): string {
  const root = roots.of(path);
  return root === undefined ? nameOf(path) : path.slice(root.length + 1);
}
