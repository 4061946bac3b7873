// What a conversion is asked for, what comes of it, and how that is said.

import type { RunOptions } from '../assay.ts';
import { count, plural, size } from '../words.ts';
import type { Target } from './target.ts';

export interface ConvertOptions extends RunOptions {
  readonly target: Target;
  /** Absolute; absent: beside the dataset. */
  readonly output?: string;
  /** What has the name already may be replaced; never the dataset itself. */
  readonly replaces: boolean;
  /** How a user says so. */
  readonly howToReplace?: string;
  /** How sentences name a path. */
  readonly shown: (path: string) => string;
}

export interface Converted {
  readonly output: string;
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  /** What a user should know of it. */
  readonly notes: readonly string[];
}

/** Sentences for the user. `name`: of the file that was written. */
export function describeConverted({ rows, columns, bytes, notes }: Converted, name: string): readonly string[] {
  return [`${name} written: ${plural(rows, 'row')} × ${count(columns)} ${columns === 1 ? 'column' : 'columns'}, ${size(bytes)}.`, ...notes];
}
