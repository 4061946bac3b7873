// Where columns stand: order, pins and widths as offsets, for ten thousand columns as for ten.

export const NARROWEST = 48;
export const WIDEST = 1200;

export interface Arranging {
  readonly count: number;
  /** All columns, in the order wished; those it lacks follow as they lie. */
  readonly order: readonly number[];
  readonly pinned: ReadonlySet<number>;
  readonly hidden: ReadonlySet<number>;
  readonly widthOf: (column: number) => number;
}

/** Columns by place: pinned ones first, hidden ones left out. */
export class Layout {
  /** Columns in the order shown. */
  readonly shown: readonly number[];
  /** So many of them stay at the left edge. */
  readonly pinned: number;
  /** Left edges of the columns shown, and the right edge of the last. */
  readonly #edges: Float64Array;
  readonly #places: ReadonlyMap<number, number>;

  constructor({ count, order, pinned, hidden, widthOf }: Arranging) {
    const all = [...new Set([...order.filter((column) => column < count), ...Array.from({ length: count }, (_, column) => column)])];
    const visible = all.filter((column) => !hidden.has(column));
    const kept = visible.filter((column) => pinned.has(column));
    this.shown = [...kept, ...visible.filter((column) => !pinned.has(column))];
    this.pinned = kept.length;
    this.#edges = new Float64Array(this.shown.length + 1);
    this.shown.forEach((column, place) => {
      this.#edges[place + 1] = this.left(place) + clampWidth(widthOf(column));
    });
    this.#places = new Map(this.shown.map((column, place) => [column, place]));
  }

  left(place: number): number {
    return this.#edges[place] ?? 0;
  }

  width(place: number): number {
    return (this.#edges[place + 1] ?? 0) - this.left(place);
  }

  get total(): number {
    return this.left(this.shown.length);
  }

  get pinnedWidth(): number {
    return this.left(this.pinned);
  }

  /** -1 where the column is hidden. */
  placeOf(column: number): number {
    return this.#places.get(column) ?? -1;
  }

  /** The place whose column holds `x`; the first or last one where none does. */
  placeAt(x: number): number {
    let [low, high] = [0, Math.max(0, this.shown.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.left(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Places that scroll and are seen, with `beyond` pixels more on each side: from the first to one past the last. */
  seen(scrollLeft: number, viewport: number, beyond = 0): readonly [from: number, end: number] {
    if (this.shown.length === this.pinned) return [this.pinned, this.pinned];
    const from = this.placeAt(Math.max(this.pinnedWidth, this.pinnedWidth + scrollLeft - beyond));
    const end = this.placeAt(scrollLeft + viewport + beyond) + 1;
    return [Math.max(this.pinned, from), Math.max(this.pinned, end)];
  }

  /** The least scrolling that shows the column whole. */
  reveal(place: number, scrollLeft: number, viewport: number): number {
    if (place < this.pinned) return scrollLeft;
    const [left, right] = [this.left(place) - this.pinnedWidth, this.left(place + 1)];
    if (left < scrollLeft) return left;
    return right > scrollLeft + viewport ? Math.min(left, right - viewport) : scrollLeft;
  }
}

export function clampWidth(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}
