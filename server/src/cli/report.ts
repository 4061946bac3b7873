// assay report: profile and findings of a dataset, a folder or a workspace as one page to read and to pass on.

import { resolve } from 'node:path';
import { html } from '../core/report/html.ts';
import { markdown } from '../core/report/markdown.ts';
import type { DocumentOptions } from '../core/report/document.ts';
import { formatOf } from '../core/table/dataset.ts';
import { DEFAULT_MEMORY } from '../node/assay.ts';
import { beginFile, UnwritableError, writeWhole } from '../node/whole-file.ts';
import { VERSION } from '../version.ts';
import { memorySize, readArgs } from './args.ts';
import { checkTargets } from './check-targets.ts';
import { Configs } from './config.ts';
import { CannotRun } from './errors.ts';
import { shown } from './paths.ts';
import { createProgress } from './progress.ts';
import { findTargets } from './targets.ts';

const HELP = `assay report [PATH…]   profile and findings as one page (default: of this folder)

A PATH is a file, a folder, or a glob in quotes. Without a file to write to, Markdown goes to the output.

  --html FILE       one file that needs nothing else: no network, no scripts
  --markdown FILE   for a pull request or a wiki
  --all             name every place of every finding
  --exclude GLOB    leave files out; may be repeated
  --config FILE     an assay.json other than the nearest
  --memory SIZE     most memory for the data (default ${DEFAULT_MEMORY})

Exit code: 0 done, 2 could not run, 130 stopped with Ctrl-C.

  assay report data/train.csv --html train.html
  assay report --html data.html --markdown data.md
`;

const OPTIONS = {
  html: { type: 'string' },
  markdown: { type: 'string' },
  all: { type: 'boolean', default: false },
  exclude: { type: 'string', multiple: true, default: [] as string[] },
  config: { type: 'string' },
  memory: { type: 'string', default: DEFAULT_MEMORY },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Resolves with the exit code. */
export async function reportCommand(args: readonly string[], signal: globalThis.AbortSignal): Promise<number> {
  const { values, positionals } = readArgs('report', args, OPTIONS);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const memory = memorySize(values.memory);
  const outputs = [values.html, values.markdown].filter((file) => file !== undefined);
  for (const file of outputs) await checkOutput(file);
  if (outputs.length === 2 && resolve(outputs[0] ?? '') === resolve(outputs[1] ?? '')) throw new CannotRun(`"${outputs[0]}" is named for both reports: name two files.`);

  const progress = createProgress(process.stderr);
  progress.show('Looking for datasets');
  const paths = positionals.length === 0 ? ['.'] : positionals;
  const scopes = await findTargets(paths, { configs: new Configs(values.config), exclude: values.exclude, signal }).finally(() => progress.clear());
  if (scopes.every(({ data, code }) => data.size + code.size === 0)) throw new CannotRun(`There are no datasets in ${paths.map((path) => `"${path}"`).join(', ')}, and no code that could name one.`);
  const reports = await checkTargets(scopes, { all: values.all, memory, progress, signal }).finally(() => progress.clear());
  for (const folder of scopes.flatMap(({ cut }) => cut)) process.stderr.write(`assay: ${shown(folder)} holds too many files to look at all; name folders inside to report the rest.\n`);

  const options: DocumentOptions = { version: VERSION, made: today(), all: values.all };
  if (values.html !== undefined) await write(values.html, html(reports, options));
  if (values.markdown !== undefined) await write(values.markdown, markdown(reports, options));
  if (outputs.length === 0) process.stdout.write(markdown(reports, options));
  return 0;
}

/** Before the work, not after it. */
async function checkOutput(file: string): Promise<void> {
  if (file === '') throw new CannotRun('The name of the report is empty: name a file.');
  if (formatOf(file) !== undefined) throw new CannotRun(`"${file}" is the name of a dataset; a report would take its place.`);
  await told(async () => (await beginFile(file, { replaces: true, name: `"${file}"` })).discard());
}

async function write(file: string, text: string): Promise<void> {
  await told(() => writeWhole(file, text, { replaces: true, name: `"${file}"` }));
  process.stderr.write(`${file} written.\n`);
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof UnwritableError ? new CannotRun(error.message) : error;
  }
}

/** As the user's calendar has it. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
