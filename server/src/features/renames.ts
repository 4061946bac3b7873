// A renamed dataset as the editor shows it: edits of the texts that name it, and a word on those that stay.

import type { Location, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Reference } from '../core/code/reference.ts';
import type { Rewriting } from '../core/code/rename.ts';
import { plural } from '../core/words.ts';

/** What one text has to say anew. */
export interface Rewritten {
  readonly uri: string;
  /** As the user knows it: relative to the workspace. */
  readonly name: string;
  readonly rewriting: Rewriting;
}

type Place = Location['range'];

/** null where no text changes. `file`: the file that is renamed along, after the texts. */
export function renameEdit(texts: readonly Rewritten[], file?: { readonly oldUri: string; readonly newUri: string }): WorkspaceEdit | null {
  const changed = texts.filter(({ rewriting }) => rewriting.edits.length > 0);
  if (file === undefined) return changed.length === 0 ? null : { changes: Object.fromEntries(changed.map(({ uri, rewriting }) => [uri, [...rewriting.edits]])) };
  const edits = changed.map(({ uri, rewriting }) => ({ textDocument: { uri, version: null }, edits: [...rewriting.edits] }));
  return { documentChanges: [...edits, { kind: 'rename', ...file }] };
}

/** So many places are named one by one. */
const MOST_PLACES = 4;

/** undefined where every text says the new name. */
export function leftAlone(texts: readonly Rewritten[], name: string): string | undefined {
  const places = texts.flatMap(({ name: text, rewriting }) => rewriting.left.map(({ start }) => `${text} line ${start.line + 1}`));
  if (places.length === 0) return undefined;
  const more = places.length - MOST_PLACES;
  const listed = [...places.slice(0, MOST_PLACES), ...(more > 0 ? [`${more} more`] : [])];
  const last = listed.pop() ?? '';
  const where = listed.length === 0 ? last : `${listed.join(', ')} and ${last}`;
  return `${plural(places.length, 'place')} where code puts the path of ${name} together ${places.length === 1 ? 'stays as it is' : 'stay as they are'}: ${where}.`;
}

/** The place of a reference that can be renamed: a literal, here or where a name has it. */
export function literalOf({ range, isLiteral, literalAt }: Reference): Place | undefined {
  return isLiteral === true ? range : literalAt;
}
