// What a dataset can be converted to, and how the file is called.

import { ENDINGS, PACKINGS } from '../table/dataset.ts';

export const TARGETS = ['csv', 'tsv', 'parquet', 'jsonl', 'arrow'] as const;

export type Target = (typeof TARGETS)[number];

const BY_ENDING: { readonly [ending: string]: Target } = Object.fromEntries([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['tab', 'tsv'],
  ...ENDINGS.parquet.map((ending) => [ending, 'parquet']),
  ...ENDINGS.jsonl.map((ending) => [ending, 'jsonl']),
  ...ENDINGS.arrow.map((ending) => [ending, 'arrow']),
]) as { readonly [ending: string]: Target };

const TABLE = new RegExp(`\\.(${Object.values(ENDINGS).flat().join('|')})(\\.(${PACKINGS.join('|')}))?$`, 'i');
const PACKED = new RegExp(`\\.(${PACKINGS.join('|')})$`, 'i');

/** The format that a file's name promises; undefined for a name that promises none of them. */
export function targetOf(path: string): Target | undefined {
  const ending = /\.([^./\\]+)$/.exec(path.replace(PACKED, ''))?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}

/** How the file is to be packed; text formats only. */
export function packingOf(path: string, target: Target): 'gzip' | 'zstd' | undefined {
  if (target === 'parquet' || target === 'arrow') return undefined;
  const packing = PACKED.exec(path)?.[1]?.toLowerCase();
  return packing === 'gz' ? 'gzip' : packing === 'zst' ? 'zstd' : undefined;
}

/** Beside the dataset, with the format's ending in place of its own. */
export function besides(path: string, target: Target): string {
  return `${path.replace(/\/+$/, '').replace(TABLE, '')}.${target}`;
}
