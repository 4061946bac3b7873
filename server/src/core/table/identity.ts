// What a dataset is called, and which version of its content was read.

import type { Files } from '../ports.ts';
import type { Dataset } from './dataset.ts';

/** A dataset's file or folder name, for sentences. */
export function nameOf(dataset: Dataset): string {
  return dataset.path.split('/').at(-1) ?? dataset.path;
}

/** sha-256 of one file; of several, their digests joined by "+", shortened to 16 digits each. */
export async function digestOf(dataset: Dataset, files: Files, signal?: AbortSignal): Promise<string> {
  const digests: string[] = [];
  for (const path of dataset.files) digests.push(await files.digest(path, signal));
  return digests.length === 1 ? (digests[0] ?? '') : digests.map((digest) => digest.slice(0, 16)).join('+');
}
