// A cell, and a row of cells.

import type { JSX } from 'preact';
import type { ColumnType, Severity, ShownFinding } from '../contract/dataset.ts';
import { count } from '../contract/words.ts';
import { memo } from '../parts/memo.ts';
import { ROW_HEIGHT } from './grid-size.ts';
import type { Layout } from './layout.ts';
import { isNumeric, shownAs } from './look.ts';
import { worstOf, type RowMarks } from './marks.ts';
import type { Pages } from './pages.ts';

export interface RowProps {
  readonly position: number;
  /** Pixels from the top of the rows that are drawn. */
  readonly top: number;
  readonly pages: Pages;
  /** These two change when cells do. */
  readonly version: number;
  readonly generation: number;
  readonly layout: Layout;
  readonly numberWidth: number;
  /** Places that scroll and are drawn. */
  readonly from: number;
  readonly end: number;
  readonly types: readonly ColumnType[];
  readonly sentinels: readonly ReadonlySet<string>[];
  readonly marks: RowMarks | undefined;
  /** The cursor's place; undefined: on another row. */
  readonly active: number | undefined;
  /** Places selected; none where the first is past the second. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
}

export const Row = memo((props: RowProps): JSX.Element => {
  const { position, top, layout, numberWidth, active } = props;
  const ordinal = props.pages.ordinal(position);
  const places = placesOf(layout, props.from, props.end, active);
  return (
    <div class={`row ${active === undefined ? '' : 'has-cursor'}`} role="row" aria-rowindex={position + 2} style={{ top: `${top}px`, height: `${ROW_HEIGHT}px` }}>
      <RowNumber position={position} ordinal={ordinal} width={numberWidth} isActive={active === -1} finding={worstOf(props.marks?.get(-1) ?? [])} />
      {places.map((place) => {
        const column = layout.shown[place] ?? 0;
        return (
          <GridCell
            key={column} position={position} place={place} cell={props.pages.cell(position, column)} type={props.types[column] ?? 'text'} sentinels={props.sentinels[column]}
            left={numberWidth + layout.left(place)} width={layout.width(place)} isPinned={place < layout.pinned} isLastPinned={place === layout.pinned - 1}
            isActive={place === active} isSelected={place >= props.selectedFrom && place <= props.selectedTo} findings={props.marks?.get(column)}
          />
        );
      })}
    </div>
  );
});

/** Pinned ones, those near the screen, and the cursor's, which must not be taken away under the keyboard. */
export function placesOf(layout: Layout, from: number, end: number, active: number | undefined): number[] {
  const places = [...Array.from({ length: layout.pinned }, (_, i) => i), ...Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i)];
  if (active === undefined || active < layout.pinned || (active >= from && active < end)) return places;
  return active < from ? places.toSpliced(layout.pinned, 0, active) : [...places, active];
}

interface RowNumberProps {
  readonly position: number;
  readonly ordinal: number | undefined;
  readonly width: number;
  readonly isActive: boolean;
  readonly finding: Severity | undefined;
}

function RowNumber({ position, ordinal, width, isActive, finding }: RowNumberProps): JSX.Element {
  return (
    <div class={`row-number ${finding === undefined ? '' : `has-mark is-${finding}`}`} role="rowheader" aria-colindex={1} data-position={position} data-place={-1} tabIndex={isActive ? 0 : -1} style={{ width: `${width}px` }}>
      {ordinal === undefined ? '' : count(ordinal + 1)}
    </div>
  );
}

interface CellProps {
  readonly position: number;
  readonly place: number;
  readonly cell: ReturnType<Pages['cell']>;
  readonly type: ColumnType;
  readonly sentinels: ReadonlySet<string> | undefined;
  readonly left: number;
  readonly width: number;
  readonly isPinned: boolean;
  readonly isLastPinned: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly findings: readonly ShownFinding[] | undefined;
}

/** Pixels; a text that may not fit is told by the pointer, too. */
const CHARACTER = 7;
const SAID = { null: 'null', empty: 'empty', loading: 'not loaded yet' } as const;

function GridCell({ position, place, cell, type, sentinels, left, width, isPinned, isLastPinned, isActive, isSelected, findings }: CellProps): JSX.Element {
  const { look, text } = shownAs(cell, type, sentinels);
  const severity = findings === undefined ? undefined : worstOf(findings);
  const classes = ['cell', `is-${look}`];
  if (isNumeric(type)) classes.push('is-number');
  if (isPinned) classes.push(isLastPinned ? 'is-pinned is-last-pinned' : 'is-pinned');
  if (isSelected) classes.push('is-selected');
  if (severity !== undefined) classes.push('has-mark', `is-${severity}`);
  const said = look === 'null' || look === 'empty' || look === 'loading' ? SAID[look] : undefined;
  return (
    <div
      class={classes.join(' ')} role="gridcell" aria-colindex={place + 2} aria-selected={isSelected} aria-label={said} data-position={position} data-place={place}
      tabIndex={isActive ? 0 : -1} title={[...(text.length * CHARACTER > width ? [text] : []), ...(findings ?? []).map(({ message }) => message)].join('\n\n') || undefined}
      style={{ left: `${left}px`, width: `${width}px` }}
    >
      {look === 'loading' ? <span class="unloaded" style={{ width: `${40 + ((position * 7 + place * 13) % 31)}%` }} /> : <bdi class="text">{text}</bdi>}
    </div>
  );
}
