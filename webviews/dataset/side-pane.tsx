// Beside the grid: the findings, and the whole value of the cell at the cursor.

import type { JSX } from 'preact';
import { FindingsPane } from './findings-pane.tsx';
import type { Panel } from './panel.ts';
import type { PanelState } from './state.ts';
import { ValuePane } from './value-pane.tsx';

export function SidePane({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  const showsValue = state.showsValue && state.choices.tab === 'grid' && state.cursor.position >= 0 && state.cursor.place >= 0;
  if (!state.choices.showsFindings && !showsValue) return null;
  return (
    <aside class="side" data-region="pane" aria-label="Findings and values">
      {state.choices.showsFindings && <FindingsPane panel={panel} state={state} />}
      {showsValue && <ValuePane panel={panel} state={state} />}
    </aside>
  );
}
