// Checks one prepared dataset: profile, then findings, located and capped.

import type { Engine } from '../ports.ts';
import type { Profile } from '../profile/profile.ts';
import type { Dataset, Reading } from '../table/dataset.ts';
import type { Prepared } from '../table/prepared.ts';
import type { Code } from './codes.ts';
import type { Finding, Severity } from './finding.ts';

/** What a user has set for checks; from assay.json, or from the editor's settings over it. */
export interface CheckSettings {
  /** A code that is not here keeps its own severity. */
  readonly severities: { readonly [code in Code]?: Severity | 'off' };
  /** Marked cells per code and column; the header's summary holds the rest. Infinity lifts it. */
  readonly cap: number;
  readonly silences: readonly Silence[];
  /** Words that stand for missing besides the built-in ones. */
  readonly missingWords: readonly string[];
}

/** A finding that a user has looked at and waved away. Narrower with every field that is given. */
export interface Silence {
  readonly code: Code;
  /** Relative to the folder that holds assay.json, or a glob; absent: every dataset. */
  readonly dataset?: string;
  readonly column?: string;
  readonly row?: number;
  readonly value?: string;
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: {}, cap: 200, silences: [], missingWords: [] };

export interface CheckOptions {
  readonly settings: CheckSettings;
  readonly signal?: AbortSignal;
  /** Called with the sampled profile as soon as there is one. */
  readonly onSampled?: (profile: Profile) => void;
  readonly onProgress?: (share: number) => void;
}

export interface CheckResult {
  readonly dataset: Dataset;
  readonly reading?: Reading;
  readonly digest: string;
  readonly profile: Profile;
  /** Located, in file order; capped per code and column, with a summary where something was left out. */
  readonly findings: readonly Finding[];
  /** True number of findings per code, capped or not. */
  readonly totals: { readonly [code in Code]?: number };
}

export async function checkDataset(_prepared: Prepared, _engine: Engine, _options: CheckOptions): Promise<CheckResult> {
  throw new Error('built next');
}
