// Below the grid: how missing cells look, how many there are, and which rows are on the screen.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { count } from '../contract/words.ts';
import { absencesOf, absentIn, putPart, type Absence } from './filters.ts';
import type { Panel } from './panel.ts';
import type { PanelState } from './state.ts';

const WORDS = { null: '', empty: 'empty', nan: '', sentinel: 'stands for missing' } as const;
const SWATCHES = { null: 'null', empty: '""', nan: 'NaN', sentinel: '0' } as const;

export function Footer({ panel, state, first, end }: { readonly panel: Panel; readonly state: PanelState; readonly first: number; readonly end: number }): JSX.Element {
  const { profile, opened } = state;
  const absences = useMemo(() => absencesOf(profile?.columns ?? [], opened?.isText === true).filter(({ count: n }) => n > 0), [profile, opened]);
  return (
    <div class="footer">
      <div class="legend">
        {absences.map((absence) => <LegendItem key={absence.which} panel={panel} absence={absence} isEstimate={profile?.exact === false} />)}
        {profile !== undefined && absences.length === 0 && <span class="dim">nothing is missing</span>}
        {profile?.exact === false && <span class="dim">from a sample of {count(profile.sampledRows ?? 0)} rows</span>}
      </div>
      <div class="place">{placeWords(state, first, end)}</div>
    </div>
  );
}

function LegendItem({ panel, absence, isEstimate }: { readonly panel: Panel; readonly absence: Absence; readonly isEstimate: boolean }): JSX.Element {
  const { which, count: n, columns } = absence;
  const show = (): void => {
    const part = absentIn(columns, which);
    if (part !== undefined) putPart(panel, part);
  };
  return (
    <button type="button" class="legend-item" title="Show these rows" onClick={show}>
      <span class={`swatch is-${which}`} aria-hidden={WORDS[which] !== ''}>{SWATCHES[which]}</span>
      {WORDS[which] !== '' && <span class="dim">{WORDS[which]}</span>}
      <span>{isEstimate ? '≈ ' : ''}{count(n)}</span>
    </button>
  );
}

function placeWords({ shown, rowsKnown, loaded, isArranging }: PanelState, first: number, end: number): string {
  if (isArranging) return 'sorting and filtering…';
  if (shown === 0) return '';
  const rows = `rows ${count(first + 1)} – ${count(Math.max(first + 1, end))}`;
  if (rowsKnown) return loaded > 0 && loaded < 1 ? `${rows} of ${count(shown)} · preparing ${Math.floor(loaded * 100)} %` : `${rows} of ${count(shown)}`;
  return loaded > 0 && loaded < 1 ? `${rows} · reading ${Math.floor(loaded * 100)} %` : rows;
}
