// The row of headers above the rows.

import type { JSX } from 'preact';
import { placesOf } from './grid-cell.tsx';
import { HeaderCell } from './header-cell.tsx';
import type { Panel } from './panel.ts';
import { columnOf, type PanelState } from './state.ts';

export interface GridHeaderProps {
  readonly panel: Panel;
  readonly state: PanelState;
  readonly numbers: number;
  readonly from: number;
  readonly end: number;
}

export function Header({ panel, state, numbers, from, end }: GridHeaderProps): JSX.Element {
  const { layout, cursor, anchor, choices } = state;
  const { sort = [], filter } = choices.arrangement;
  const isOnHeader = cursor.position < 0;
  const [low, high] = [Math.min(cursor.place, anchor.place), Math.max(cursor.place, anchor.place)];
  return (
    <div class="header" role="row" aria-rowindex={1}>
      <div class="corner" role="columnheader" aria-colindex={1} data-position={-1} data-place={-1} tabIndex={isOnHeader && cursor.place < 0 ? 0 : -1} style={{ width: `${numbers}px` }}>
        <span class="sr-only">Row</span>
      </div>
      {placesOf(layout, from, end, isOnHeader ? cursor.place : undefined).filter((place) => place >= 0).map((place) => {
        const column = layout.shown[place] ?? 0;
        const { name, type, profile } = columnOf(state, column);
        const key = sort.findIndex((one) => one.column === column);
        return (
          <HeaderCell
            key={column} panel={panel} column={column} place={place} name={name} type={type} profile={profile} rows={state.profile?.rows ?? state.rows}
            left={numbers + layout.left(place)} width={layout.width(place)} pin={place >= layout.pinned ? 'no' : place === layout.pinned - 1 ? 'last' : 'yes'}
            sort={key < 0 ? undefined : sort[key]?.descending === true ? 'descending' : 'ascending'} sortPlace={sort.length > 1 && key >= 0 ? key + 1 : undefined}
            isFiltered={filter !== undefined} part={state.part?.get(column)} isDrop={place === state.drop} isActive={isOnHeader && place === cursor.place} isSelected={isOnHeader && low < high && place >= low && place <= high} severity={state.marks.column(column)}
          />
        );
      })}
    </div>
  );
}
