// A column's header: its name, how its values lie, and how many are missing.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ColumnProfile, ColumnType, Severity, ShownCounts } from '../contract/dataset.ts';
import { number } from '../contract/words.ts';
import { Bins, MissingBar, TopBars } from '../parts/charts.tsx';
import { Icon, IconButton } from '../parts/icon.tsx';
import { memo } from '../parts/memo.ts';
import { below } from '../parts/popup.tsx';
import { distinctWords, factsOf, missingOf, repeats, shortNumber, tooltipOf } from './column-facts.ts';
import { fit, setWidth } from './columns.ts';
import { absentIn, putPart } from './filters.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';

export interface HeaderProps {
  readonly panel: Panel;
  readonly column: number;
  readonly place: number;
  readonly name: string;
  readonly type: ColumnType;
  readonly profile: ColumnProfile | undefined;
  readonly rows: number;
  readonly left: number;
  readonly width: number;
  readonly pin: 'no' | 'yes' | 'last';
  readonly sort: 'ascending' | 'descending' | undefined;
  /** Which key it is, where there are several. */
  readonly sortPlace: number | undefined;
  readonly isFiltered: boolean;
  /** What the filter leaves of it, once that is known. */
  readonly part: ShownCounts | undefined;
  /** A header that is dragged would come to stand here. */
  readonly isDrop: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly severity: Severity | undefined;
}

export const TYPE_ICONS: Record<ColumnType, string> = {
  integer: 'symbol-numeric', number: 'symbol-numeric', boolean: 'symbol-boolean', date: 'calendar', datetime: 'calendar', time: 'watch', text: 'symbol-string', nested: 'symbol-structure', empty: 'circle-slash',
};

const PIN_CLASSES = { no: '', yes: 'is-pinned', last: 'is-pinned is-last-pinned' } as const;

export const HeaderCell = memo((props: HeaderProps): JSX.Element => {
  const { panel, column, place, name, type, profile, rows, left, width, sort, isActive, severity } = props;
  const mark = severity === undefined ? '' : `has-mark is-${severity}`;
  return (
    <div
      class={`header-cell ${PIN_CLASSES[props.pin]} ${props.isSelected ? 'is-selected' : ''} ${props.isDrop ? 'is-drop' : ''} ${mark}`} role="columnheader" aria-colindex={place + 2} aria-sort={sort ?? 'none'}
      data-position={-1} data-place={place} tabIndex={isActive ? 0 : -1} style={{ left: `${left}px`, width: `${width}px` }}
    >
      <div class="header-name" title={`${oneLine(name)} (${type})`}>
        <Icon name={TYPE_ICONS[type]} className="type-icon" />
        <bdi class="name">{oneLine(name)}</bdi>
        {sort !== undefined && <Icon name={sort === 'ascending' ? 'arrow-up' : 'arrow-down'} className="sort-icon" />}
        {props.sortPlace !== undefined && <span class="sort-place">{props.sortPlace}</span>}
        <IconButton icon="chevron-down" label={`Menu of ${oneLine(name)}`} isStop={false} className="header-menu" onClick={(event) => { event.stopPropagation(); panel.open({ kind: 'column', column, at: below(event.currentTarget) }); }} />
      </div>
      {profile === undefined ? <div class="header-chart is-waiting" /> : <div title={tooltipOf(profile, rows)}><ColumnChart panel={panel} profile={profile} height={40} most={3} isContext={props.isFiltered} part={props.part} /></div>}
      {profile !== undefined && <MissingBar missing={missingOf(profile)} rows={rows} onPick={() => showMissing(panel, profile)} />}
      <Grip panel={panel} column={column} width={width} />
    </div>
  );
});

export function showMissing(panel: Panel, profile: ColumnProfile): void {
  const part = absentIn([profile.index], 'any');
  if (part !== undefined) putPart(panel, part);
}

export interface ChartProps {
  readonly panel: Panel;
  readonly profile: ColumnProfile;
  readonly height: number;
  readonly most: number;
  readonly isContext: boolean;
  readonly part?: ShownCounts;
  readonly hasShares?: boolean;
}

/** What says most about a column in little room. */
export function ColumnChart({ panel, profile, height, most, isContext, part, hasShares }: ChartProps): JSX.Element {
  const { histogram, top, distinct, index, name } = profile;
  const onPick = (min: number, max: number): void => putPart(panel, { kind: 'range', column: index, min, max });
  if (histogram !== undefined && histogram.counts.length > 0 && distinct > 1) {
    const [low, high] = [histogram.edges[0] ?? 0, histogram.edges.at(-1) ?? 0];
    return (
      <div class="header-chart">
        <Bins histogram={histogram} height={height} isContext={isContext} part={part?.bins} onPick={onPick} label={`Values of ${oneLine(name)} from ${number(low)} to ${number(high)}`} />
        <div class="axis"><span>{shortNumber(low)}</span><span>{shortNumber(high)}</span></div>
      </div>
    );
  }
  if (top.length > 0 && distinct > 1 && repeats(profile)) {
    return (
      <div class="header-chart">
        <TopBars values={top.slice(0, most)} whole={profile.count} isContext={isContext} part={part?.values && new Map(part.values.map((entry) => [entry.value, entry.count]))} onPick={(value) => putPart(panel, { kind: 'in', column: index, values: [value] })} hasShares={hasShares} show={oneLine} />
        <div class="axis"><span>{distinctWords(profile)}</span></div>
      </div>
    );
  }
  return <div class="header-chart facts">{factsOf(profile).map((fact) => <span key={fact}>{fact}</span>)}</div>;
}

/** Dragged, it makes the column wider; twice clicked, as wide as it needs. The keyboard has Alt with the arrows. */
function Grip({ panel, column, width }: { readonly panel: Panel; readonly column: number; readonly width: number }): JSX.Element {
  const start = useRef<{ x: number; width: number } | undefined>(undefined);
  return (
    <div
      class="grip" aria-hidden="true"
      onPointerDown={(event) => {
        event.stopPropagation();
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => start.current !== undefined && setWidth(panel, column, start.current.width + event.clientX - start.current.x)}
      onPointerUp={() => { start.current = undefined; }}
      onClick={(event) => event.stopPropagation()}
      onDblClick={(event) => {
        event.stopPropagation();
        fit(panel, column);
      }}
    />
  );
}
