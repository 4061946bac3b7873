// The dataset at a glance: figures, a card for each column, what is missing and what was found.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ColumnProfile } from '../contract/dataset.ts';
import { count, plural, rough, share, size } from '../contract/words.ts';
import { MissingBar } from '../parts/charts.tsx';
import { Icon } from '../parts/icon.tsx';
import { matching } from './columns-list.tsx';
import { missingOf } from './column-facts.ts';
import { ColumnChart, showMissing, TYPE_ICONS } from './header-cell.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { namesOf, type PanelState } from './state.ts';
import { Correlations } from './summary-correlation.tsx';
import { MissingValues } from './summary-missing.tsx';
import { useAsked } from './use-asked.ts';

const CARDS_AT_ONCE = 60;

export function Summary({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const { profile } = state;
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(CARDS_AT_ONCE);
  if (profile === undefined) return <div class="summary" data-region="summary"><p class="dim note" aria-busy="true">Profiling the columns…</p></div>;
  const found = matching(namesOf(state), sought).flatMap((column) => profile.columns[column] ?? []);
  return (
    <div class="summary" data-region="summary">
      {!profile.exact && <p class="sampled"><Icon name="pie-chart" /> From a sample of <b>{count(profile.sampledRows ?? 0)}</b> of about {rough(profile.rows)} rows.</p>}
      <Figures state={state} columns={profile.columns} rows={profile.rows} />
      <div class="summary-body">
        <section class="cards-side" aria-label="Columns">
          {profile.columns.length > 12 && <input class="search" type="text" placeholder="Find a column" aria-label="Find a column" value={sought} spellcheck={false} onInput={(event) => setSought(event.currentTarget.value)} />}
          <div class="cards">{found.slice(0, most).map((column) => <Card key={column.index} panel={panel} state={state} profile={column} rows={profile.rows} />)}</div>
          {found.length > most && <button type="button" class="text-button more" onClick={() => setMost(most + CARDS_AT_ONCE)}>Show {count(Math.min(CARDS_AT_ONCE, found.length - most))} more of {count(found.length)} columns</button>}
        </section>
        {profile.exact && <Relations panel={panel} columns={profile.columns} rows={profile.rows} />}
      </div>
    </div>
  );
}

/** Worked out once the figures of all rows are known. */
function Relations({ panel, columns, rows }: { readonly panel: Panel; readonly columns: readonly ColumnProfile[]; readonly rows: number }): JSX.Element {
  const { answer, failed } = useAsked(panel, { ask: 'summary', params: {} }, String(panel.state.opened?.view));
  return (
    <div class="summary-parts">
      <MissingValues panel={panel} columns={columns} rows={rows} missing={answer?.missing} />
      {answer !== undefined && <Correlations panel={panel} columns={columns} correlation={answer.correlation} />}
      {failed !== undefined && <p class="note dim" role="alert">{failed}</p>}
    </div>
  );
}

function Figures({ state, columns, rows }: { readonly state: PanelState; readonly columns: readonly ColumnProfile[]; readonly rows: number }): JSX.Element {
  const missing = columns.reduce((sum, column) => sum + missingOf(column), 0);
  const { error, warning } = state.marks.counts;
  const isExact = state.profile?.exact === true;
  const figures: [string, string][] = [
    [isExact ? count(rows) : `≈ ${rough(rows)}`, rows === 1 ? 'row' : 'rows'],
    [count(columns.length), columns.length === 1 ? 'column' : 'columns'],
    [size(state.opened?.bytes ?? 0), state.opened?.format ?? ''],
    [share(missing, rows * columns.length), 'of cells missing'],
    [count(columns.filter((column) => isExact && column.distinctExact && column.distinct === rows && rows > 1).length), 'columns without repeats'],
    [count(error + warning), `${plural(error, 'error')}, ${plural(warning, 'warning')}`],
  ];
  return <dl class="big-figures">{figures.map(([value, name]) => <div key={name}><dd>{value}</dd><dt>{name}</dt></div>)}</dl>;
}

function Card({ panel, state, profile, rows }: { readonly panel: Panel; readonly state: PanelState; readonly profile: ColumnProfile; readonly rows: number }): JSX.Element {
  const severity = state.marks.column(profile.index);
  const go = (): void => void panel.showRow(-1, profile.index).then(() => panel.focusGrid());
  return (
    <article class={`card ${severity === undefined ? '' : `has-mark is-${severity}`}`}>
      <h3><Icon name={TYPE_ICONS[profile.type]} className="dim" /><button type="button" class="card-name" title="Go to this column" onClick={go}><bdi>{oneLine(profile.name)}</bdi></button></h3>
      <ColumnChart panel={panel} profile={profile} height={48} most={3} isContext={state.choices.arrangement.filter !== undefined} part={state.part?.get(profile.index)} hasShares />
      <MissingBar missing={missingOf(profile)} rows={rows} onPick={() => { panel.choose({ tab: 'grid' }); showMissing(panel, profile); }} />
    </article>
  );
}
