// The whole panel: bars above, grid or summary, side pane, and what opens over them.

import type { JSX } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';
import { Icon, IconButton } from '../parts/icon.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Grid } from './grid.tsx';
import type { Panel } from './panel.ts';
import { Popups } from './popups.tsx';
import { onShortcut } from './shortcuts.ts';
import { SidePane } from './side-pane.tsx';
import type { PanelState } from './state.ts';
import { Summary } from './summary.tsx';
import { Toolbar } from './toolbar.tsx';

export function App({ panel }: { readonly panel: Panel }): JSX.Element {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => panel.subscribe(() => draw(undefined)), [panel]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => onShortcut(event, panel);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [panel]);
  const { state } = panel;
  if (state.opened === undefined) return <Waiting state={state} />;
  const { tab } = state.choices;
  return (
    <div class="app">
      <Toolbar panel={panel} state={state} />
      <Progress state={state} />
      <Banner panel={panel} state={state} />
      <div class="main">
        <main class="content">
          <div class="page" id="content" role="tabpanel" aria-labelledby={`tab-${tab}`}>
            <FilterBar panel={panel} state={state} />
            {tab === 'grid' ? <Grid panel={panel} state={state} /> : <Summary panel={panel} state={state} />}
          </div>
        </main>
        <SidePane panel={panel} state={state} />
      </div>
      <Popups panel={panel} state={state} />
      <div class="sr-only" role="status" aria-live="polite">{state.said}</div>
    </div>
  );
}

function Waiting({ state: { failed } }: { readonly state: PanelState }): JSX.Element {
  if (failed === undefined) return <main class="waiting" aria-busy="true"><h1 class="sr-only">Assay</h1><p class="dim">Reading the first rows…</p></main>;
  return (
    <main class="waiting">
      <h1 class="sr-only">Assay</h1>
      <p role="alert"><Icon name="error" className="is-error" /> {failed}</p>
    </main>
  );
}

/** A thin line under the toolbar; it takes no room. */
function Progress({ state: { loaded, isArranging } }: { readonly state: PanelState }): JSX.Element {
  if (isArranging) return <div class="progress is-endless" />;
  if (loaded <= 0 || loaded >= 1) return <div class="progress" />;
  const percent = Math.floor(loaded * 100);
  return (
    <div class="progress" role="progressbar" aria-label="Preparing the rows" aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <div class="progress-done" style={{ width: `${percent}%` }} />
    </div>
  );
}

function Banner({ panel, state: { problem, opened } }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  if (problem === undefined) return null;
  return (
    <div class="banner" role="alert">
      <Icon name="warning" className="is-warning" />
      <span class="banner-text">{problem}</span>
      {opened?.isText === true && <button type="button" class="link" onClick={() => panel.host.send({ kind: 'openText' })}>Open as Text</button>}
      <IconButton icon="close" label="Close" onClick={() => panel.set({ problem: undefined })} />
    </div>
  );
}
