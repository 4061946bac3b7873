// The fields of each kind of condition but the list of values.

import type { JSX } from 'preact';
import type { ColumnProfile, Condition } from '../contract/dataset.ts';

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;

interface FieldsProps<K extends Condition['kind']> {
  readonly draft: Of<K>;
  readonly onChange: (draft: Of<K>) => void;
}

export function RangeFields({ draft, onChange, profile }: FieldsProps<'range'> & { readonly profile: ColumnProfile | undefined }): JSX.Element {
  const bound = (which: 'min' | 'max', label: string): JSX.Element => (
    <label class="field">
      <span>{label}</span>
      <input type="text" data-first={which === 'min' ? true : undefined} spellcheck={false} placeholder={profile?.[which] ?? ''} value={String(draft[which] ?? '')}
        onInput={({ currentTarget: { value } }) => onChange({ ...draft, [which]: value.trim() === '' ? undefined : value.trim() })} />
    </label>
  );
  return <div class="fields is-range">{bound('min', 'From')}{bound('max', 'To')}</div>;
}

const MODES: readonly (readonly [Of<'text'>['mode'], string])[] = [
  ['contains', 'contains'],
  ['is', 'is'],
  ['starts', 'starts with'],
  ['ends', 'ends with'],
  ['matches', 'matches (regular expression)'],
];

export function TextFields({ draft, onChange }: FieldsProps<'text'>): JSX.Element {
  return (
    <div class="fields">
      <select aria-label="How" value={draft.mode} onChange={({ currentTarget: { value } }) => onChange({ ...draft, mode: MODES.find(([mode]) => mode === value)?.[0] ?? 'contains' })}>
        {MODES.map(([mode, label]) => <option key={mode} value={mode}>{label}</option>)}
      </select>
      <input type="text" data-first aria-label="Text" spellcheck={false} value={draft.text} onInput={({ currentTarget: { value } }) => onChange({ ...draft, text: value })} />
      <label class="check"><input type="checkbox" checked={draft.matchCase} onChange={({ currentTarget: { checked } }) => onChange({ ...draft, matchCase: checked })} /> Match case</label>
    </div>
  );
}

const ABSENCES: readonly (readonly [Of<'absent'>['which'], string])[] = [
  ['any', 'Missing in any way'],
  ['null', 'Null'],
  ['empty', 'Empty text'],
  ['nan', 'NaN'],
  ['sentinel', 'A word or number that stands for missing'],
];

export function AbsentFields({ draft, onChange }: FieldsProps<'absent'>): JSX.Element {
  return (
    <fieldset class="fields">
      <legend class="sr-only">How it is missing</legend>
      {ABSENCES.map(([which, label]) => (
        <label key={which} class="check"><input type="radio" name="absence" checked={draft.which === which} onChange={() => onChange({ ...draft, which })} /> {label}</label>
      ))}
    </fieldset>
  );
}
