// assay check: datasets in the given files and folders, and the code that names them.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Assay } from '../core/assay.ts';
import type { Config } from '../core/config/config.ts';
import { SEVERITIES } from '../core/findings/codes.ts';
import type { Finding, Severity } from '../core/findings/finding.ts';
import { severityOf } from '../core/findings/silence.ts';
import { EngineError } from '../core/ports.ts';
import { REPORTERS } from '../core/report/index.ts';
import type { FileReport } from '../core/report/report.ts';
import { findDataset } from '../core/table/datasets.ts';
import type { Dataset } from '../core/table/dataset.ts';
import { UnreadableError } from '../core/table/prepared.ts';
import { createAssay } from '../node/assay.ts';
import { checkReferences } from '../node/references.ts';
import { walk } from '../node/workspace.ts';
import { loadConfig } from './config.ts';
import { CannotRun } from './errors.ts';
import { createProgress } from './progress.ts';

const HELP = `assay check [PATH…]   check datasets, and code that names them (default: this folder)

  --format F        pretty (default), json, sarif, junit, github
  --output FILE     write the report there
  --fail-on S       error (default), warning, information, hint: exit 1 from this severity on
  --all             mark every cell, lift the caps
  --exclude GLOB    leave files out; may be repeated
  --config FILE     an assay.json other than the nearest
  --no-color        plain text

Exit code: 0 clean, 1 findings, 2 could not run.

  assay check data/train.csv
  assay check --format sarif --output assay.sarif
`;

const OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
  'fail-on': { type: 'string', default: 'error' },
  all: { type: 'boolean', default: false },
  exclude: { type: 'string', multiple: true, default: [] as string[] },
  config: { type: 'string' },
  'no-color': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export async function checkCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const reporter = REPORTERS[values.format];
  if (reporter === undefined) throw new CannotRun(`There is no format "${values.format}". Formats: ${Object.keys(REPORTERS).join(', ')}.`);
  const failOn = values['fail-on'] as Severity;
  if (!SEVERITIES.includes(failOn)) throw new CannotRun(`There is no severity "${failOn}". Severities: ${SEVERITIES.join(', ')}.`);
  const loaded = loadConfig(values.config);
  const config: Config = { ...loaded.config, cap: values.all ? Number.MAX_SAFE_INTEGER : loaded.config.cap, exclude: [...loaded.config.exclude, ...values.exclude] };
  const assay = createAssay({ log: QUIET });
  try {
    const reports = await checkPaths(positionals.length === 0 ? ['.'] : positionals, { assay, config, folder: loaded.folder, signal });
    const text = reporter(reports, { colour: hasColour(values['no-color'], values.output), lines: readLines });
    if (values.output === undefined) process.stdout.write(text);
    else writeFileSync(values.output, text);
    return isFailing(reports, failOn) ? 1 : 0;
  } finally {
    await assay.close();
  }
}

const QUIET = { info: () => {}, warn: () => {}, error: (message: string) => void process.stderr.write(`${message}\n`) };

interface Run {
  readonly assay: Assay;
  readonly config: Config;
  readonly folder: string;
  readonly signal: AbortSignal;
}

