// Below the toolbar: a chip for each filter and each sort key, how many rows that leaves, and how the file is read.

import type { JSX } from 'preact';
import { count, plural } from '../contract/words.ts';
import { Icon, IconButton } from '../parts/icon.tsx';
import { below } from '../parts/popup.tsx';
import { setSort } from './columns.ts';
import { partsOf, sentence, wordsOf } from './filter-words.ts';
import { clearFilter, dropPart, setParts } from './filters.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { ReadAsButton } from './read-as.tsx';
import { namesOf, type PanelState } from './state.ts';

export function FilterBar({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const { choices, opened } = state;
  return (
    <div class="filter-bar" data-region="filters" role="toolbar" aria-label="Filter and sort">
      <div class="chips">
        <FilterChips panel={panel} state={state} />
        <SortChips panel={panel} state={state} />
        {choices.arrangement.filter !== undefined && <span class="result" aria-busy={state.isArranging}><b>{count(state.shown)}</b> of {plural(state.rows, 'row')}</span>}
      </div>
      {opened?.readAs !== undefined && <ReadAsButton panel={panel} readAs={opened.readAs} />}
    </div>
  );
}

function FilterChips({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const { of, joint } = partsOf(state.choices.arrangement.filter);
  const names = namesOf(state);
  return (
    <>
      <Icon name="filter" className="dim" />
      {of.map((part, i) => {
        const { subject, rest } = wordsOf(part, names);
        const words = oneLine(sentence(part, names));
        const column = 'column' in part ? part.column : part.kind === 'not' && 'column' in part.of ? part.of.column : undefined;
        return (
          <span key={`${i}${words}`} class="chip-with-joint">
            {i > 0 && <button type="button" class="joint" title="All of them, or any" aria-label={joint === 'all' ? 'All filters must hold: change to any' : 'Any filter may hold: change to all'} onClick={() => setParts(panel, of, joint === 'all' ? 'any' : 'all')}>{joint === 'all' ? 'and' : 'or'}</button>}
            <span class="chip">
              <button type="button" class="chip-text" disabled={column === undefined} title={words} onClick={(event) => panel.open({ kind: 'filter', column, part: i, at: below(event.currentTarget) })}>
                {subject !== '' && <span class="dim">{oneLine(subject)} </span>}{oneLine(rest)}
              </button>
              <IconButton icon="close" label={`Clear ${words}`} onClick={() => dropPart(panel, i)} />
            </span>
          </span>
        );
      })}
      <button type="button" class="text-button add-filter" aria-haspopup="dialog" onClick={(event) => panel.open({ kind: 'filter', at: below(event.currentTarget) })}>
        <Icon name="add" /> Filter
      </button>
      {of.length > 1 && <button type="button" class="text-button" onClick={() => clearFilter(panel)}>Clear</button>}
    </>
  );
}

function SortChips({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  const sort = state.choices.arrangement.sort ?? [];
  const names = namesOf(state);
  if (sort.length === 0) return null;
  return (
    <>
      <Icon name="list-ordered" className="dim" />
      {sort.map(({ column, descending }) => {
        const name = oneLine(names[column] ?? '');
        const way = descending ? 'descending' : 'ascending';
        return (
          <span key={column} class="chip">
            <button type="button" class="chip-text" title="Turn the order round" onClick={() => setSort(panel, sort.map((key) => (key.column === column ? { column, descending: !descending } : key)))}>
              <span class="dim">{name} </span>{way}
            </button>
            <IconButton icon="close" label={`Do not sort by ${name}`} onClick={() => setSort(panel, sort.filter((key) => key.column !== column))} />
          </span>
        );
      })}
    </>
  );
}
