// Cards: of a column, a cell, or the dataset that code names.

import type { Hover, Position, Range } from 'vscode-languageserver';
import type { Followed } from '../../core/findings/code-text.ts';
import { cellCard, columnCard, datasetCard, escape } from '../../features/hover.ts';
import type { Context } from '../context.ts';
import type { LiveDataset } from '../live-dataset.ts';
import { nameOf } from '../uris.ts';

export async function hover(context: Context, uri: string, position: Position): Promise<Hover | null> {
  const live = await context.tables.live(uri);
  return live === undefined ? referenceHover(await context.references.of(uri), position, context) : tableHover(live, position, context);
}

function tableHover(live: LiveDataset, position: Position, { editor }: Context): Hover | null {
  const cell = live.index.lookup(position);
  const profile = live.result?.profile;
  const column = cell === undefined ? undefined : profile?.columns[cell.column];
  if (cell === undefined || column === undefined || profile === undefined) return null;
  const cards = { profile, look: editor.look };
  const value = cell.row < 0 ? columnCard(column, cards) : cellCard(cell, column, cards);
  return { contents: { kind: 'markdown', value }, range: cell.range };
}

function referenceHover(followed: readonly Followed[], position: Position, { datasets, editor }: Context): Hover | null {
  const here = followed.find(({ reference }) => isWithin(position, reference.range));
  if (here?.path === undefined) return null;
  const known = datasets.peek(here.path);
  const name = nameOf(here.path);
  if (known.state === 'done') return { contents: { kind: 'markdown', value: datasetCard(name, known.result, editor.look) }, range: here.reference.range };
  // The editor itself shows why one cannot be read: that is a diagnostic.
  return known.state === 'working' ? { contents: { kind: 'markdown', value: `Profiling ${escape(name)}…` }, range: here.reference.range } : null;
}

function isWithin({ line, character }: Position, { start, end }: Range): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}
