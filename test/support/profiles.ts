// Literal profiles for tests: a column with sensible defaults and only the named fields changed.

import type { ColumnProfile, Profile } from '../../server/src/core/profile/profile.ts';

export function aColumn(fields: Partial<ColumnProfile>): ColumnProfile {
  return {
    name: 'x',
    index: 0,
    type: 'text',
    count: 100,
    missing: 0,
    sentinels: [],
    misfits: 0,
    misfitValues: [],
    distinct: 50,
    distinctExact: true,
    quantiles: [],
    top: [],
    topExact: false,
    leadingZeros: 0,
    padded: 0,
    ...fields,
  };
}

export function aProfile(columns: readonly ColumnProfile[], rows = 100): Profile {
  return { rows, columns, exact: true };
}
