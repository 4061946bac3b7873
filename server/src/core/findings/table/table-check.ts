// Checks that need the whole table at once, run in the engine.

import type { Engine, RunOptions } from '../../ports.ts';
import type { Source } from '../../engine/plan.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Code } from '../codes.ts';
import type { Group } from '../cap.ts';

export interface TableCheckInput {
  readonly source: Source;
  readonly profile: Profile;
  /** SQL of every column's cell as text, in column order. */
  readonly raw: readonly string[];
  /** Marked findings per column. */
  readonly cap: number;
}

export interface TableCheck {
  readonly code: Code;
  run(input: TableCheckInput, engine: Engine, options: RunOptions): Promise<readonly Group[]>;
}
