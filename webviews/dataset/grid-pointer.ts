// What the pointer does in the grid: selects cells by clicks and drags, sorts by a click on a header, moves a header by a drag.

import { moveToPlace, toggleSort } from './columns.ts';
import { openMenu } from './grid-keys.ts';
import type { Panel } from './panel.ts';
import type { Cell } from './state.ts';

/** Pixels after which a press on a header is a drag. */
const DRAGS = 6;

export class GridPointer {
  readonly #panel: Panel;
  #selects = false;
  #header: { place: number; x: number; isDragged: boolean } | undefined;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  down(event: PointerEvent): void {
    const cell = cellAt(event.target);
    if (cell === undefined || event.button !== 0 || isControl(event.target)) return;
    if (cell.position < 0) {
      this.#header = { place: cell.place, x: event.clientX, isDragged: false };
      return;
    }
    event.preventDefault();
    const wholeRow = cell.place < 0;
    this.#panel.moveTo(cell, event.shiftKey ? this.#panel.state.anchor : cell);
    this.#panel.focusGrid();
    this.#selects = !wholeRow;
  }

  move(event: PointerEvent): void {
    if (event.buttons === 0) this.#selects = false;
    if (this.#header !== undefined) this.#drag(this.#header, event);
    const cell = this.#selects ? cellAt(document.elementFromPoint(event.clientX, event.clientY)) : undefined;
    const { cursor, anchor } = this.#panel.state;
    if (cell === undefined || cell.position < 0 || cell.place < 0 || (cell.position === cursor.position && cell.place === cursor.place)) return;
    this.#panel.moveTo(cell, anchor);
  }

  #drag(header: { readonly x: number; isDragged: boolean }, event: PointerEvent): void {
    if (Math.abs(event.clientX - header.x) > DRAGS) header.isDragged = true;
    if (event.buttons === 0) this.#header = undefined;
    const over = cellAt(document.elementFromPoint(event.clientX, event.clientY))?.place;
    const drop = this.#header?.isDragged === true && over !== undefined && over >= 0 ? over : undefined;
    if (drop !== this.#panel.state.drop) this.#panel.set({ drop });
  }

  up(event: PointerEvent): void {
    const header = this.#header;
    if (this.#panel.state.drop !== undefined) this.#panel.set({ drop: undefined });
    [this.#selects, this.#header] = [false, undefined];
    if (header === undefined) return;
    const column = this.#panel.state.layout.shown[header.place];
    const over = cellAt(document.elementFromPoint(event.clientX, event.clientY));
    if (header.isDragged) {
      if (column !== undefined && over !== undefined && over.place >= 0) moveToPlace(this.#panel, column, over.place);
    } else this.#headerClicked({ position: -1, place: header.place }, event);
  }

  #headerClicked(cell: Cell, event: PointerEvent): void {
    const column = this.#panel.state.layout.shown[cell.place];
    this.#panel.moveTo(cell);
    this.#panel.focusGrid();
    const isOnName = event.target instanceof Element && event.target.closest('.header-name') !== null;
    if (isOnName && column !== undefined) toggleSort(this.#panel, column, event.shiftKey);
  }

  /** A screen reader gives the keyboard to a cell by itself. */
  focused(target: EventTarget | null): void {
    const cell = cellAt(target);
    const { cursor } = this.#panel.state;
    if (cell !== undefined && (cell.position !== cursor.position || cell.place !== cursor.place) && !isControl(target)) this.#panel.moveTo(cell);
  }

  menu(event: MouseEvent): void {
    const cell = cellAt(event.target);
    if (cell === undefined) return;
    event.preventDefault();
    if (!this.#isSelected(cell)) this.#panel.moveTo(cell);
    this.#panel.focusGrid();
    openMenu(this.#panel, { x: event.clientX, y: event.clientY });
  }

  #isSelected({ position, place }: Cell): boolean {
    const { cursor, anchor } = this.#panel.state;
    const isBetween = (x: number, a: number, b: number): boolean => x >= Math.min(a, b) && x <= Math.max(a, b);
    return isBetween(position, cursor.position, anchor.position) && isBetween(place, cursor.place, anchor.place);
  }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, .grip') !== null;
}

function cellAt(target: EventTarget | null): Cell | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  if (element === null) return undefined;
  return { position: Number(element.dataset['position']), place: Number(element.dataset['place']) };
}
