// Which datasets the view lists, and in what order. Knows nothing of VS Code.

import type { Figures, ListedDataset, NotFound, Severity } from '../../server/src/protocol/datasets.ts';

export const ORDERS = { name: 'Name', size: 'Size', rows: 'Rows', missing: 'Missing Share', findings: 'Findings' } as const;
export type Order = keyof typeof ORDERS;

export const SHOWN = {
  all: 'All Datasets',
  findings: 'With Findings',
  loud: 'With Errors or Warnings',
  named: 'Named in Code',
  unnamed: 'Not Named in Code',
} as const;
export type Shown = keyof typeof SHOWN;

/** What the user chose; it survives a reload. */
export interface Choice {
  readonly order: Order;
  readonly shown: Shown;
  /** Words that a path has to hold. */
  readonly text: string;
}

export const DEFAULT_CHOICE: Choice = { order: 'name', shown: 'all', text: '' };

/** What was kept; a part that is not as it should be is as if it was not there. */
export function choiceFrom(kept: unknown): Choice {
  const { order, shown, text } = (typeof kept === 'object' && kept !== null ? kept : {}) as { readonly [part in keyof Choice]?: unknown };
  return {
    order: typeof order === 'string' && Object.hasOwn(ORDERS, order) ? (order as Order) : 'name',
    shown: typeof shown === 'string' && Object.hasOwn(SHOWN, shown) ? (shown as Shown) : 'all',
    text: typeof text === 'string' ? text : '',
  };
}

export function isFiltered({ shown, text }: Choice): boolean {
  return shown !== 'all' || text !== '';
}

/** Whether what a check finds decides over place or presence. */
export function restsOnFigures({ order, shown }: Choice): boolean {
  return ['rows', 'missing', 'findings'].includes(order) || ['findings', 'loud'].includes(shown);
}

/** Those that are to be shown, in order: by name from a on, by all else the largest first; what is not known comes last. */
export function arrange(datasets: readonly ListedDataset[], { order, shown, text }: Choice): readonly ListedDataset[] {
  const kept = datasets.filter((dataset) => fits(dataset, shown) && holds(dataset.path, text));
  const keyed = kept.map((dataset) => ({ dataset, key: KEYS[order](dataset), name: nameIn(dataset.path) }));
  keyed.sort((a, b) => byKey(a.key, b.key) || NAMES.compare(a.name, b.name) || NAMES.compare(a.dataset.path, b.dataset.path));
  return keyed.map(({ dataset }) => dataset);
}

/** Paths that lead nowhere: findings of code. */
export function arrangeNotFound(notFound: readonly NotFound[], { shown, text }: Choice): readonly NotFound[] {
  return shown === 'unnamed' ? [] : notFound.filter(({ target }) => holds(target, text));
}

/** The last part of a path: what a user calls the file. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path; '' where it lies at the top. */
export function folderIn(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function figuresOf({ known }: ListedDataset): Figures | undefined {
  return known.state === 'checked' ? known.figures : undefined;
}

/** Findings that a person would fix: errors and warnings; a dataset that cannot be read counts as one error. */
export function loudIn({ known }: ListedDataset): { readonly errors: number; readonly warnings: number } {
  if (known.state === 'unreadable') return { errors: 1, warnings: 0 };
  return known.state === 'checked' ? { errors: known.figures.findings.error, warnings: known.figures.findings.warning } : { errors: 0, warnings: 0 };
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function fits(dataset: ListedDataset, shown: Shown): boolean {
  const { errors, warnings } = loudIn(dataset);
  const findings = figuresOf(dataset)?.findings;
  switch (shown) {
    case 'all':
      return true;
    case 'findings':
      return errors > 0 || (findings !== undefined && SEVERITIES.some((severity) => findings[severity] > 0));
    case 'loud':
      return errors + warnings > 0;
    case 'named':
      return dataset.named.length > 0;
    case 'unnamed':
      return dataset.named.length === 0;
  }
}

function holds(path: string, text: string): boolean {
  const inside = path.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => inside.includes(word));
}

/** Numbers, the weightiest first; undefined where nothing is known. */
const KEYS: { readonly [order in Order]: (dataset: ListedDataset) => readonly number[] | undefined } = {
  name: () => [],
  size: ({ bytes }) => [bytes],
  rows: (dataset) => only(figuresOf(dataset)?.rows),
  missing: (dataset) => only(figuresOf(dataset)?.missing),
  findings: (dataset) => {
    const findings = figuresOf(dataset)?.findings;
    if (findings !== undefined) return SEVERITIES.map((severity) => findings[severity]);
    return dataset.known.state === 'unreadable' ? [1] : undefined;
  },
};

function only(n: number | undefined): readonly number[] | undefined {
  return n === undefined ? undefined : [n];
}

function byKey(a: readonly number[] | undefined, b: readonly number[] | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (b[i] ?? 0) - (a[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** As the explorer sorts: t2 before t10. */
const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
