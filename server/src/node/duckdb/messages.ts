// What the server and its DuckDB process say to each other.

import type { Value } from '../../core/engine/plan.ts';

export interface EngineSettings {
  /** Such as '512MB'. */
  readonly memory: string;
  readonly threads: number;
  /** Where DuckDB may spill; '' for nowhere. */
  readonly spillFolder: string;
  /** A new database file for the tables that it keeps; '' where it keeps none. */
  readonly keepIn: string;
}

export type ToWorker =
  | { readonly kind: 'run'; readonly id: number; readonly sql: string; readonly values?: readonly (string | number)[]; readonly cap?: number }
  /** Rows into an Arrow file; answers with their number. */
  | { readonly kind: 'arrow'; readonly id: number; readonly sql: string; readonly values?: readonly (string | number)[]; readonly path: string }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly (readonly Value[])[] }
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly cancelled: boolean }
  | { readonly kind: 'progress'; readonly id: number; readonly share: number };
