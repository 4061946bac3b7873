// A dataset made ready for plans and positions.

import type { Source } from '../engine/plan.ts';
import type { Locator } from './address.ts';
import type { Dataset, Reading } from './dataset.ts';
import type { Problems } from './problem.ts';


export interface Prepared {
  readonly dataset: Dataset;
  /** Text formats only. */
  readonly reading?: Reading;
  /** Column names as the engine sees them: unique, never empty. */
  readonly columns: readonly string[];
  /** Column names as the header has them: may repeat or be empty. */
  readonly header: readonly string[];
  /** What plans read: the file itself where it is clean UTF-8 and strict, else a clean copy in the scratch folder. */
  readonly source: Source;
  /** The engine's own type of each column, where the format has types that the source, being text, does not show. */
  readonly native?: readonly string[];
  readonly problems: Problems;
  /** Only for text formats. */
  readonly locator?: Locator;
  /** Version of the content: sha-256 in hex (identity.ts); '' for an open document. Read when asked for. */
  digest(): Promise<string>;
  /** Removes the clean copy, if there is one. */
  dispose(): Promise<void>;
}

/** Why a dataset cannot be read, as a sentence for the user. */
export class UnreadableError extends Error {}
