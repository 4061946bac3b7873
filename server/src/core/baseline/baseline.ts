// A baseline: the findings of a day that a team has accepted, so that only new ones are told.

import { z } from 'zod';
import { normalise, relativeTo } from '../code/resolve.ts';
import { groupBy } from '../group-by.ts';
import { Entry, type Kind } from './entry.ts';

/** What it is called where nobody names it. */
export const BASELINE_NAME = 'assay-baseline.json';

const VERSION = 1;
const BaselineFile = z.strictObject({ version: z.literal(VERSION), findings: z.array(Entry) });
const NOTHING: readonly Kind[] = [];

export class Baseline {
  /** By the dataset's path, relative to the folder that the baseline is used from. */
  readonly #kinds: ReadonlyMap<string, readonly Kind[]>;

  constructor(kinds: ReadonlyMap<string, readonly Kind[]> = new Map()) {
    this.#kinds = kinds;
  }

  /** `folder`: of the file; `from`: that paths shall be relative to; both absolute. `name`: as the user knows the file. */
  static parse(text: string, { folder, from, name }: { readonly folder: string; readonly from: string; readonly name: string }): Baseline | { readonly problem: string } {
    const value = parseJson(text.replace(/^\ufeff/, ''));
    const parsed = BaselineFile.safeParse(value);
    if (!parsed.success) return { problem: `${name} is not a baseline that this version of Assay can read${where(parsed.error.issues)}; "assay check --write-baseline" writes one.` };
    const entries = groupBy(parsed.data.findings, ({ dataset }) => relativeTo(from, normalise(`${folder}/${dataset}`)));
    return new Baseline(entries);
  }

  get datasets(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** What is accepted in one dataset, or one text of code. */
  of(dataset: string): readonly Kind[] {
    return this.#kinds.get(dataset) ?? NOTHING;
  }

  /** With other kinds for some datasets; without those that have none. */
  with(kinds: ReadonlyMap<string, readonly Kind[]>): Baseline {
    return new Baseline(new Map([...new Map([...this.#kinds, ...kinds])].filter(([, list]) => list.length > 0)));
  }

  /** As text: sorted, one line an entry, so that two branches merge. `folder` and `from` as in `parse`. */
  print({ folder, from }: { readonly folder: string; readonly from: string }): string {
    const entries = [...this.#kinds].flatMap(([path, kinds]) => kinds.map(({ code, column, value, count }): Entry => ({ code, dataset: relativeTo(folder, normalise(`${from}/${path}`)), column, value, count })));
    const lines = [...groupBy(entries, ({ dataset }) => dataset)].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, list]) => list.map((entry) => JSON.stringify(entry)).toSorted());
    return `{\n  "version": ${VERSION},\n  "findings": [${lines.map((line) => `\n    ${line}`).join(',')}${lines.length === 0 ? '' : '\n  '}]\n}\n`;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function where([issue]: readonly z.core.$ZodIssue[]): string {
  const [list, at] = issue?.path ?? [];
  return list === 'findings' && typeof at === 'number' ? ` (entry ${at + 1})` : '';
}
