// Ways to a cell: the next finding, the next match, a row and column by number or name.

import type { ShownFinding } from '../contract/dataset.ts';
import { quote } from '../contract/words.ts';
import type { Panel } from './panel.ts';
import { columnOf } from './state.ts';

/** Findings behind a filter are passed over, up to so many. */
const MOST_TRIED = 200;

export async function nextFinding(panel: Panel, backwards: boolean): Promise<void> {
  const { cursor, layout, marks } = panel.state;
  const row = panel.pages.ordinal(cursor.position) ?? cursor.position;
  for (const finding of marks.from(row, layout.shown[cursor.place] ?? -1, backwards).slice(0, MOST_TRIED)) {
    if (await goToFinding(panel, finding)) return panel.say(finding.message);
  }
  panel.say(marks.located.length === 0 ? 'No findings.' : 'No further findings among the rows shown.');
}

/** false where a filter hides its row. */
export async function goToFinding(panel: Panel, finding: ShownFinding): Promise<boolean> {
  if (finding.row === undefined && finding.column === undefined) return false;
  const isThere = await panel.showRow(finding.row ?? -1, finding.column ?? -1);
  if (isThere) panel.focusGrid();
  return isThere;
}

export interface Sought {
  readonly text: string;
  readonly matchCase: boolean;
  readonly backwards: boolean;
}

/** Resolves with what to say of it; undefined where a cell was found. */
export async function find(panel: Panel, { text, matchCase, backwards }: Sought): Promise<string | undefined> {
  const { cursor, layout } = panel.state;
  const from = { position: cursor.position, column: layout.shown[cursor.place] ?? -1 };
  try {
    const { match } = await panel.host.ask('find', { text, matchCase, columns: [...layout.shown], from, backwards }).answer;
    if (match === null) return `No cell holds ${quote(text)}.`;
    panel.choose({ tab: 'grid' });
    panel.moveTo({ position: match.position, place: Math.max(0, panel.state.layout.placeOf(match.column)) });
    panel.say(`Row ${match.position + 1}, ${columnOf(panel.state, match.column).name}.`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A row by its number as in the file. undefined where the text names none. */
export function rowOf(text: string): number | undefined {
  const digits = text.trim().replace(/[,\s_]/g, '');
  return /^\d+$/.test(digits) && Number(digits) >= 1 ? Number(digits) - 1 : undefined;
}
