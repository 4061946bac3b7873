// What a dataset panel is told: the dataset as it opens, and findings for the list beside the grid.

import type { CheckResult } from '../core/findings/check.ts';
import type { Group } from '../core/findings/cap.ts';
import { formatName, isText, type Reading } from '../core/table/dataset.ts';
import type { Prepared } from '../core/table/prepared.ts';
import type { Page } from '../core/view/page.ts';
import { codeSource } from '../core/view/code/view-code.ts';
import type { TableView } from '../core/view/table-view.ts';
import type { News, Opened, ReadAs, ShownGroup } from '../../../webviews/contract/dataset.ts';

/** Rows that a panel shows before it has asked for any: one of the blocks in which it asks. */
export const FIRST_ROWS = 100;
export const FIRST_COLUMNS = 60;
/** Findings of a group that the list can lead to; the total is told besides. */
const MOST_LISTED = 500;

export function openedOf(view: TableView, told: { readonly id: number; readonly path: string; readonly first: Page }): Opened {
  const { prepared, columns, rows } = view;
  return {
    view: told.id,
    name: prepared.dataset.path.split('/').at(-1) ?? prepared.dataset.path,
    path: told.path,
    format: formatName(prepared.dataset),
    bytes: prepared.dataset.bytes,
    rows,
    columns: columns.map(({ name, type }) => ({ name, type })),
    readAs: readAsOf(prepared.reading),
    isText: isShownAsText(prepared),
    hasCode: codeSource(prepared) !== undefined,
    first: told.first,
  };
}

function readAsOf(reading: Reading | undefined): ReadAs | undefined {
  if (reading === undefined) return undefined;
  const { delimiter, quote, header, skip } = reading.dialect;
  return { encoding: reading.encoding, delimiter, quote, header, skip };
}

function isShownAsText({ dataset }: Prepared): boolean {
  return isText(dataset.format) && dataset.files.length === 1 && !/\.(gz|zst)$/i.test(dataset.files[0] ?? '');
}

/** What a finished check tells: first the figures, then the findings. */
export function newsOf({ profile, groups }: CheckResult): readonly News[] {
  return [
    { kind: 'profile', rows: profile.rows, exact: profile.exact, sampledRows: profile.sampledRows, columns: profile.columns },
    { kind: 'findings', groups: groups.map(shownGroup) },
  ];
}

function shownGroup({ code, severity, column, total, summary, marked }: Group): ShownGroup {
  const findings = marked.slice(0, MOST_LISTED).map(({ severity: own, message, address }) => ({ code, severity: own, message, row: address.row, column: address.column }));
  return { code, severity, column: column?.index, total, summary, findings };
}
