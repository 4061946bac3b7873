// The grid: the rows and columns near the screen, of as many as there are.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { barHeight, rowsSeen, scrollTo, showRow, type RowsSeen } from '../parts/scroll.ts';
import { used } from '../parts/used.ts';
import { selectionOf } from './copy.ts';
import { EmptyRows } from './empty-rows.tsx';
import { Footer } from './footer.tsx';
import { Row } from './grid-cell.tsx';
import { Header } from './grid-header.tsx';
import { onGridKey } from './grid-keys.ts';
import { GridPointer } from './grid-pointer.ts';
import { HEADER_HEIGHT, numberWidth, ROW_HEIGHT } from './grid-size.ts';
import type { Panel } from './panel.ts';
import { ScrollMarks } from './scroll-marks.tsx';
import { columnOf, type PanelState } from './state.ts';
import { useScroll, type Scrolling } from './use-scroll.ts';

/** Pixels of columns that are drawn beyond the screen. */
const BEYOND = 240;
/** Rows from one that tops are counted from to the next. */
const STRIDE = 1000;
/** Up to so many columns, pages hold all of them. */
const FEW_COLUMNS = 48;

export function Grid({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const scrolling = useScroll(box, state.shown);
  const { scroll, left, width, extent } = scrolling;
  const numbers = numberWidth(state.rows);
  const seen = rowsSeen(scroll, extent);
  const [from, end] = state.layout.seen(left, Math.max(0, width - numbers), BEYOND);
  const pointer = useMemo(() => new GridPointer(panel), [panel]);
  useWanted(panel, state, { seen, from, end });
  useReveal(box, { panel, state, scrolling, numbers });
  useTop(panel, scrolling, seen);
  const page = Math.max(1, Math.floor(extent.viewport / ROW_HEIGHT) - 1);
  return (
    <>
      <div class="grid-frame">
        <div
          ref={box} class="grid" role="grid" data-region="grid" aria-label={`Rows of ${state.opened?.name ?? ''}`} aria-rowcount={state.rowsKnown || state.choices.arrangement.filter !== undefined ? state.shown + 1 : -1}
          aria-colcount={state.layout.shown.length + 1} aria-busy={state.isArranging || panel.pages.isWaiting} aria-multiselectable="true"
          onKeyDown={(event) => {
            if (onGridKey(event, panel, page)) used(event);
          }}
          onPointerDown={(event) => pointer.down(event)} onPointerMove={(event) => pointer.move(event)} onPointerUp={(event) => pointer.up(event)}
          onFocusIn={(event) => pointer.focused(event.target)} onContextMenu={(event) => pointer.menu(event)} onDblClick={(event) => openValue(event, panel)}
        >
          <div class="grid-extent" role="presentation" style={{ width: `${numbers + state.layout.total}px`, height: `${barHeight(extent) + HEADER_HEIGHT}px` }}>
            <div class="grid-window" role="presentation" style={{ height: `${extent.viewport + HEADER_HEIGHT}px` }}>
              <Header panel={panel} state={state} numbers={numbers} from={from} end={end} />
              <Rows panel={panel} state={state} seen={seen} numbers={numbers} from={from} end={end} height={extent.viewport} />
            </div>
          </div>
        </div>
        <ScrollMarks marks={state.marks} rows={state.rows} arrangement={state.choices.arrangement} />
        <EmptyRows panel={panel} state={state} />
      </div>
      <Footer panel={panel} state={state} first={seen.first} end={Math.min(seen.end, Math.floor((scroll.top + extent.viewport) / ROW_HEIGHT))} />
    </>
  );
}

interface RowsProps {
  readonly panel: Panel;
  readonly state: PanelState;
  readonly seen: RowsSeen;
  readonly numbers: number;
  readonly from: number;
  readonly end: number;
  readonly height: number;
}

function Rows({ panel, state, seen, numbers, from, end, height }: RowsProps): JSX.Element {
  const { cursor, anchor, layout, marks, sentinels, opened, profile } = state;
  const types = useMemo(() => (opened?.columns ?? []).map((_, column) => columnOf(state, column).type), [opened, profile]);
  const selected = selectionOf(cursor, anchor, { rows: state.shown, columns: layout.shown.length });
  const isMany = cursor.place < 0 || cursor.position !== anchor.position || cursor.place !== anchor.place;
  const positions = Array.from({ length: seen.end - seen.first }, (_, i) => seen.first + i);
  // Tops are counted from a row that stays the same for long, so that rows which are still seen are not drawn anew.
  const base = seen.first - (seen.first % STRIDE);
  const lifted = (seen.first - base) * ROW_HEIGHT + seen.offset;
  const isAway = cursor.position >= 0 && cursor.position < state.shown && (cursor.position < seen.first || cursor.position >= seen.end);
  if (isAway) positions.push(cursor.position); // it has the keyboard, which must not be lost
  return (
    <div class={`rows ${state.isArranging ? 'is-arranging' : ''}`} role="rowgroup" style={{ height: `${height}px` }}>
      <div class="rows-layer" role="presentation" style={{ transform: `translateY(${-lifted}px)` }}>
        {positions.map((position) => {
          const isIn = isMany && position >= selected.top && position <= selected.bottom;
          const isOff = position < seen.first || position >= seen.end;
          return (
            <Row
              key={position} position={position} top={isOff ? lifted - 4 * ROW_HEIGHT : (position - base) * ROW_HEIGHT} pages={panel.pages} version={panel.pages.version(position)} generation={panel.pages.generation}
              layout={layout} numberWidth={numbers} from={from} end={end} types={types} sentinels={sentinels} marks={marks.row(panel.pages.ordinal(position))}
              active={position === cursor.position ? cursor.place : undefined} selectedFrom={isIn ? selected.left : 1} selectedTo={isIn ? selected.right : 0}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Pages follow the screen. */
function useWanted(panel: Panel, { layout, shown, opened }: PanelState, { seen, from, end }: { seen: RowsSeen; from: number; end: number }): void {
  const columns = useMemo(() => {
    if (layout.shown.length <= FEW_COLUMNS) return layout.shown;
    return [...layout.shown.slice(0, layout.pinned), ...layout.shown.slice(Math.max(layout.pinned, from - (from % 16)), Math.ceil(end / 16) * 16)];
  }, [layout, from, end]);
  const { generation } = panel.pages;
  useLayoutEffect(() => {
    if (seen.end > seen.first) panel.pages.want({ from: seen.first, end: seen.end, columns, rows: shown });
  }, [seen.first, seen.end, columns, shown, generation, opened]);
}

interface RevealInput {
  readonly panel: Panel;
  readonly state: PanelState;
  readonly scrolling: Scrolling;
  readonly numbers: number;
}

/** The cursor is on the screen whenever it has moved, and has the keyboard when it is to. */
function useReveal(box: { readonly current: HTMLElement | null }, { state, scrolling, numbers }: RevealInput): void {
  const { cursor, focus, layout } = state;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (isFirst.current || element === null) {
      isFirst.current = false;
      return;
    }
    if (cursor.position >= 0) scrolling.setScroll((from) => showRow(cursor.position, from, scrolling.extent));
    if (cursor.place >= 0) element.scrollLeft = layout.reveal(cursor.place, element.scrollLeft, element.clientWidth - numbers);
    if (element.contains(document.activeElement)) focusCursor(element);
  }, [cursor]);
  useLayoutEffect(() => {
    if (focus > 0) focusCursor(box.current);
  }, [focus]);
  useLayoutEffect(() => {
    if (state.home > 0) scrolling.setScroll(scrollTo(0, scrolling.extent));
  }, [state.home]);
}

function focusCursor(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('[data-place][tabindex="0"]')?.focus({ preventScroll: true });
}

/** The first row that is seen is kept, and come back to. */
function useTop(panel: Panel, { extent, setScroll }: Scrolling, seen: RowsSeen): void {
  const start = useRef<number | undefined>(panel.state.choices.top);
  const isReady = extent.viewport > 0 && extent.rows > 0;
  useEffect(() => {
    if (!isReady) return;
    const top = start.current;
    start.current = undefined;
    if (top !== undefined && top > 0) setScroll(scrollTo(top * ROW_HEIGHT, extent));
    else panel.keepTop(seen.first);
  }, [seen.first, isReady]);
}

function openValue(event: MouseEvent, panel: Panel): void {
  const isCell = event.target instanceof Element && event.target.closest('.cell') !== null;
  if (isCell) panel.set({ showsValue: true });
}
