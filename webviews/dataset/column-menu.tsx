// What can be done with a column, and what is known of it.

import type { JSX } from 'preact';
import type { ColumnProfile } from '../contract/dataset.ts';
import { Menu, type MenuItem } from '../parts/menu.tsx';
import { fit, move, nextSort, setHidden, setSort, togglePin } from './columns.ts';
import { copySelection } from './copy.ts';
import type { CopyFormat } from './copied.ts';
import { figuresOf, missingOf } from './column-facts.ts';
import { showMissing } from './header-cell.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { columnOf, type PanelState } from './state.ts';

export function ColumnMenu({ panel, state, column }: { readonly panel: Panel; readonly state: PanelState; readonly column: number }): JSX.Element {
  const { name, type, profile } = columnOf(state, column);
  return (
    <>
      <div class="menu-head"><b>{oneLine(name)}</b> <span class="dim">{type}</span></div>
      {profile !== undefined && <Figures profile={profile} rows={state.profile?.rows ?? state.rows} />}
      <Menu label={`Column ${oneLine(name)}`} items={items(panel, state, column)} />
    </>
  );
}

function items(panel: Panel, state: PanelState, column: number): MenuItem[] {
  const sort = state.choices.arrangement.sort ?? [];
  const { profile } = columnOf(state, column);
  const at = state.popup?.at ?? { x: 0, y: 0 };
  const then = (run: () => void) => (): void => {
    panel.open(undefined);
    run();
    panel.focusGrid();
  };
  const sortBy = (descending: boolean): (() => void) => then(() => setSort(panel, [{ column, descending }]));
  const copy = (format: CopyFormat) => then(() => {
    const place = state.layout.placeOf(column);
    panel.moveTo({ position: -1, place });
    void copySelection(panel, format);
  });
  return [
    { label: 'Sort Ascending', icon: 'arrow-up', keys: 'Enter', run: sortBy(false) },
    { label: 'Sort Descending', icon: 'arrow-down', run: sortBy(true) },
    { label: 'Sort by This Too', icon: 'list-ordered', keys: 'Shift+Enter', isDisabled: sort.length === 0, run: then(() => setSort(panel, nextSort(sort, column, true))) },
    { label: 'Filter…', icon: 'filter', startsGroup: true, run: () => panel.open({ kind: 'filter', column, at }) },
    { label: 'Show Rows Where It Is Missing', isDisabled: profile === undefined || missingOf(profile) === 0, run: then(() => profile !== undefined && showMissing(panel, profile)) },
    { label: state.choices.pinned.has(column) ? 'Unpin' : 'Pin to the Left', icon: 'pin', startsGroup: true, run: then(() => togglePin(panel, column)) },
    { label: 'Hide', icon: 'eye-closed', keys: 'Delete', run: then(() => setHidden(panel, [column], true)) },
    { label: 'Move Left', keys: 'Alt+Shift+←', run: then(() => move(panel, column, -1)) },
    { label: 'Move Right', keys: 'Alt+Shift+→', run: then(() => move(panel, column, 1)) },
    { label: 'Fit Width', run: then(() => fit(panel, column)) },
    { label: 'Copy Column as CSV', icon: 'copy', keys: 'Ctrl+C', startsGroup: true, run: copy('csv') },
    { label: 'Copy Column as Markdown', keys: 'Ctrl+Shift+C', run: copy('markdown') },
  ];
}

function Figures({ profile, rows }: { readonly profile: ColumnProfile; readonly rows: number }): JSX.Element {
  const figures = figuresOf(profile, rows);
  return <dl class="figures">{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
