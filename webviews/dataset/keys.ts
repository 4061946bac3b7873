// Where a key leads from a cell. No DOM.

import type { Cell } from './state.ts';

export interface Key {
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows on the screen. */
  readonly page: number;
}

/** undefined: no key that moves. The header is position -1, the row's number place -1. */
export function moved({ position, place }: Cell, { key, ctrl }: Key, { rows, columns, page }: Size): Cell | undefined {
  const [lastRow, lastPlace] = [rows - 1, columns - 1];
  const to = (p: number, c: number): Cell => ({ position: Math.max(-1, Math.min(lastRow, p)), place: Math.max(-1, Math.min(lastPlace, c)) });
  switch (key) {
    case 'ArrowUp':
      return to(ctrl ? (position > 0 ? 0 : -1) : position - 1, place);
    case 'ArrowDown':
      return to(ctrl ? lastRow : position + 1, place);
    case 'ArrowLeft':
      return to(position, ctrl ? 0 : place - 1);
    case 'ArrowRight':
      return to(position, ctrl ? lastPlace : place + 1);
    case 'PageUp':
      return to(Math.max(Math.min(position, 0), position - page), place);
    case 'PageDown':
      return to(position + page, place);
    case 'Home':
      return ctrl ? to(Math.min(0, lastRow), 0) : to(position, 0);
    case 'End':
      return ctrl ? to(lastRow, lastPlace) : to(position, lastPlace);
    default:
      return undefined;
  }
}
