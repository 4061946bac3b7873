// A list of values to choose from, the most frequent first; others can be typed.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answers, Condition } from '../contract/dataset.ts';
import { count } from '../contract/words.ts';
import { Icon } from '../parts/icon.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { used } from '../parts/used.ts';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';

const MOST = 500;
type Draft = Extract<Condition, { kind: 'in' }>;

export function ValueFields({ panel, draft, onChange }: { readonly panel: Panel; readonly draft: Draft; readonly onChange: (draft: Draft) => void }): JSX.Element {
  const [answer, setAnswer] = useState<Answers['values']>();
  const [failure, setFailure] = useState<string>();
  const [sought, setSought] = useState('');
  useEffect(() => {
    const asked = panel.host.ask('values', { column: draft.column, most: MOST });
    asked.answer.then(setAnswer, (error: Error) => setFailure(error.message));
    return asked.forget;
  }, [draft.column]);
  const chosen = new Set(draft.values);
  const known = answer?.values ?? [];
  const typed = draft.values.filter((value) => !known.some((one) => one.value === value)).map((value) => ({ value, count: undefined }));
  const listed = [...typed, ...known].filter(({ value }) => value.toLowerCase().includes(sought.toLowerCase()));
  const toggle = (value: string): void => onChange({ ...draft, values: chosen.has(value) ? draft.values.filter((other) => other !== value) : [...draft.values, value] });
  const add = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || sought === '') return;
    used(event);
    // Pasted lists come with a value on each line.
    const values = listed.length > 0 && !sought.includes('\n') ? [listed[0]?.value ?? ''] : sought.split('\n').filter((line) => line !== '');
    onChange({ ...draft, values: [...new Set([...draft.values, ...values])] });
    setSought('');
  };
  return (
    <>
      <input class="search" data-first type="text" placeholder="Find or add a value" aria-label="Find or add a value" value={sought} spellcheck={false} onInput={(event) => setSought(event.currentTarget.value)} onKeyDown={add} onPaste={(event) => paste(event, draft, onChange)} />
      <VirtualList
        id="values" label="Values" role="listbox" isMultiple count={listed.length} onTake={(index) => toggle(listed[index]?.value ?? '')}
        row={(index) => {
          const { value = '', count: n } = listed[index] ?? {};
          return {
            attributes: { 'aria-selected': chosen.has(value) },
            content: <><Icon name={chosen.has(value) ? 'check' : 'blank'} /><bdi class="name mono">{value === '' ? '""' : oneLine(value)}</bdi><span class="list-count dim">{n === undefined ? '' : count(n)}</span></>,
          };
        }}
      />
      {failure !== undefined && <p class="note" role="alert">{failure}</p>}
      <p class="dim note">{noteOf({ isWaiting: answer === undefined && failure === undefined, isCut: answer?.isCut === true, sought, listed: listed.length })}</p>
    </>
  );
}

function noteOf({ isWaiting, isCut, sought, listed }: { isWaiting: boolean; isCut: boolean; sought: string; listed: number }): string {
  if (isWaiting) return 'Counting values…';
  if (listed === 0 && sought !== '') return `Enter adds "${sought}".`;
  return isCut ? 'The most frequent values. Type another to add it.' : '';
}

/** A list that is pasted is taken as a whole. */
function paste(event: ClipboardEvent, draft: Draft, onChange: (draft: Draft) => void): void {
  const lines = (event.clipboardData?.getData('text') ?? '').split(/\r?\n/).filter((line) => line !== '');
  if (lines.length < 2) return;
  event.preventDefault();
  onChange({ ...draft, values: [...new Set([...draft.values, ...lines])].slice(0, 10_000) });
}
