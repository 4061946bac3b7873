// assay profile: what a dataset's columns look like.

import { findDataset } from '../core/table/datasets.ts';
import { createAssay, DEFAULT_MEMORY } from '../node/assay.ts';
import { whyNoDataset } from '../node/files-absent.ts';
import { memorySize, oneOf, readArgs } from './args.ts';
import { Configs } from './config.ts';
import { CannotRun, whyUnreadable } from './errors.ts';
import { absolute, relativeTo, shown } from './paths.ts';
import { profileJson, profileTable } from './profile-report.ts';
import { createProgress } from './progress.ts';

const HELP = `assay profile FILE   what a dataset's columns look like

FILE is a file, a folder of parts, or a glob in quotes.

  --format F       pretty (default), json
  --sample         of a large text file, only a sample: quick, and not exact
  --config FILE    an assay.json other than the nearest
  --memory SIZE    most memory for the data (default ${DEFAULT_MEMORY})

Exit code: 0 done, 2 could not run, 130 stopped with Ctrl-C.

  assay profile data/train.csv
  assay profile "data/part-*.parquet" --format json
`;

const OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  sample: { type: 'boolean', default: false },
  config: { type: 'string' },
  memory: { type: 'string', default: DEFAULT_MEMORY },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const QUIET = { info: () => {}, warn: () => {}, error: () => {} }; // every error ends the command with its sentence

/** Resolves with the exit code. */
export async function profileCommand(args: readonly string[], signal: globalThis.AbortSignal): Promise<number> {
  const { values, positionals } = readArgs('profile', args, OPTIONS);
  const [path, second] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (path === undefined) throw new CannotRun('Name a dataset: assay profile FILE.');
  if (second !== undefined) throw new CannotRun('One dataset at a time: put a glob in quotes to read many files as one.');
  const format = oneOf(values.format, ['pretty', 'json'], 'format');
  const memory = memorySize(values.memory);
  const target = absolute(path);
  const { config, folder } = new Configs(values.config).for(target);
  const assay = createAssay({ log: QUIET, memory });
  const progress = createProgress(process.stderr);
  try {
    const dataset = await findDataset(target, assay.files, 'delimited');
    if (dataset === undefined) throw new CannotRun(await whyNoDataset(target, path));
    const onProgress = (share: number) => progress.show(`Profiling ${path}`, share);
    const { prepared, profile } = await assay.profile(dataset, { config, relativePath: relativeTo(folder, target), signal, onProgress, isSample: values.sample, duplicateRows: 'count' });
    progress.clear();
    const named = { ...dataset, path: shown(target) };
    process.stdout.write(format === 'json' ? profileJson(named, profile, { digest: await prepared.digest(), reading: prepared.reading }) : profileTable(named, profile, prepared.reading));
    return 0;
  } catch (error) {
    if (signal.aborted || error instanceof CannotRun) throw error;
    throw new CannotRun(whyUnreadable(target, error, memory));
  } finally {
    progress.clear();
    await assay.close();
  }
}
