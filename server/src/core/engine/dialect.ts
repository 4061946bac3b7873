// The small table of SQL primitives in which engines differ. Plans use these and portable SQL, nothing else.

import type { Source } from './plan.ts';

export interface Dialect {
  readonly name: string;
  /** A quoted identifier. */
  id(name: string): string;
  /** A quoted string literal. */
  text(value: string): string;
  /** The source as something to select from. Text formats give text columns only. */
  from(source: Source): string;
}