async function checkPaths(paths: readonly string[], run: Run): Promise<readonly FileReport[]> {
  const { data, code } = await collect(paths, run);
  const named = await checkReferences(code, { files: run.assay.files, roots: [process.cwd(), ...run.config.roots.map((root) => resolve(run.folder, root))], known: data });
  const datasets = new Map<string, Dataset>();
  for (const path of data) {
    const dataset = await findDataset(path, run.assay.files, 'delimited');
    if (dataset !== undefined) datasets.set(path, dataset);
  }
  for (const dataset of named.datasets) datasets.set(dataset.path, dataset);
  const reports: FileReport[] = [...named.missing].map(([path, findings]) => ({ path: shown(path), findings: findings.flatMap((finding) => withSeverity(finding, run.config)) }));
  const progress = createProgress(process.stderr);
  let done = 0;
  for (const dataset of [...datasets.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    run.signal.throwIfAborted();
    const label = `${++done} of ${datasets.size}: ${shown(dataset.path)}`;
    reports.push(await checkOne(dataset, run, (share) => progress.show(`Checking ${label} ${Math.round(share * 100)} %`)));
  }
  progress.clear();
  return reports;
}

/** Absolute paths of data and code in the given files and folders. */
async function collect(paths: readonly string[], run: Run): Promise<{ data: readonly string[]; code: readonly string[] }> {
  const data: string[] = [];
  const code: string[] = [];
  for (const path of paths) {
    const absolute = resolve(path).replaceAll('\\', '/');
    const info = statSync(absolute, { throwIfNoEntry: false });
    const isGlob = info === undefined && /[*?[{]/.test(path);
    if (info === undefined && !isGlob) throw new CannotRun(`There is no file or folder "${path}".`);
    if (info?.isDirectory() === true && !/\.(csv|tsv|parquet|jsonl|arrow|feather)$/i.test(absolute)) {
      const found = await walk(absolute, run.config.exclude, run.signal);
      data.push(...found.data);
      code.push(...found.code);
    } else if (info?.isFile() === true && /\.(py|ipynb|ya?ml|toml)$/i.test(absolute)) code.push(absolute);
    else data.push(absolute);
  }
  return { data, code };
}

async function checkOne(dataset: Dataset, run: Run, onProgress: (share: number) => void): Promise<FileReport> {
  const path = shown(dataset.path);
  const relativePath = relative(run.folder, dataset.path).replaceAll('\\', '/');
  try {
    const result = await run.assay.check(dataset, { config: run.config, relativePath, signal: run.signal, onProgress });
    return { path, findings: result.findings, result };
  } catch (error) {
    if (run.signal.aborted || !(error instanceof UnreadableError || error instanceof EngineError)) throw error;
    return { path, findings: withSeverity({ code: 'dataset-unreadable', severity: 'error', address: {}, message: error.message }, run.config) };
  }
}

function withSeverity(finding: Finding, config: Config): readonly Finding[] {
  const severity = severityOf(finding.code, { severities: config.findings, cap: config.cap, silences: [], missingWords: [] });
  if (severity === undefined) return [];
  return [{ ...finding, severity: config.findings[finding.code] === undefined ? finding.severity : severity }];
}

function shown(path: string): string {
  return relative(process.cwd(), path).replaceAll('\\', '/') || '.';
}

function isFailing(reports: readonly FileReport[], failOn: Severity): boolean {
  const most = SEVERITIES.indexOf(failOn);
  return reports.some(({ findings }) => findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= most));
}

function hasColour(isOff: boolean, output: string | undefined): boolean {
  if (isOff || output !== undefined || (process.env.NO_COLOR ?? '') !== '') return false;
  return process.stdout.isTTY || (process.env.FORCE_COLOR ?? '0') !== '0';
}

const texts = new Map<string, readonly string[]>();
const MOST_EXCERPT_BYTES = 64 * 1024 * 1024;

/** Lines for excerpts; files of text up to a size, in UTF-8. */
function readLines(path: string, first: number, count: number): readonly string[] | undefined {
  let lines = texts.get(path);
  if (lines === undefined) {
    const info = statSync(path, { throwIfNoEntry: false });
    const isShown = info?.isFile() === true && info.size <= MOST_EXCERPT_BYTES && !/\.(parquet|pq|arrow|feather|ipc|gz|zst)$/i.test(path);
    lines = isShown ? readFileSync(path, 'utf8').replace(/^\ufeff/, '').split(/\r\n|\n|\r/) : [];
    texts.clear(); // findings come file by file
    texts.set(path, lines);
  }
  return lines.slice(first, first + count);
}

