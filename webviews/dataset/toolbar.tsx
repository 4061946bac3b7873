// The bar at the top: which dataset, how large, which page of the panel, find, columns, findings.

import type { JSX } from 'preact';
import { count, plural, rough, size } from '../contract/words.ts';
import { Icon, IconButton } from '../parts/icon.tsx';
import { below } from '../parts/popup.tsx';
import { used } from '../parts/used.ts';
import { FindBox } from './find-box.tsx';
import type { Kept } from '../contract/dataset.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import type { PanelState } from './state.ts';

export function Toolbar({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const { opened, layout, choices, marks } = state;
  const columns = opened?.columns.length ?? 0;
  const findings = marks.counts.error + marks.counts.warning + marks.counts.information + marks.counts.hint;
  return (
    <header class="toolbar" data-region="toolbar">
      <h1 class="title" title={`${oneLine(opened?.path ?? '')} · ${opened?.format ?? ''} · ${size(opened?.bytes ?? 0)}`}>{oneLine(opened?.name ?? '')}</h1>
      <span class="size dim">{sizeWords(state)} × {plural(columns, 'column')}</span>
      <Tabs panel={panel} tab={choices.tab} />
      <span class="spring" />
      <FindBox panel={panel} />
      <button type="button" class="text-button" title="Show, hide and find columns" aria-haspopup="dialog" onClick={(event) => panel.open({ kind: 'columns', at: below(event.currentTarget) })}>
        <Icon name="list-flat" />
        <span>{layout.shown.length === columns ? count(columns) : `${count(layout.shown.length)} of ${count(columns)}`}</span>
        <span class="sr-only">columns shown</span>
      </button>
      {opened?.hasCode === true && <IconButton icon="code" label="Show as Code" onClick={(event) => panel.open({ kind: 'code', at: below(event.currentTarget) })} />}
      {opened?.isText === true && <IconButton icon="go-to-file" label="Open as Text" onClick={() => panel.host.send({ kind: 'openText' })} />}
      <IconButton icon="layout-sidebar-right" label={`Findings (${count(findings)})`} isPressed={choices.showsFindings} onClick={() => panel.choose({ showsFindings: !choices.showsFindings })} />
    </header>
  );
}

function sizeWords({ rows, rowsKnown, profile }: PanelState): string {
  if (rowsKnown) return plural(rows, 'row');
  if (profile !== undefined) return `≈ ${rough(profile.rows)} rows`;
  return 'counting rows';
}

const TABS: readonly { readonly tab: Kept['tab']; readonly label: string }[] = [
  { tab: 'grid', label: 'Grid' },
  { tab: 'summary', label: 'Summary' },
];

function Tabs({ panel, tab }: { readonly panel: Panel; readonly tab: Kept['tab'] }): JSX.Element {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = TABS.find((one) => one.tab !== tab);
    if (other === undefined) return;
    used(event);
    panel.choose({ tab: other.tab });
    document.getElementById(`tab-${other.tab}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Pages" onKeyDown={onKey}>
      {TABS.map((one) => (
        <button key={one.tab} type="button" id={`tab-${one.tab}`} class="tab" role="tab" aria-selected={one.tab === tab} aria-controls="content" tabIndex={one.tab === tab ? 0 : -1} onClick={() => panel.choose({ tab: one.tab })}>
          {one.label}
        </button>
      ))}
    </div>
  );
}
