// A line of text and carets under a part of it, in the columns of a terminal.

import { show } from './terminal.ts';

interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly isMarked: boolean;
}

export interface Excerpt {
  readonly text: string;
  readonly carets: string;
}

/** Columns that are shown before a mark where the line is cut. */
const LEAD = 30;

/** `start` and `end` are UTF-16 offsets in the line; a long line is cut around them to `width` columns. An empty range is marked where it stands. */
export function excerpt(line: string, { start, end }: { start: number; end: number }, width: number): Excerpt {
  const from = wholeCharacter(line, Math.max(0, start - width * 2));
  const to = wholeCharacter(line, Math.min(line.length, start + width * 4));
  const cells = readCells(line.slice(from, to), start - from, Math.max(end, start + 1) - from);
  const window = cut(cells, width, { before: from > 0, after: to < line.length });
  const carets = window.map(({ width: columns, isMarked }) => (isMarked ? '^' : ' ').repeat(columns));
  return { text: window.map(({ shown }) => shown).join('').trimEnd(), carets: carets.join('').trimEnd() };
}

/** At least one cell of some width is marked: a blank where the range holds nothing that can be seen. */
function readCells(text: string, start: number, end: number): readonly Cell[] {
  const cells: Cell[] = [];
  let [at, before] = [0, 0];
  for (const character of text) {
    const next = at + character.length;
    cells.push({ ...show(character), isMarked: at < end && next > start });
    if (next <= start) before = cells.length;
    at = next;
  }
  if (!cells.some(({ width, isMarked }) => isMarked && width > 0)) cells.splice(before, 0, { shown: ' ', width: 1, isMarked: true });
  return cells;
}

/** The cells that fit: all, or those from a little before the first mark on. `isMore`: the line goes on outside of them. */
function cut(cells: readonly Cell[], width: number, isMore: { readonly before: boolean; readonly after: boolean }): readonly Cell[] {
  if (!isMore.before && !isMore.after && columnsOf(cells) <= width) return cells;
  const first = cells.findIndex(({ isMarked }) => isMarked);
  const room = width - 2; // for the dots on both sides
  const lead = Math.max(LEAD, room - columnsOf(cells.slice(first)));
  const begin = first - fitting(cells.slice(0, first).toReversed(), Math.min(lead, room - 1));
  const stop = begin + fitting(cells.slice(begin), room);
  const dots = { shown: '…', width: 1, isMarked: false };
  return [...(begin > 0 || isMore.before ? [dots] : []), ...cells.slice(begin, stop), ...(stop < cells.length || isMore.after ? [dots] : [])];
}

/** How many cells fit into so many columns. */
function fitting(cells: readonly Cell[], columns: number): number {
  let left = columns;
  const tooMany = cells.findIndex(({ width }) => (left -= width) < 0);
  return tooMany < 0 ? cells.length : tooMany;
}

function columnsOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Not the second half of a character that takes two code units. */
function wholeCharacter(text: string, at: number): number {
  const isHalf = at > 0 && at < text.length && /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
  return isHalf ? at - 1 : at;
}
