// What can be done with the cells that are selected.

import type { JSX } from 'preact';
import type { Filter } from '../contract/dataset.ts';
import { Menu, type MenuItem } from '../parts/menu.tsx';
import { copySelection } from './copy.ts';
import { putPart } from './filters.ts';
import { shownAs, textOf } from './look.ts';
import type { Panel } from './panel.ts';
import { columnOf, type PanelState } from './state.ts';

export function CellMenu({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const { cursor, layout, opened } = state;
  const column = layout.shown[cursor.place];
  const ordinal = panel.pages.ordinal(cursor.position);
  const same = column === undefined ? undefined : sameValue(panel, state, column);
  const then = (run: () => void) => (): void => {
    panel.open(undefined);
    run();
    panel.focusGrid();
  };
  const items: MenuItem[] = [
    { label: 'Copy', icon: 'copy', keys: 'Ctrl+C', run: then(() => void copySelection(panel, 'csv')) },
    { label: 'Copy as Markdown', keys: 'Ctrl+Shift+C', run: then(() => void copySelection(panel, 'markdown')) },
    { label: 'Show Whole Value', icon: 'open-preview', keys: 'Space', isDisabled: column === undefined, run: then(() => panel.set({ showsValue: true })) },
    { label: 'Show Rows Like This', icon: 'filter', startsGroup: true, isDisabled: same === undefined, run: then(() => same !== undefined && putPart(panel, same)) },
    { label: 'Leave Out Rows Like This', isDisabled: same === undefined, run: then(() => same !== undefined && putPart(panel, { kind: 'not', of: same })) },
    { label: 'Reveal in Text', icon: 'go-to-file', startsGroup: true, isDisabled: opened?.isText !== true || ordinal === undefined, run: then(() => ordinal !== undefined && panel.host.send({ kind: 'reveal', row: ordinal, column })) },
  ];
  return <Menu label="Cell" items={items} />;
}

/** The filter that leaves rows with what the cell holds. */
function sameValue(panel: Panel, state: PanelState, column: number): Filter | undefined {
  const cell = panel.pages.cell(state.cursor.position, column);
  const { look, isCut } = shownAs(cell, columnOf(state, column).type, state.sentinels[column]);
  if (look === 'loading' || isCut) return undefined;
  if (look === 'null' || look === 'empty' || look === 'nan') return { kind: 'absent', column, which: look };
  return { kind: 'in', column, values: [textOf(cell)] };
}
