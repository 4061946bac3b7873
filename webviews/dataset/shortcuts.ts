// Keys that work everywhere in the panel.

import { used } from '../parts/used.ts';
import { nextFinding } from './go.ts';
import type { Panel } from './panel.ts';

const REGIONS = ['grid', 'pane', 'toolbar', 'filters', 'summary'];
const STOP = '[tabindex="0"], button:not(:disabled):not([tabindex="-1"]), input:not(:disabled)';

export function onShortcut(event: KeyboardEvent, panel: Panel): void {
  if (event.defaultPrevented || !act(event, panel)) return;
  used(event);
}

function act({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, panel: Panel): boolean {
  const ctrl = (ctrlKey || metaKey) && !altKey;
  if (ctrl && key === 'f') document.querySelector<HTMLInputElement>('.find input')?.select();
  else if (ctrl && key === 'g') panel.open({ kind: 'goto', at: { x: Math.max(8, window.innerWidth / 2 - 150), y: 52 } });
  else if (key === 'F8') void nextFinding(panel, shiftKey);
  else if (key === 'F6') goRound(shiftKey, panel);
  else return false;
  return true;
}

/** From one part of the panel to the next. */
function goRound(backwards: boolean, panel: Panel): void {
  const regions = REGIONS.flatMap((name) => document.querySelector<HTMLElement>(`[data-region=${name}]`) ?? []);
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((now + (backwards ? -1 : 1)) % regions.length) ?? regions[0];
  if (next?.dataset['region'] === 'grid') panel.focusGrid();
  else next?.querySelector<HTMLElement>(STOP)?.focus();
}
