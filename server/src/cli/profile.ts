// assay profile: what a dataset's columns look like.

import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EngineError } from '../core/ports.ts';
import type { ColumnProfile, Profile } from '../core/profile/profile.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { count, number, plural, share, size } from '../core/words.ts';
import { createAssay } from '../node/assay.ts';
import { loadConfig } from './config.ts';
import { CannotRun } from './errors.ts';
import { createProgress } from './progress.ts';

const HELP = `assay profile FILE   what a dataset's columns look like

  --format F       pretty (default), json
  --config FILE    an assay.json other than the nearest

  assay profile data/train.csv
  assay profile "data/part-*.parquet" --format json
`;

const OPTIONS = { format: { type: 'string', default: 'pretty' }, config: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

export async function profileCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [path] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (path === undefined) throw new CannotRun('Name a dataset: assay profile FILE.');
  if (values.format !== 'pretty' && values.format !== 'json') throw new CannotRun(`There is no format "${values.format}". Formats: pretty, json.`);
  const { config, folder } = loadConfig(values.config);
  const assay = createAssay({ log: { info: () => {}, warn: () => {}, error: (message) => void process.stderr.write(`${message}\n`) } });
  const progress = createProgress(process.stderr);
  try {
    const dataset = await findDataset(resolve(path).replaceAll('\\', '/'), assay.files, 'delimited');
    if (dataset === undefined) throw new CannotRun(`There is no dataset "${path}".`);
    const relativePath = relative(folder, dataset.path).replaceAll('\\', '/');
    const onProgress = (part: number) => progress.show(`Profiling ${path} ${Math.round(part * 100)} %`);
    const { prepared, profile } = await assay.profile(dataset, { config, relativePath, signal, onProgress });
    progress.clear();
    const shown = { ...dataset, path: relative(process.cwd(), dataset.path).replaceAll('\\', '/') };
    process.stdout.write(values.format === 'json' ? asJson(shown, profile, await prepared.digest()) : asTable(shown, profile));
    return 0;
  } catch (error) {
    if (error instanceof UnreadableError || (error instanceof EngineError && error.kind !== 'cancelled')) throw new CannotRun(error.message);
    throw error;
  } finally {
    await assay.close();
  }
}

function asJson(dataset: Dataset, profile: Profile, digest: string): string {
  const columns = profile.columns.map((column) => ({
    name: column.name,
    type: column.type,
    count: column.count,
    missing: column.missing,
    sentinels: Object.fromEntries(column.sentinels.map(({ value, count: n }) => [value, n])),
    distinct: column.distinct,
    distinctExact: column.distinctExact,
    misfits: column.misfits,
    min: column.min,
    max: column.max,
    mean: column.mean,
    std: column.std,
    quantiles: Object.fromEntries(column.quantiles),
    top: column.topExact ? column.top.slice(0, 10) : column.top.map(({ value }) => ({ value })),
    histogram: column.histogram,
    lengths: column.lengths,
  }));
  const { path, format, bytes } = dataset;
  return `${JSON.stringify({ path, format, bytes, rows: profile.rows, exact: profile.exact, digest, columns }, null, 2)}\n`;
}

function asTable(dataset: Dataset, profile: Profile): string {
  const head = `${dataset.path} · ${plural(profile.rows, 'row')} × ${plural(profile.columns.length, 'column')} · ${size(dataset.bytes)}\n\n`;
  const rows = profile.columns.map((column) => [column.name, column.type, missing(column, profile.rows), distinct(column), column.min ?? '', middle(column), column.max ?? '']);
  const table = [['column', 'type', 'missing', 'distinct', 'min', 'median', 'max'], ...rows].map((cells) => cells.map((cell) => clip(cell)));
  const widths = table[0]?.map((_, i) => Math.max(...table.map((cells) => cells[i]?.length ?? 0))) ?? [];
  return head + table.map((cells) => cells.map((cell, i) => (i >= 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ').trimEnd()).join('\n') + '\n';
}

function missing(column: ColumnProfile, rows: number): string {
  const n = rows - column.count;
  return n === 0 ? '–' : `${count(n)} (${share(n, rows)})`;
}

function distinct(column: ColumnProfile): string {
  return `${column.distinctExact ? '' : '≈ '}${count(column.distinct)}`;
}

function middle(column: ColumnProfile): string {
  const median = column.quantiles.find(([p]) => p === 0.5)?.[1];
  return median === undefined ? '' : number(median);
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 28 ? `${line.slice(0, 27)}…` : line;
}
