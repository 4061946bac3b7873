// assay convert: the same rows in a file of another format.

import { findDataset } from '../core/table/datasets.ts';
import { describeConverted } from '../core/convert/converted.ts';
import { targetOf, TARGETS, type Target } from '../core/convert/target.ts';
import { createAssay, DEFAULT_MEMORY } from '../node/assay.ts';
import { convertDataset } from '../node/convert.ts';
import { whyNoDataset } from '../node/files-absent.ts';
import { UnwritableError } from '../node/whole-file.ts';
import { memorySize, oneOf, readArgs } from './args.ts';
import { Configs } from './config.ts';
import { CannotRun, whyUnreadable } from './errors.ts';
import { absolute, relativeTo, shown } from './paths.ts';
import { createProgress } from './progress.ts';

const HELP = `assay convert FILE --to FORMAT   the same rows in another format

FILE is a file, a folder of parts, or a glob in quotes. Types are kept and nothing is lost: leading zeros stay,
long numbers keep their digits, and what the other format cannot tell is said.

  --to FORMAT      ${TARGETS.join(', ')}; may be left out where --output names it
  --output FILE    default: beside FILE, with the format's ending; .gz and .zst pack text
  --force          replace a file that is there already
  --config FILE    an assay.json other than the nearest
  --memory SIZE    most memory for the data (default ${DEFAULT_MEMORY})

Exit code: 0 done, 2 could not run, 130 stopped with Ctrl-C. The file is there as a whole or not at all.

  assay convert data/train.csv --to parquet
  assay convert "data/part-*.parquet" --output all.csv.gz
`;

const OPTIONS = {
  to: { type: 'string' },
  output: { type: 'string' },
  force: { type: 'boolean', default: false },
  config: { type: 'string' },
  memory: { type: 'string', default: DEFAULT_MEMORY },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const QUIET = { info: () => {}, warn: () => {}, error: () => {} }; // every error ends the command with its sentence

/** Resolves with the exit code. */
export async function convertCommand(args: readonly string[], signal: globalThis.AbortSignal): Promise<number> {
  const { values, positionals } = readArgs('convert', args, OPTIONS);
  const [path, second] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (path === undefined || path === '') throw new CannotRun('Name a dataset: assay convert FILE --to FORMAT.');
  if (second !== undefined) throw new CannotRun('One dataset at a time: put a glob in quotes to read many files as one.');
  const target = targetFor(values);
  const memory = memorySize(values.memory);
  const source = absolute(path);
  if (/[*?[{]/.test(path) && values.output === undefined) throw new CannotRun('A glob has no name of its own: name the result with --output.');
  const { config, folder } = new Configs(values.config).for(source);
  const assay = createAssay({ log: QUIET, memory });
  const progress = createProgress(process.stderr);
  try {
    const dataset = await findDataset(source, assay.files, 'delimited');
    if (dataset === undefined) throw new CannotRun(await whyNoDataset(source, path));
    const output = values.output === undefined ? undefined : absolute(values.output);
    const onProgress = (share: number) => progress.show(`Converting ${path}`, share);
    const converted = await convertDataset(assay, dataset, { config, relativePath: relativeTo(folder, source), target, output, replaces: values.force, howToReplace: 'Add --force to replace it.', shown, signal, onProgress });
    progress.clear();
    process.stdout.write(describeConverted(converted, shown(converted.output)).map((line) => `${line}\n`).join(''));
    return 0;
  } catch (error) {
    if (signal.aborted || error instanceof CannotRun) throw error;
    throw new CannotRun(error instanceof UnwritableError ? error.message : whyUnreadable(source, error, memory));
  } finally {
    progress.clear();
    await assay.close();
  }
}

function targetFor({ to, output }: { readonly to?: string; readonly output?: string }): Target {
  if (to !== undefined) return oneOf(to, TARGETS, 'format');
  if (output === undefined) throw new CannotRun(`Name the format: --to ${TARGETS.join('|')}.`);
  const target = targetOf(output);
  if (target === undefined) throw new CannotRun(`"${output}" does not tell the format: add --to ${TARGETS.join('|')}.`);
  return target;
}
