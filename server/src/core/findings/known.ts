// What is known of a dataset at a moment.

import type { CheckResult } from './check.ts';

export type Known =
  | { readonly state: 'working'; readonly share: number }
  | { readonly state: 'done'; readonly result: CheckResult }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'absent' };
