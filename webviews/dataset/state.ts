// Everything the panel shows, as one value that is replaced when something changes.

import type { ColumnProfile, ColumnType, News, Opened, ShownCounts, ShownGroup } from '../contract/dataset.ts';
import { NO_CHOICES, type Choices } from './kept.ts';
import { Layout } from './layout.ts';
import { isNumeric, sentinelsOf } from './look.ts';
import { Marks } from './marks.ts';

/** A cell: its position among the rows shown (-1: the header), and its place among the columns shown (-1: the row's number). */
export interface Cell {
  readonly position: number;
  readonly place: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What stands over the panel until it is closed. */
export type Popup =
  | { readonly kind: 'column'; readonly column: number; readonly at: Point }
  /** `part`: the chip that is edited. */
  | { readonly kind: 'filter'; readonly column?: number; readonly part?: number; readonly at: Point }
  | { readonly kind: 'columns'; readonly at: Point }
  | { readonly kind: 'cell'; readonly at: Point }
  | { readonly kind: 'code'; readonly at: Point }
  | { readonly kind: 'readAs'; readonly at: Point }
  | { readonly kind: 'goto'; readonly at: Point };

export interface PanelState {
  readonly opened?: Opened;
  readonly failed?: string;
  readonly problem?: string;
  /** Rows of the dataset as far as known, and whether that is all. */
  readonly rows: number;
  readonly rowsKnown: boolean;
  /** Rows that the filter leaves. */
  readonly shown: number;
  /** Share of the rows that are prepared; 1: any page is near. */
  readonly loaded: number;
  readonly profile?: Extract<News, { kind: 'profile' }>;
  /** What the filter leaves of each column, as far as asked for. */
  readonly part?: ReadonlyMap<number, ShownCounts>;
  readonly groups?: readonly ShownGroup[];
  readonly marks: Marks;
  readonly sentinels: readonly ReadonlySet<string>[];
  readonly choices: Choices;
  readonly layout: Layout;
  /** A sort or filter is being worked out. */
  readonly isArranging: boolean;
  readonly cursor: Cell;
  /** The other corner of what is selected. */
  readonly anchor: Cell;
  /** Changes when the keyboard is to go to the cursor. */
  readonly focus: number;
  /** Changes when the first row is to be seen. */
  readonly home: number;
  readonly showsValue: boolean;
  /** Where a header that is dragged would come to stand. */
  readonly drop?: number;
  readonly popup?: Popup;
  /** Said by a screen reader. */
  readonly said: string;
  /** Changes when pages come. */
  readonly pages: number;
}

export const FIRST_CELL: Cell = { position: 0, place: 0 };

export const EMPTY: PanelState = {
  rows: 0,
  rowsKnown: false,
  shown: 0,
  loaded: 0,
  marks: new Marks([]),
  sentinels: [],
  choices: NO_CHOICES,
  layout: new Layout({ count: 0, order: [], pinned: new Set(), hidden: new Set(), widthOf: () => 0 }),
  isArranging: false,
  cursor: FIRST_CELL,
  anchor: FIRST_CELL,
  focus: 0,
  home: 0,
  showsValue: false,
  said: '',
  pages: 0,
};

const CHARACTER = 7.3;
/** So many of the values are to be read whole; a few long ones do not make a column wide. */
const MOST_FIT = 0.85;

/** As wide as the name and the first values, within bounds. */
export function fittingWidth(opened: Opened, column: number): number {
  const { name = '', type = 'text' } = opened.columns[column] ?? {};
  const cells = opened.first.cells[opened.first.columns.indexOf(column)] ?? [];
  const lengths = cells.slice(0, 60).map((cell) => (typeof cell === 'string' ? cell.length : 4)).sort((a, b) => a - b);
  const longest = lengths[Math.floor(lengths.length * MOST_FIT)] ?? 4;
  const chart = isNumeric(type) ? 104 : 132;
  return Math.round(Math.min(240, Math.max(chart, name.length * 7 + 58, longest * CHARACTER + 20)));
}

export function layoutOf(opened: Opened | undefined, { order, pinned, hidden, widths }: Choices): Layout {
  const count = opened?.columns.length ?? 0;
  const widthOf = (column: number): number => widths.get(column) ?? (opened === undefined ? 0 : fittingWidth(opened, column));
  return new Layout({ count, order, pinned, hidden, widthOf });
}

/** What a column is called and holds: the profile knows better than the first rows. */
export function columnOf(state: PanelState, column: number): { readonly name: string; readonly type: ColumnType; readonly profile?: ColumnProfile } {
  const { name = '', type = 'text' } = state.opened?.columns[column] ?? {};
  const profile = state.profile?.columns[column];
  return { name, type: profile?.type ?? type, profile };
}

export function namesOf({ opened }: PanelState): readonly string[] {
  return opened?.columns.map(({ name }) => name) ?? [];
}

export function withProfile(state: PanelState, profile: Extract<News, { kind: 'profile' }>): PanelState {
  return { ...state, profile, sentinels: sentinelsOf(profile.columns) };
}
