// What the dataset panel and the server say to each other; the extension only passes it on.

import * as z from 'zod';
import { Arrangement } from '../../server/src/core/view/arrangement.ts';
import type { Severity } from '../../server/src/core/findings/finding.ts';
import type { Range } from '../../server/src/core/table/address.ts';
import type { ColumnProfile } from '../../server/src/core/profile/profile.ts';
import { CODE_LANGUAGES } from '../../server/src/core/view/code/languages.ts';
import type { Page } from '../../server/src/core/view/page.ts';
import type { ShownCounts } from '../../server/src/core/view/shown-counts.ts';
import type { Summary } from '../../server/src/core/view/summary.ts';
import type { Match } from '../../server/src/core/view/search.ts';

export type { Arrangement, SortKey } from '../../server/src/core/view/arrangement.ts';
export type { Condition, Filter } from '../../server/src/core/view/filter.ts';
export { CODE_LANGUAGES, type CodeLanguage } from '../../server/src/core/view/code/languages.ts';
export type { CellText, Page } from '../../server/src/core/view/page.ts';
export type { ShownCounts } from '../../server/src/core/view/shown-counts.ts';
export type { Correlation, Missingness, Summary } from '../../server/src/core/view/summary.ts';
export type { Match } from '../../server/src/core/view/search.ts';
export type { ColumnProfile, ColumnType, Histogram } from '../../server/src/core/profile/profile.ts';
export type { Severity } from '../../server/src/core/findings/finding.ts';

const ordinal = z.int().min(0);
const place = z.object({ position: z.int().min(-1), column: z.int().min(-1) });

/** How the file was read. */
const ReadAs = z.object({ encoding: z.string(), delimiter: z.string(), quote: z.string(), header: z.boolean(), skip: ordinal });
export type ReadAs = z.infer<typeof ReadAs>;

/** What the panel asks of the server, by name. Each is answered with its part of Answers, or fails with one sentence. */
export const ASKS = {
  /** Rows from `start` on, in the order shown. */
  page: z.object({ start: ordinal, count: z.int().min(1).max(2000), columns: z.array(ordinal).max(500) }),
  /** Sorts and filters; answered once pages show it. */
  arrange: Arrangement,
  /** A cell's whole text; `row` is the row's ordinal. */
  cell: z.object({ row: ordinal, column: ordinal }),
  /** Where a row stands among those shown. */
  position: z.object({ row: ordinal }),
  /** The text of assay.json, with how the file is to be read; nothing is written. */
  readAs: z.object({ parts: ReadAs.partial() }),
  /** Where a cell is in the file's text; `row` -1 is the header. */
  place: z.object({ row: z.int().min(-1), column: ordinal.optional() }),
  /** The next cell that holds a text, past `from`, round the end. */
  find: z.object({ text: z.string().max(10_000), matchCase: z.boolean(), columns: z.array(ordinal), from: place, backwards: z.boolean() }),
  /** The rows shown, as code that gives the same; only of one file of delimited text or Parquet. */
  code: z.object({ language: z.enum(CODE_LANGUAGES) }),
  /** What the rows shown hold, in the bins and values of the profile; answered once there is one. */
  shown: z.object({ columns: z.array(ordinal).max(500) }),
  /** What the columns of the whole dataset have to do with one another; answered once there is a profile. */
  summary: z.object({}),
  /** The most frequent values of a column, to choose from in a filter. */
  values: z.object({ column: ordinal, most: z.int().min(1).max(1000) }),
} as const;

export type Ask = keyof typeof ASKS;
export type Params<A extends Ask> = z.input<(typeof ASKS)[A]>;

export interface Answers {
  readonly page: Page;
  readonly arrange: { readonly rows: number };
  readonly cell: { readonly text: string | null };
  readonly position: { readonly position: number | null };
  /** `file`: its address; `isNew`: it is not there yet. */
  readonly readAs: { readonly file: string; readonly isNew: boolean; readonly text: string };
  /** Null where the file is no text. */
  readonly place: { readonly range: Range | null };
  readonly find: { readonly match: Match | null };
  readonly shown: { readonly columns: readonly ShownCounts[] };
  readonly summary: Summary;
  readonly code: { readonly code: string };
  readonly values: { readonly values: readonly { readonly value: string; readonly count: number }[]; readonly isCut: boolean };
}

