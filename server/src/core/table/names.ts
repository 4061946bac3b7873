// Column names an engine can work with, and how many.

import { count, plural } from '../words.ts';
import type { Dataset } from './dataset.ts';
import { nameOf } from './identity.ts';
import { UnreadableError } from './prepared.ts';

/** Engines plan a query in more than linear time of its columns: beyond this, a table takes minutes whatever its rows. */
const MOST_COLUMNS = 20_000;

export function tooWide(dataset: Dataset, columns: number): UnreadableError | undefined {
  if (columns <= MOST_COLUMNS) return undefined;
  return new UnreadableError(`${nameOf(dataset)} has ${plural(columns, 'column')}; tables of up to ${count(MOST_COLUMNS)} are checked.`);
}

/** Unique and never empty: an empty name becomes column3, a second "a" becomes a_2. */
export function engineNames(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  /** The last number that a name was given. */
  const last = new Map<string, number>();
  return header.map((name, i) => {
    const base = name.trim() === '' ? `column${i + 1}` : name.replaceAll('\0', '\ufffd'); // SQL text ends at a NUL
    let unique = base;
    for (let n = last.get(base) ?? 2; taken.has(unique.toLowerCase()); n++) {
      unique = `${base}_${n}`;
      last.set(base, n);
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
