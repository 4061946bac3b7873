// Find in all columns that are shown: Enter for the next cell, Shift+Enter for the one before.

import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon, IconButton } from '../parts/icon.tsx';
import { used } from '../parts/used.ts';
import { find } from './go.ts';
import type { Panel } from './panel.ts';

export function FindBox({ panel }: { readonly panel: Panel }): JSX.Element {
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(0);
  const seek = async (backwards: boolean): Promise<void> => {
    if (text === '') return;
    const serial = ++latest.current;
    setBusy(true);
    const said = await find(panel, { text, matchCase, backwards });
    if (serial !== latest.current) return;
    setBusy(false);
    setFailure(said);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === 'F3') void seek(event.shiftKey);
    else if (event.key === 'Escape') panel.focusGrid();
    else if (event.altKey && event.key === 'c') setMatchCase(!matchCase);
    else return;
    used(event);
  };
  return (
    <div class={`find ${failure === undefined ? '' : 'has-failed'}`} role="search" onKeyDown={onKey}>
      <Icon name={isBusy ? 'loading' : 'search'} className={isBusy ? 'codicon-modifier-spin' : ''} />
      <input
        type="text" placeholder="Find in all columns" aria-label="Find in all columns" aria-invalid={failure !== undefined} spellcheck={false} value={text}
        onInput={(event) => { setText(event.currentTarget.value); setFailure(undefined); }}
      />
      {text === '' ? <kbd aria-hidden="true">Ctrl+F</kbd> : (
        <>
          <IconButton icon="case-sensitive" label="Match Case (Alt+C)" isPressed={matchCase} onClick={() => setMatchCase(!matchCase)} />
          <IconButton icon="arrow-up" label="Previous Match (Shift+Enter)" onClick={() => void seek(true)} />
          <IconButton icon="arrow-down" label="Next Match (Enter)" onClick={() => void seek(false)} />
        </>
      )}
      {failure !== undefined && <div class="find-failure" role="alert">{failure}</div>}
    </div>
  );
}
