// The whole value of the cell at the cursor, however long, with what was found in it.

import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { count, plural } from '../contract/words.ts';
import { SeverityIcon } from '../parts/charts.tsx';
import { chunksOf } from '../parts/chunks.ts';
import { IconButton } from '../parts/icon.tsx';
import { indentJson } from '../parts/indent-json.ts';
import { oneLine, textOf } from './look.ts';
import type { Panel } from './panel.ts';
import { columnOf, type PanelState } from './state.ts';

export function ValuePane({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element {
  const column = state.layout.shown[state.cursor.place] ?? 0;
  const { position } = state.cursor;
  const ordinal = panel.pages.ordinal(position);
  const cell = panel.pages.cell(position, column);
  const { name, type } = columnOf(state, column);
  const { text, failure } = useWhole(panel, { ordinal, column, cell });
  const findings = state.marks.row(ordinal)?.get(column) ?? [];
  return (
    <section class="value-pane" aria-label="Value">
      <div class="pane-head">
        <h2><bdi>{oneLine(name)}</bdi> {ordinal !== undefined && <span class="dim">row {count(ordinal + 1)}</span>}</h2>
        <span class="spring" />
        {typeof text === 'string' && <IconButton icon="copy" label="Copy Value" onClick={() => panel.host.send({ kind: 'copy', text })} />}
        {state.opened?.isText === true && ordinal !== undefined && <IconButton icon="go-to-file" label="Reveal in Text" onClick={() => panel.host.send({ kind: 'reveal', row: ordinal, column })} />}
        <IconButton icon="close" label="Close Value" onClick={() => { panel.set({ showsValue: false }); panel.focusGrid(); }} />
      </div>
      {findings.map(({ code, severity, message }) => <p key={`${code}${message}`} class="value-finding"><SeverityIcon severity={severity} /> <span>{message}</span></p>)}
      {failure === undefined ? <Whole text={text} isNested={type === 'nested'} /> : <p class="note" role="alert">{failure}</p>}
    </section>
  );
}

interface At {
  readonly ordinal: number | undefined;
  readonly column: number;
  readonly cell: ReturnType<Panel['pages']['cell']>;
}

/** undefined: on its way. */
function useWhole(panel: Panel, { ordinal, column, cell }: At): { readonly text?: string | null; readonly failure?: string } {
  const [whole, setWhole] = useState<{ readonly key: string; readonly text?: string | null; readonly failure?: string }>();
  const isCut = typeof cell === 'object' && cell !== null;
  const key = `${panel.pages.generation}/${ordinal ?? ''}/${column}`;
  useEffect(() => {
    if (!isCut || ordinal === undefined) return undefined;
    const asked = panel.host.ask('cell', { row: ordinal, column });
    asked.answer.then(({ text }) => setWhole({ key, text }), (error: Error) => setWhole({ key, failure: error.message }));
    return asked.forget;
  }, [key, isCut]);
  if (!isCut) return { text: cell === undefined || cell === null ? cell : textOf(cell) };
  return whole?.key === key ? whole : { text: undefined };
}

function Whole({ text, isNested }: { readonly text: string | null | undefined; readonly isNested: boolean }): JSX.Element {
  const chunks = useMemo(() => chunksOf(isNested ? indentJson(text ?? '') : (text ?? '')), [text, isNested]);
  if (text === undefined) return <p class="dim note">Reading the value…</p>;
  if (text === null) return <p class="value-absent is-null">null</p>;
  if (text === '') return <p class="value-absent is-empty">{'""'}</p>;
  return (
    <>
      <div class="value" role="group" tabIndex={0} aria-label="Whole value">{chunks.map((chunk, i) => <div key={i} class="chunk" dir="auto">{chunk}</div>)}</div>
      <div class="value-foot dim">{plural(text.length, 'character')}</div>
    </>
  );
}
