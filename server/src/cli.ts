#!/usr/bin/env node
// The command line: assay check, profile, report, convert and lsp.

import { constants } from 'node:os';
import { checkCommand } from './cli/check.ts';
import { convertCommand } from './cli/convert.ts';
import { CannotRun } from './cli/errors.ts';
import { lspCommand } from './cli/lsp.ts';
import { profileCommand } from './cli/profile.ts';
import { UnreadableError } from './core/table/prepared.ts';
import { VERSION } from './version.ts';

const HELP = `assay ${VERSION}: finds what is wrong with datasets

  assay check [PATH…]     check datasets, and code that names them
  assay profile FILE      what a dataset's columns look like
  assay report [PATH…]    profile and findings as one HTML or Markdown page
  assay convert FILE      the same rows as csv, tsv, parquet, jsonl or arrow
  assay lsp --stdio       the language server, for any editor

assay COMMAND --help tells more; assay --version the version.
`;

type Command = (args: readonly string[], signal: globalThis.AbortSignal) => Promise<number>;

const COMMANDS: { readonly [name: string]: Command } = {
  check: (args, signal) => stoppable(args, signal, checkCommand),
  profile: (args, signal) => stoppable(args, signal, profileCommand),
  // Loaded when asked for: the others need no tables in memory.
  report: (args, signal) => stoppable(args, signal, async (...given) => (await import('./cli/report.ts')).reportCommand(...given)),
  convert: (args, signal) => stoppable(args, signal, convertCommand),
  lsp: lspCommand,
};

const stop = new AbortController();
let stoppedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined;

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === '--version' || name === '-v') return print(`${VERSION}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(HELP);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined && name.startsWith('-')) throw new CannotRun(`There is no option "${name}" before a command. assay --help lists the commands.`);
  if (command === undefined) throw new CannotRun(`There is no command "${name}". There are ${Object.keys(COMMANDS).join(', ')}.`);
  return command(args, stop.signal);
}

/** The first signal stops the work and tidies up; a second one ends the process at once. */
async function stoppable(args: readonly string[], signal: globalThis.AbortSignal, command: Command): Promise<number> {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stoppedBy !== undefined) process.exit(128 + constants.signals[name]);
      stoppedBy = name;
      stop.abort();
    });
  }
  return command(args, signal);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

// A reader that stops early (| head) is no error; the exit code stays what it would be.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (stoppedBy !== undefined) process.exitCode = 128 + constants.signals[stoppedBy];
    else {
      process.stderr.write(`assay: ${error instanceof CannotRun || error instanceof UnreadableError ? error.message : `stopped unexpectedly: ${String(error)}`}\n`);
      process.exitCode = 2;
    }
  },
);
