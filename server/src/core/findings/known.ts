// What is known of a dataset at a moment.

import type { Profile } from '../profile/profile.ts';
import type { CheckResult } from './check.ts';

export type Known =
  /** `sampled`: a first profile of a large file. */
  | { readonly state: 'working'; readonly share: number; readonly sampled?: Profile }
  | { readonly state: 'done'; readonly result: CheckResult }
  /** `isQuiet`: it is known, or of no interest, and code that names it is not told. */
  | { readonly state: 'unreadable'; readonly reason: string; readonly isQuiet?: boolean }
  | { readonly state: 'absent' };
