// Where rows of one height stand while they are scrolled, for more rows than an element can be high. No DOM.

/**
 * Browsers let no element grow past some 17 to 33 million pixels. Past this many the bar stands for more than it measures:
 * dragging it goes in proportion, and small steps go pixel by pixel all the same.
 */
export const LONGEST_BAR = 8_000_000;
/** A step of the bar up to this long is one of a wheel, a finger or a key: no drag is so short on a bar that is scaled. */
const SMALL_STEP = 2_000;

export interface Extent {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of what is seen, without the header. */
  readonly viewport: number;
}

export interface Scroll {
  /** Pixels from the first row's top to what is seen. */
  readonly top: number;
  /** Where the bar stands. */
  readonly bar: number;
}

export const AT_TOP: Scroll = { top: 0, bar: 0 };

/** How high the scrolled element is. */
export function barHeight({ rows, rowHeight }: Extent): number {
  return Math.min(rows * rowHeight, LONGEST_BAR);
}

export function isScaled({ rows, rowHeight }: Extent): boolean {
  return rows * rowHeight > LONGEST_BAR;
}

export function furthestTop({ rows, rowHeight, viewport }: Extent): number {
  return Math.max(0, rows * rowHeight - viewport);
}

function furthestBar(extent: Extent): number {
  return Math.max(0, barHeight(extent) - extent.viewport);
}

/** Stands at `top`, with the bar where it belongs. */
export function scrollTo(top: number, extent: Extent): Scroll {
  const furthest = furthestTop(extent);
  const kept = Math.min(Math.max(0, top), furthest);
  if (!isScaled(extent)) return { top: kept, bar: kept };
  return { top: kept, bar: (kept / furthest) * furthestBar(extent) };
}

/** A wheel's step: its own length, however many rows there are. */
export function scrollBy(step: number, from: Scroll, extent: Extent): Scroll {
  return scrollTo(from.top + step, extent);
}

/** The browser has moved the bar. */
export function barMoved(bar: number, from: Scroll, extent: Extent): Scroll {
  const step = bar - from.bar;
  if (Math.abs(step) < 1) return from; // our own move, which the browser rounds to whole pixels of the screen
  if (!isScaled(extent)) return scrollTo(bar, extent);
  const end = furthestBar(extent);
  if (bar < 1) return { top: 0, bar };
  if (bar > end - 1) return { top: furthestTop(extent), bar };
  if (Math.abs(step) <= SMALL_STEP) return { top: scrollTo(from.top + step, extent).top, bar };
  return { top: (bar / end) * furthestTop(extent), bar };
}

/** The window or the number of rows is another one: the first row stays where it was, as far as there are rows. */
export function resized(from: Scroll, extent: Extent): Scroll {
  return scrollTo(from.top, extent);
}

/** As short a way as shows the row whole. */
export function showRow(row: number, from: Scroll, extent: Extent): Scroll {
  const top = row * extent.rowHeight;
  if (top < from.top || extent.viewport < extent.rowHeight) return scrollTo(top, extent);
  const lowest = top + extent.rowHeight - extent.viewport;
  return lowest > from.top ? scrollTo(lowest, extent) : from;
}

export interface RowsSeen {
  readonly first: number;
  /** One past the last that is seen at least in part. */
  readonly end: number;
  /** How far the first one's top is above what is seen. */
  readonly offset: number;
}

export function rowsSeen({ top }: Scroll, { rows, rowHeight, viewport }: Extent): RowsSeen {
  const first = Math.min(Math.floor(top / rowHeight), Math.max(0, rows - 1));
  const end = Math.min(rows, Math.ceil((top + viewport) / rowHeight));
  return { first, end: Math.max(first, end), offset: top - first * rowHeight };
}
