// What is open over the panel, if anything.

import type { JSX } from 'preact';
import { Popup } from '../parts/popup.tsx';
import { CodeView } from './code-view.tsx';
import { CellMenu } from './cell-menu.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { ColumnsList } from './columns-list.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { GoTo } from './go-to.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { ReadAsMenu } from './read-as.tsx';
import { columnOf, type PanelState } from './state.ts';

export function Popups({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  const { popup } = state;
  if (popup === undefined) return null;
  const close = (): void => panel.open(undefined);
  const key = JSON.stringify(popup);
  const { at } = popup;
  switch (popup.kind) {
    case 'column':
      return <Popup key={key} at={at} label={oneLine(columnOf(state, popup.column).name)} onClose={close}><ColumnMenu panel={panel} state={state} column={popup.column} /></Popup>;
    case 'cell':
      return <Popup key={key} at={at} label="Cell" onClose={close}><CellMenu panel={panel} state={state} /></Popup>;
    case 'columns':
      return <Popup key={key} at={at} label="Columns" onClose={close} className="is-columns"><ColumnsList panel={panel} state={state} /></Popup>;
    case 'readAs':
      return <Popup key={key} at={at} label="How the file is read" onClose={close}><ReadAsMenu panel={panel} state={state} /></Popup>;
    case 'code':
      return <Popup key={key} at={at} label="Show as code" onClose={close} className="is-code"><CodeView panel={panel} /></Popup>;
    case 'goto':
      return <Popup key={key} at={at} label="Go to row or column" onClose={close} className="is-goto"><GoTo panel={panel} state={state} /></Popup>;
    case 'filter':
      return <Popup key={key} at={at} label="Filter" onClose={close} className="is-filter"><FilterEditor panel={panel} state={state} column={popup.column} part={popup.part} at={at} /></Popup>;
  }
}
