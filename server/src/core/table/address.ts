// How the rest of Assay points into data, and how text positions look at the editor's edge.

/**
 * A place in a dataset. No column and no row: the dataset itself; column alone: the column (its header);
 * row alone: the whole record; both: one cell.
 */
export interface Address {
  /** 0-based position of the column; may lie past the header where a row has extra cells. */
  readonly column?: number;
  /** Record ordinal: 0 is the first record after the header. Blank lines are not records. */
  readonly row?: number;
}

/** As in the Language Server Protocol: 0-based, characters are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Turns addresses into text ranges; for a buffer from its cell index, for a file on disk from its bytes. */
export interface Locator {
  /** One range per address, in the same order; undefined where the text has no such place. A cell's range holds its quotes. */
  locate(addresses: readonly Address[], signal?: AbortSignal): Promise<readonly (Range | undefined)[]>;
}

/** Records `from` to `from + removed` (exclusive) gave way to `inserted` new ones. */
export interface RowChange {
  readonly from: number;
  readonly removed: number;
  readonly inserted: number;
}