/** What is known of a dataset when its panel opens: enough for the first rows. */
export interface Opened {
  readonly view: number;
  /** The file's name, and its path from the workspace's folder. */
  readonly name: string;
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  /** Absent until they are counted. */
  readonly rows?: number;
  readonly columns: readonly Pick<ColumnProfile, 'name' | 'type'>[];
  readonly readAs?: ReadAs;
  /** Whether the file is one that a text editor shows. */
  readonly isText: boolean;
  /** Whether the view can be shown as code. */
  readonly hasCode: boolean;
  readonly first: Page;
}

/** A finding in the list beside the grid. */
export interface ShownFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly row?: number;
  readonly column?: number;
}

/** All of one code in one column (or in none). */
export interface ShownGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly column?: number;
  /** How many there are, shown or not. */
  readonly total: number;
  readonly summary: string;
  readonly findings: readonly ShownFinding[];
}

/** What the server tells of itself, as it comes to know it. */
export type News =
  /** The rows are being copied, so that any page is near; `share` from 0 to 1. */
  | { readonly kind: 'loading'; readonly share: number }
  /** Any page is near now; sorting and filtering work. */
  | { readonly kind: 'loaded'; readonly rows: number }
  /** Figures of all columns; `exact` false: from a sample of `sampledRows`. */
  | { readonly kind: 'profile'; readonly rows: number; readonly exact: boolean; readonly sampledRows?: number; readonly columns: readonly ColumnProfile[] }
  | { readonly kind: 'findings'; readonly groups: readonly ShownGroup[] }
  /** The file on disk is another one now: the panel opens it anew and keeps its state where the columns still fit. */
  | { readonly kind: 'changed' }
  /** One sentence; the panel shows it above what it has. */
  | { readonly kind: 'problem'; readonly message: string };

/** What the panel keeps over a reload: nothing of the data. */
export const Kept = z.object({
  arrangement: Arrangement,
  /** Names of the columns that the arrangement counts by. */
  columns: z.array(z.string()),
  /** These by column name; one that occurs again has its number behind it. */
  widths: z.record(z.string(), z.number()),
  hidden: z.array(z.string()),
  pinned: z.array(z.string()),
  order: z.array(z.string()),
  /** Position of the first row on the screen. */
  top: z.number(),
  tab: z.enum(['grid', 'summary']),
  showsFindings: z.boolean(),
});
export type Kept = z.infer<typeof Kept>;

/** From the panel to the extension. */
export const ToHost = z.discriminatedUnion('kind', [
  /** The panel is there and wants to be told what it shows: answered with `opened` or `failed`. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('ask'), id: z.int(), ask: z.enum(Object.keys(ASKS) as [Ask, ...Ask[]]), params: z.unknown() }),
  /** The answer is of no use any more. */
  z.object({ kind: z.literal('forget'), id: z.int() }),
  /** Shows the cell in the text editor; `row` -1 is the header. */
  z.object({ kind: z.literal('reveal'), row: z.int().min(-1), column: ordinal.optional() }),
  z.object({ kind: z.literal('copy'), text: z.string() }),
  /** Writes into assay.json how the file is read from now on. */
  z.object({ kind: z.literal('readAs'), parts: ReadAs.partial() }),
  /** Opens code in an editor of its own. */
  z.object({ kind: z.literal('openCode'), language: z.enum(CODE_LANGUAGES), text: z.string() }),
  /** Opens the file as text. */
  z.object({ kind: z.literal('openText') }),
]);
export type ToHost = z.infer<typeof ToHost>;

/** From the extension to the panel. */
export type ToPanel =
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }
  | { readonly kind: 'news'; readonly news: News }
  /** The editor leads to a cell. */
  | { readonly kind: 'show'; readonly row: number; readonly column?: number };
