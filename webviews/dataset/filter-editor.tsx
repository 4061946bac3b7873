// One condition on one column: which column, which kind, and its values.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Condition, Filter } from '../contract/dataset.ts';
import { Icon } from '../parts/icon.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { matching } from './columns-list.tsx';
import { dropPart, putPart } from './filters.ts';
import { AbsentFields, RangeFields, TextFields } from './filter-fields.tsx';
import { partsOf } from './filter-words.ts';
import { TYPE_ICONS } from './header-cell.tsx';
import { isNumeric, oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import { columnOf, namesOf, type PanelState, type Point } from './state.ts';
import { ValueFields } from './value-fields.tsx';

export interface EditorProps {
  readonly panel: Panel;
  readonly state: PanelState;
  readonly column: number | undefined;
  readonly part: number | undefined;
  readonly at: Point;
}

export function FilterEditor({ column, ...rest }: EditorProps): JSX.Element {
  return column === undefined ? <ColumnChoice {...rest} /> : <ConditionEditor column={column} {...rest} />;
}

function ColumnChoice({ panel, state, at }: Omit<EditorProps, 'column'>): JSX.Element {
  const [sought, setSought] = useState('');
  const names = namesOf(state);
  const found = matching(names, sought);
  const take = (index: number): void => panel.open(found[index] === undefined ? undefined : { kind: 'filter', column: found[index], at });
  return (
    <>
      <input class="search" data-first type="text" placeholder="Filter which column?" aria-label="Filter which column?" value={sought} spellcheck={false} onInput={(event) => setSought(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Enter' && take(0)} />
      <VirtualList
        id="filter-columns" label="Columns" role="listbox" count={found.length} onTake={take}
        row={(index) => ({ attributes: { 'aria-selected': false }, content: <><Icon name={TYPE_ICONS[columnOf(state, found[index] ?? 0).type]} className="dim" /><bdi class="name">{oneLine(names[found[index] ?? 0] ?? '')}</bdi></> })}
      />
    </>
  );
}

export type OnColumn = Exclude<Condition, { kind: 'rows' }>;
const KINDS: readonly { readonly kind: OnColumn['kind']; readonly label: string }[] = [
  { kind: 'in', label: 'Values' },
  { kind: 'range', label: 'Range' },
  { kind: 'text', label: 'Text' },
  { kind: 'absent', label: 'Missing' },
];

function ConditionEditor({ panel, state, column, part }: EditorProps & { readonly column: number }): JSX.Element {
  const before = part === undefined ? undefined : partsOf(state.choices.arrangement.filter).of[part];
  const inner = before?.kind === 'not' ? before.of : before;
  const { name, type, profile } = columnOf(state, column);
  const [draft, setDraft] = useState<OnColumn>(inner !== undefined && 'column' in inner ? inner : fresh(isNumeric(type) || /date|time/.test(type) ? 'range' : 'in', column));
  const [isNegated, setNegated] = useState(before?.kind === 'not');
  const apply = (): void => {
    panel.open(undefined);
    const filter: Filter = isNegated ? { kind: 'not', of: draft } : draft;
    putPart(panel, filter, part);
    panel.focusGrid();
  };
  return (
    <form class="condition" onSubmit={(event) => { event.preventDefault(); if (isWhole(draft)) apply(); }}>
      <div class="menu-head"><b>{oneLine(name)}</b> <span class="dim">{type}</span></div>
      <div class="kinds" role="group" aria-label="Kind of condition">
        {KINDS.map(({ kind, label }) => <button key={kind} type="button" class="kind" aria-pressed={draft.kind === kind} onClick={() => setDraft(fresh(kind, column))}>{label}</button>)}
      </div>
      {draft.kind === 'in' && <ValueFields panel={panel} draft={draft} onChange={setDraft} />}
      {draft.kind === 'range' && <RangeFields draft={draft} profile={profile} onChange={setDraft} />}
      {draft.kind === 'text' && <TextFields draft={draft} onChange={setDraft} />}
      {draft.kind === 'absent' && <AbsentFields draft={draft} onChange={setDraft} />}
      <div class="popup-foot">
        <label class="check"><input type="checkbox" checked={isNegated} onChange={(event) => setNegated(event.currentTarget.checked)} /> Leave these rows out</label>
        <span class="spring" />
        {part !== undefined && <button type="button" class="text-button" onClick={() => { panel.open(undefined); dropPart(panel, part); }}>Clear</button>}
        <button type="submit" class="button" disabled={!isWhole(draft)}>Apply</button>
      </div>
    </form>
  );
}

function fresh(kind: OnColumn['kind'], column: number): OnColumn {
  if (kind === 'in') return { kind, column, values: [] };
  if (kind === 'range') return { kind, column };
  return kind === 'text' ? { kind, column, mode: 'contains', text: '', matchCase: false } : { kind, column, which: 'any' };
}

function isWhole(draft: OnColumn): boolean {
  if (draft.kind === 'in') return draft.values.length > 0;
  if (draft.kind === 'range') return draft.min !== undefined || draft.max !== undefined;
  return draft.kind !== 'text' || draft.text !== '';
}
