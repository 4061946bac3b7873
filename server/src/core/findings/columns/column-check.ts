// Checks that look at a column as a whole; what they find stands on its header.

import type { ColumnProfile, Profile } from '../../profile/profile.ts';
import type { Code } from '../codes.ts';
import type { Severity } from '../finding.ts';

export interface ColumnSaid {
  readonly code: Code;
  readonly message: string;
  readonly severity?: Severity;
}

export interface ColumnCheckInput {
  readonly column: ColumnProfile;
  readonly profile: Profile;
  /** Names as the header has them; empty where the file has no header. */
  readonly header: readonly string[];
  /** A few hundred values of the column, in file order, without the missing ones. */
  readonly values: readonly string[];
}

export type ColumnCheck = (input: ColumnCheckInput) => ColumnSaid | undefined;
