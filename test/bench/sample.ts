// How long the first, sampled profile of a large file takes, from nothing: the engine's process has to start too.

import { DEFAULT_CONFIG } from '../../server/src/core/config/config.ts';
import { findDataset } from '../../server/src/core/table/datasets.ts';
import { createAssay } from '../../server/src/node/assay.ts';
import { megabytesOf, mixedCsv } from './data.ts';

/** Milliseconds. */
export async function benchSample(megabytes: number): Promise<number> {
  const path = mixedCsv(megabytes);
  const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: console.error } });
  const stop = new AbortController();
  const dataset = await findDataset(path, assay.files);
  if (dataset === undefined) throw new Error(`no dataset ${path}`);
  const start = performance.now();
  const sampled = await new Promise<number>((resolve, reject) => {
    const onSampled = () => resolve(performance.now() - start);
    assay.check(dataset, { config: DEFAULT_CONFIG, relativePath: path, signal: stop.signal, onSampled }).catch(reject);
  });
  stop.abort();
  await assay.close();
  return sampled;
}

export function printSample(milliseconds: number, megabytes: number): void {
  console.log(`\nFirst profile, from a sample, of ${megabytesOf(mixedCsv(megabytes)).toFixed(0)} MB: ${milliseconds.toFixed(0)} ms\n`);
}
