// The columns that miss the most, each with its share.

import type { JSX } from 'preact';
import type { ColumnProfile } from '../contract/dataset.ts';
import { count, plural, share } from '../contract/words.ts';
import { missingOf } from './column-facts.ts';
import { showMissing } from './header-cell.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';

const MOST = 30;

export function MissingList({ panel, columns, rows }: { readonly panel: Panel; readonly columns: readonly ColumnProfile[]; readonly rows: number }): JSX.Element {
  const missing = columns.filter((column) => missingOf(column) > 0).toSorted((a, b) => missingOf(b) - missingOf(a));
  const rest = missing.length - MOST;
  return (
    <section class="missing-side" aria-label="Missing values">
      <h2>Missing values <span class="dim">{missing.length === 0 ? 'none' : `in ${count(missing.length)} of ${plural(columns.length, 'column')}`}</span></h2>
      <div class="missing-rows">
        {missing.slice(0, MOST).map((column) => (
          <button key={column.index} type="button" class="missing-row" title={`Show the ${plural(missingOf(column), 'row')}`} onClick={() => { panel.choose({ tab: 'grid' }); showMissing(panel, column); }}>
            <bdi class="missing-name">{oneLine(column.name)}</bdi>
            <span class="missing-track"><span class="missing-fill" style={{ width: `${Math.max(1, (missingOf(column) / Math.max(1, rows)) * 100)}%` }} /></span>
            <span class="missing-number">{share(missingOf(column), rows)}</span>
          </button>
        ))}
      </div>
      {rest > 0 && <p class="dim note">and {plural(rest, 'more column')}</p>}
    </section>
  );
}
