// Which numbers rise and fall together: a triangle of squares, and the strongest pairs in words.

import type { JSX } from 'preact';
import type { ColumnProfile, Correlation } from '../contract/dataset.ts';
import { count, plural } from '../contract/words.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';

const CELL = 18;
const MOST_LISTED = 8;
/** Weaker ones are not worth a line. */
const WORTH_TELLING = 0.3;

interface Props {
  readonly panel: Panel;
  readonly columns: readonly ColumnProfile[];
  readonly correlation: Correlation;
}

export function Correlations({ panel, columns, correlation }: Props): JSX.Element | null {
  if (correlation.pairs.length === 0) return null;
  const strong = correlation.pairs.filter(([, , rho]) => Math.abs(rho) >= WORTH_TELLING).toSorted((a, b) => Math.abs(b[2]) - Math.abs(a[2]));
  const name = (index: number): string => oneLine(columns[index]?.name ?? '');
  return (
    <section class="summary-part" aria-label="Correlation">
      <h2>Correlation <span class="dim">Spearman, over {plural(correlation.rows, 'row')}; area is strength, hollow is negative{correlation.others > 0 ? `; ${count(correlation.others)} more number columns are left out` : ''}</span></h2>
      <div class="correlation">
        <Triangle correlation={correlation} name={name} />
        <ul class="pairs">
          {strong.slice(0, MOST_LISTED).map(([a, b, rho]) => (
            <li key={`${a} ${b}`}>
              <ColumnLink panel={panel} column={a} name={name(a)} /> <span class="dim">and</span> <ColumnLink panel={panel} column={b} name={name(b)} />
              <span class="pair-number">{rho.toFixed(2).replace('-', '−')}</span>
            </li>
          ))}
          {strong.length === 0 && <li class="dim">No pair reaches {WORTH_TELLING}.</li>}
        </ul>
      </div>
    </section>
  );
}

function ColumnLink({ panel, column, name }: { readonly panel: Panel; readonly column: number; readonly name: string }): JSX.Element {
  return <button type="button" class="pair-name" title="Go to this column" onClick={() => void panel.showRow(-1, column).then(() => panel.focusGrid())}><bdi>{name}</bdi></button>;
}

/** The name of each column stands at the end of its row, on the diagonal. */
function Triangle({ correlation, name }: { readonly correlation: Correlation; readonly name: (index: number) => string }): JSX.Element {
  const { columns, pairs } = correlation;
  const rho = new Map(pairs.map(([a, b, value]) => [`${a} ${b}`, value]));
  return (
    <div class="triangle" role="img" aria-label={pairs.map(([a, b, value]) => `${name(a)} and ${name(b)}: ${value.toFixed(2)}`).slice(0, 60).join('; ')}>
      {columns.map((column, row) => (
        <div key={column} class="triangle-row">
          <svg width={row * CELL} height={CELL} aria-hidden="true">
            {columns.slice(0, row).map((other, i) => <Square key={other} place={i} rho={rho.get(`${other} ${column}`)} title={`${name(other)} and ${name(column)}`} />)}
          </svg>
          <bdi class="triangle-name" title={name(column)}>{name(column)}</bdi>
        </div>
      ))}
    </div>
  );
}

function Square({ place, rho, title }: { readonly place: number; readonly rho: number | undefined; readonly title: string }): JSX.Element | null {
  if (rho === undefined) return null;
  const side = Math.sqrt(Math.abs(rho)) * (CELL - 4);
  const inset = rho < 0 ? 0.75 : 0;
  const [x, y] = [place * CELL + (CELL - side) / 2, (CELL - side) / 2];
  return (
    <g class={`square ${rho < 0 ? 'is-negative' : ''}`}>
      <title>{`${title}: ${rho.toFixed(2)}`}</title>
      <rect x={x + inset} y={y + inset} width={Math.max(0.5, side - 2 * inset)} height={Math.max(0.5, side - 2 * inset)} />
    </g>
  );
}
