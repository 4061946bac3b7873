#!/usr/bin/env node
// The command line: assay check, assay profile, assay lsp.

import { checkCommand } from './cli/check.ts';
import { CannotRun } from './cli/errors.ts';
import { profileCommand } from './cli/profile.ts';
import { VERSION } from './version.ts';

const HELP = `assay ${VERSION}: finds what is wrong with datasets

  assay check [PATH…]     check datasets, and code that names them
  assay profile FILE      what a dataset's columns look like
  assay lsp --stdio       the language server, for any editor

assay COMMAND --help tells more.
`;

type Command = (args: readonly string[], signal: AbortSignal) => Promise<number>;

const COMMANDS: { readonly [name: string]: Command } = {
  check: checkCommand,
  profile: profileCommand,
  lsp: async () => {
    const { startServer } = await import('./main.ts');
    startServer();
    return new Promise<number>(() => {});
  },
};

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === '--version' || name === '-v') return print(`${VERSION}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(HELP);
  const command = COMMANDS[name];
  if (command === undefined) throw new CannotRun(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return command(args, stop.signal).catch((error: unknown) => {
    if (stop.signal.aborted) return 130;
    throw error;
  });
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

// A reader that stops early (| head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof CannotRun || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    process.stderr.write(`assay: ${isExpected ? (error as Error).message : `stopped unexpectedly: ${String(error)}`}\n`);
    process.exitCode = 2;
  },
);
