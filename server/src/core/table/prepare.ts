// From a dataset on disk to something plans can run on: one file a format, this is their table.

import type { Engine, Files, Scratch } from '../ports.ts';
import type { Dataset, Dialect, Format, SaidReading } from './dataset.ts';
import { foreignError } from './foreign.ts';
import { nameOf } from './identity.ts';
import { tooWide } from './names.ts';
import { prepareArrow } from './prepare-arrow.ts';
import { prepareDelimited } from './prepare-delimited.ts';
import { prepareJson } from './prepare-json.ts';
import { prepareParquet } from './prepare-parquet.ts';
import { UnreadableError, type Prepared } from './prepared.ts';

export interface PreparePorts {
  readonly files: Files;
  readonly scratch: Scratch;
  readonly engine: Engine;
}

export interface PrepareOptions {
  /** What the user has set of how the text is read. */
  readonly override?: Partial<Dialect> & { readonly encoding?: string };
  /** What the code that names it says, where it is of one mind. */
  readonly inCode?: SaidReading;
  /** Read the whole text with our own scanner first, however large it is: for a text that the engine has refused. */
  readonly isThorough?: boolean;
  readonly signal?: AbortSignal;
}

export type Preparer = (dataset: Dataset, ports: PreparePorts, options: PrepareOptions) => Promise<Prepared>;

const PREPARERS: { readonly [format in Format]: Preparer } = {
  delimited: prepareDelimited,
  jsonl: prepareJson,
  json: prepareJson,
  parquet: prepareParquet,
  arrow: prepareArrow,
};

/** Rejects with an UnreadableError where there is nothing to read. */
export async function prepare(dataset: Dataset, ports: PreparePorts, options: PrepareOptions = {}): Promise<Prepared> {
  if (dataset.bytes === 0) throw emptyError(dataset);
  if (await isPointer(dataset, ports)) throw new UnreadableError(`${nameOf(dataset)} is not there itself, only the note that Git LFS keeps in its place: "git lfs pull" gets it.`);
  const foreign = await foreignError(dataset, ports.files, options.override?.encoding);
  if (foreign !== undefined) throw foreign;
  const prepared = await PREPARERS[dataset.format](dataset, ports, options);
  const reason = tooWide(dataset, prepared.columns.length);
  if (reason === undefined) return prepared;
  await prepared.dispose();
  throw reason;
}

const POINTER = 'version https://git-lfs.github.com/spec/';
const LONGEST_POINTER = 1024;

/** Git LFS leaves a short text where a large file has not been fetched. */
async function isPointer({ files, bytes }: Dataset, ports: PreparePorts): Promise<boolean> {
  if (bytes > LONGEST_POINTER * files.length) return false;
  const head = await ports.files.read(files[0] ?? '', 0, POINTER.length);
  return new TextDecoder().decode(head) === POINTER;
}

/** A file without a byte, on disk or open. */
export function emptyError(dataset: Dataset): UnreadableError {
  return new UnreadableError(`${nameOf(dataset)} is empty (0 bytes).`);
}
