// Which columns miss cells, where in the file, and which go missing together.

import type { JSX } from 'preact';
import type { ColumnProfile, Filter, Missingness } from '../contract/dataset.ts';
import { count, plural, share } from '../contract/words.ts';
import { missingOf } from './column-facts.ts';
import { setParts } from './filters.ts';
import { showMissing } from './header-cell.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';

export interface MissingProps {
  readonly panel: Panel;
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  /** Absent until it is worked out. */
  readonly missing: Missingness | undefined;
}

const MOST = 30;
/** Width of a pattern's dots. */
const STEP = 26;
const ROW = 22;
const TALLEST = 30;

export function MissingValues({ panel, columns, rows, missing }: MissingProps): JSX.Element {
  const all = columns.filter((column) => missingOf(column) > 0).toSorted((a, b) => missingOf(b) - missingOf(a));
  const shown = missing === undefined ? all.slice(0, MOST) : missing.columns.flatMap((index) => columns[index] ?? []);
  const patterns = (missing?.patterns ?? []).filter((pattern) => pattern.columns.length > 0);
  const rest = all.length - shown.length;
  return (
    <section class="summary-part" aria-label="Missing values">
      <h2>Missing values <span class="dim">{all.length === 0 ? 'none' : `in ${count(all.length)} of ${plural(columns.length, 'column')}${patterns.length === 0 ? '' : '; dots joined by a line go missing together'}`}</span></h2>
      {shown.length > 0 && (
        <div class="missing-table">
          {patterns.length > 0 && <PatternBars patterns={patterns} />}
          {shown.map((column, i) => <MissingRow key={column.index} panel={panel} column={column} rows={rows} shares={missing?.shares[i]} patterns={patterns} order={shown.map(({ index }) => index)} />)}
          <div class="missing-foot dim"><span /><span class="missing-ends"><span>first row</span><span>last row</span></span><span /></div>
          {patterns.length > 0 && <PatternLinks panel={panel} patterns={patterns} rows={rows} columns={columns} />}
        </div>
      )}
      {rest > 0 && <p class="dim note">and {plural(rest, 'more column')}</p>}
    </section>
  );
}

interface RowProps {
  readonly panel: Panel;
  readonly column: ColumnProfile;
  readonly rows: number;
  readonly shares: readonly number[] | undefined;
  readonly patterns: Missingness['patterns'];
  /** The columns as they stand below one another. */
  readonly order: readonly number[];
}

function MissingRow({ panel, column, rows, shares, patterns, order }: RowProps): JSX.Element {
  const show = (): void => {
    panel.choose({ tab: 'grid' });
    showMissing(panel, column);
  };
  return (
    <button type="button" class="missing-row" title={`Show the ${plural(missingOf(column), 'row')}`} onClick={show}>
      <bdi class="missing-name">{oneLine(column.name)}</bdi>
      <Places shares={shares} />
      <span class="missing-number">{share(missingOf(column), rows)}</span>
      {patterns.length > 0 && <Dots column={column.index} patterns={patterns} order={order} />}
    </button>
  );
}

/** From the first row to the last: the more is missing in a stretch, the fuller its bar. */
function Places({ shares }: { readonly shares: readonly number[] | undefined }): JSX.Element {
  if (shares === undefined) return <span class="missing-strip is-waiting" />;
  return (
    <svg class="missing-strip" viewBox={`0 0 ${shares.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      {shares.map((of, i) => <rect key={i} x={i} y={0} width={0.92} height={1} fill-opacity={of === 0 ? 0.06 : 0.14 + 0.6 * of} />)}
    </svg>
  );
}

/** One row of the dots: a line goes on to the next column of the same pattern. */
function Dots({ column, patterns, order }: Pick<RowProps, 'patterns' | 'order'> & { readonly column: number }): JSX.Element {
  const at = order.indexOf(column);
  return (
    <svg class="missing-dots" width={patterns.length * STEP} height={ROW} aria-hidden="true">
      {patterns.map(({ columns }, i) => {
        const places = columns.map((one) => order.indexOf(one)).filter((place) => place >= 0);
        const [first, last] = [Math.min(...places), Math.max(...places)];
        const x = i * STEP + STEP / 2;
        const isIn = columns.includes(column);
        return (
          <g key={i} class={isIn ? 'is-in' : ''}>
            {at >= first && at <= last && first < last && <line x1={x} x2={x} y1={at === first ? ROW / 2 : 0} y2={at === last ? ROW / 2 : ROW} />}
            <circle cx={x} cy={ROW / 2} r={isIn ? 4 : 1.5} />
          </g>
        );
      })}
    </svg>
  );
}

function PatternBars({ patterns }: Pick<RowProps, 'patterns'>): JSX.Element {
  const most = Math.max(...patterns.map(({ rows }) => rows));
  return (
    <div class="missing-head">
      <span /><span class="dim">by place in the file</span><span />
      <svg class="missing-bars" width={patterns.length * STEP} height={TALLEST} aria-hidden="true">
        {patterns.map(({ rows }, i) => {
          const tall = Math.max(1, (rows / most) * TALLEST);
          return <rect key={i} x={i * STEP + 7} width={STEP - 14} y={TALLEST - tall} height={tall} />;
        })}
      </svg>
    </div>
  );
}

/** How many rows each pattern has; a click shows them. */
function PatternLinks({ panel, patterns, rows, columns }: Pick<MissingProps, 'panel' | 'columns' | 'rows'> & Pick<RowProps, 'patterns'>): JSX.Element {
  const filterOf = (pattern: readonly number[]): readonly Filter[] => pattern.map((column): Filter => ({ kind: 'absent', column, which: 'any' }));
  const show = (pattern: readonly number[]): void => {
    panel.choose({ tab: 'grid' });
    setParts(panel, filterOf(pattern), 'all');
  };
  return (
    <div class="missing-links">
      {patterns.map((pattern) => (
        <button key={pattern.columns.join()} type="button" class="missing-link" title={`${plural(pattern.rows, 'row')} without ${pattern.columns.map((column) => oneLine(columns[column]?.name ?? '')).join(', ')}`} onClick={() => show(pattern.columns)}>
          {share(pattern.rows, rows).replace(' %', '')}
        </button>
      ))}
      <span class="dim">% of rows</span>
    </div>
  );
}
