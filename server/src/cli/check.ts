// assay check: datasets in the given files and folders, and the code that names them.

import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_NAME } from '../core/config/config.ts';
import { SEVERITIES } from '../core/findings/codes.ts';
import { REPORTERS } from '../core/report/index.ts';
import { reaches, type ReportOptions } from '../core/report/report.ts';
import { DEFAULT_MEMORY } from '../node/assay.ts';
import { VERSION } from '../version.ts';
import { memorySize, oneOf, readArgs, withOptional } from './args.ts';
import { baselineFile, describeBaseline, prune, writeBaseline, type Checked } from './baseline.ts';
import { Changed, folderFor } from './changed.ts';
import { checkTargets, type CheckedFile } from './check-targets.ts';
import { Configs } from './config.ts';
import { CannotRun } from './errors.ts';
import { LineReader } from './line-reader.ts';
import { relativeTo, shown } from './paths.ts';
import { createProgress } from './progress.ts';
import { findTargets, type Scope } from './targets.ts';

const FORMATS = Object.keys(REPORTERS);

const HELP = `assay check [PATH…]   check datasets, and code that names them (default: this folder)

A PATH is a file, a folder, or a glob in quotes. Folders are looked through for datasets and code.

  --format F        ${FORMATS.map((format, i) => (i === 0 ? `${format} (default)` : format)).join(', ')}
  --output FILE     write the report there
  --fail-on S       error (default), warning, information or hint: exit 1 from this severity on
  --all             mark every cell and show every finding
  --changed [REF]   only datasets and references that changed since REF (default: since
                    this branch left the main one); untracked files count
  --baseline FILE   findings that are accepted: only others are told
  --write-baseline [FILE]
                    accept what is found today; FILE ends in .json (default: the one of
                    assay.json, else assay-baseline.json beside it)
  --prune           take out of the baseline what does not occur any more
  --exclude GLOB    leave files out; may be repeated
  --config FILE     an assay.json other than the nearest
  --memory SIZE     most memory for the data (default ${DEFAULT_MEMORY})
  --no-color        plain text

Exit code: 0 clean, 1 findings, 2 could not run, 130 stopped with Ctrl-C.

  assay check
  assay check data/train.csv "data/part-*.parquet"
  assay check --changed origin/main --format github --fail-on warning
  assay check --format sarif --output assay.sarif
`;

const OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
  'fail-on': { type: 'string', default: 'error' },
  all: { type: 'boolean', default: false },
  changed: { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  prune: { type: 'boolean', default: false },
  exclude: { type: 'string', multiple: true, default: [] as string[] },
  config: { type: 'string' },
  memory: { type: 'string', default: DEFAULT_MEMORY },
  'no-color': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MOST_COLUMNS = 160;

/** Resolves with the exit code. */
export async function checkCommand(args: readonly string[], signal: globalThis.AbortSignal): Promise<number> {
  const { values, positionals } = readArgs('check', withOptionalValues(args), OPTIONS);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const reporter = REPORTERS[oneOf(values.format, FORMATS, 'format')];
  if (reporter === undefined) throw new CannotRun(`There is no format "${values.format}".`);
  const failOn = oneOf(values['fail-on'], SEVERITIES, 'severity');
  const memory = memorySize(values.memory);
  const writes = values['write-baseline'] !== undefined;
  if (values.changed !== undefined && (writes || values.prune)) throw new CannotRun(`${writes ? '--write-baseline' : '--prune'} needs to see all there is; leave --changed out.`);
  if (writes && values.prune) throw new CannotRun('--write-baseline writes what is found and nothing else: it needs no --prune.');
  const configs = new Configs(values.config, { baseline: writes ? false : values.baseline });
  if (values.output !== undefined) checkOutput(values.output);

  const progress = createProgress(process.stderr);
  progress.show('Looking for datasets');
  const paths = positionals.length === 0 ? ['.'] : positionals;
  const scopes = await findTargets(paths, { configs, exclude: values.exclude, signal }).finally(() => progress.clear());
  const changed = values.changed === undefined ? undefined : await Changed.since(values.changed || undefined, paths.map((path) => folderFor(path, isFolder(path))));
  if (changed === undefined && scopes.every(({ data, code }) => data.size + code.size === 0)) throw new CannotRun(`There are no datasets in ${paths.map((path) => `"${path}"`).join(', ')}, and no code that could name one.`);
  if (values.prune && scopes.every(({ baseline }) => baseline === undefined)) throw new CannotRun('There is no baseline to prune: name one with --baseline, or in assay.json.');
  const target = (scope: Scope) => baselineFile(values['write-baseline'] || values.baseline, scope.config.baseline, scope.folder);
  if (writes) scopes.forEach(target); // before the work, not after it
  const checked = await checkTargets(scopes, { all: values.all, changed, memory, progress, signal }).finally(() => progress.clear());
  if (writes) return accept(checked, scopes, target);
  const reports = checked.filter(({ isDataset, findings }) => isDataset || findings.length > 0);
  tellBaselines(checked, scopes, { isPruned: values.prune, isPartial: changed !== undefined });
  if (changed !== undefined && reports.length === 0) process.stderr.write(`assay: no dataset and no reference to one changed since ${changed.since}.\n`);
  for (const folder of scopes.flatMap(({ cut }) => cut)) process.stderr.write(`assay: ${shown(folder)} holds too many files to look at all; name folders inside to check the rest.\n`);

  const lines = new LineReader(reports);
  const colour = hasColour(values['no-color'], values.output);
  const options: ReportOptions = { version: VERSION, colour, width: Math.min(process.stdout.columns || 100, MOST_COLUMNS), all: values.all, failOn, line: (path, line) => lines.read(path, line) };
  write(reporter(reports, options), values.output);
  return reports.some(({ findings }) => findings.some(({ severity }) => reaches(severity, failOn))) ? 1 : 0;
}

function withOptionalValues(args: readonly string[]): readonly string[] {
  return withOptional(withOptional(args, '--changed', (next) => !existsSync(next)), '--write-baseline', (next) => next.endsWith('.json'));
}

function accept(checked: readonly CheckedFile[], scopes: readonly Scope[], target: (scope: Scope) => string): number {
  for (const scope of scopes) {
    const file = target(scope);
    process.stdout.write(`${writeBaseline(ofScope(checked, scope, file))}\n`);
    if (scope.config.baseline === undefined) process.stdout.write(`"baseline": ${JSON.stringify(relativeTo(scope.folder, file))} in ${shown(join(scope.folder, CONFIG_NAME))} makes the editor and every check heed it.\n`);
  }
  return 0;
}

function tellBaselines(checked: readonly CheckedFile[], scopes: readonly Scope[], options: { readonly isPruned: boolean; readonly isPartial: boolean }): void {
  for (const scope of scopes) {
    if (scope.baseline === undefined) continue;
    const of = ofScope(checked, scope, scope.baseline);
    for (const line of describeBaseline(of, options)) process.stderr.write(`${line.startsWith(' ') ? '' : 'assay: '}${line}\n`);
    if (options.isPruned) prune(of);
  }
}

function ofScope(checked: readonly CheckedFile[], scope: Scope, file: string): Checked {
  return { file, from: scope.folder, siftings: checked.filter((one) => one.scope === scope).map(({ sifting }) => sifting) };
}

function hasColour(isOff: boolean, output: string | undefined): boolean {
  if (isOff || output !== undefined || (process.env.NO_COLOR ?? '') !== '') return false;
  const forced = process.env.FORCE_COLOR;
  return forced === undefined ? process.stdout.isTTY : forced !== '0';
}

/** Before the work, not after it. */
function checkOutput(output: string): void {
  const folder = dirname(resolve(output));
  if (!isFolder(folder)) throw new CannotRun(`There is no folder "${shown(folder)}" to write "${output}" into.`);
  if (isFolder(output)) throw new CannotRun(`"${output}" is a folder; name a file for the report.`);
  try {
    accessSync(existsSync(output) ? output : folder, constants.W_OK);
  } catch {
    throw new CannotRun(`You have no permission to write ${existsSync(output) ? `"${output}"` : `into "${shown(folder)}"`}.`);
  }
}

/** false also for what may not be looked at. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function write(text: string, output: string | undefined): void {
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new CannotRun(`The report could not be written to "${output}": ${(error as Error).message}.`);
  }
}
