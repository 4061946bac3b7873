// How the file is read: its delimiter, encoding and header, and how to say otherwise.

import type { JSX } from 'preact';
import type { ReadAs } from '../contract/dataset.ts';
import { plural } from '../contract/words.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu, type MenuItem } from '../parts/menu.tsx';
import { below } from '../parts/popup.tsx';
import { oneLine } from './look.ts';
import type { Panel } from './panel.ts';
import type { PanelState } from './state.ts';

const DELIMITERS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', ' ': 'space' };
const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'shift_jis', 'gb18030'];

export function ReadAsButton({ panel, readAs }: { readonly panel: Panel; readonly readAs: ReadAs }): JSX.Element {
  const { delimiter, encoding, header, skip } = readAs;
  const words = [DELIMITERS[delimiter] ?? oneLine(delimiter), encoding.toUpperCase(), header ? 'header' : 'no header', ...(skip > 0 ? [`${plural(skip, 'line')} skipped`] : [])];
  return (
    <button type="button" class="read-as text-button" title="How the file is read, and how to change it" aria-haspopup="dialog" onClick={(event) => panel.open({ kind: 'readAs', at: below(event.currentTarget) })}>
      <span class="dim">Read as</span>
      {words.map((word) => <span key={word}>{word}</span>)}
      <Icon name="chevron-down" className="dim" />
    </button>
  );
}

/** What is chosen is written into assay.json, so that checks, the editor and the command line read the file alike. */
export function ReadAsMenu({ panel, state }: { readonly panel: Panel; readonly state: PanelState }): JSX.Element | null {
  const readAs = state.opened?.readAs;
  if (readAs === undefined) return null;
  const set = (parts: Partial<ReadAs>) => (): void => {
    panel.open(undefined);
    panel.host.send({ kind: 'readAs', parts });
    panel.focusGrid();
  };
  const mark = (isOn: boolean): string => (isOn ? 'check' : 'blank');
  const items: MenuItem[] = [
    ...Object.entries(DELIMITERS).map(([delimiter, name]) => ({ label: `Delimiter: ${name}`, icon: mark(delimiter === readAs.delimiter), run: set({ delimiter }) })),
    { label: 'First record is the header', icon: mark(readAs.header), startsGroup: true, run: set({ header: !readAs.header }) },
    { label: 'Quotes have a meaning', icon: mark(readAs.quote !== ''), run: set({ quote: readAs.quote === '' ? '"' : '' }) },
    ...ENCODINGS.map((encoding, i) => ({ label: `Encoding: ${encoding.toUpperCase()}`, icon: mark(encoding === readAs.encoding), startsGroup: i === 0, run: set({ encoding }) })),
  ];
  return (
    <>
      <p class="menu-head dim">Kept in assay.json: checks and the command line read the file so, too.</p>
      <Menu label="How the file is read" items={items} />
    </>
  );
}
