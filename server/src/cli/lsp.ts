// assay lsp: the language server on this process's own input and output.

import { readArgs } from './args.ts';
import { CannotRun } from './errors.ts';

const HELP = `assay lsp --stdio   the language server, for any editor that speaks the Language Server Protocol

  --stdio    messages come in and go out over standard input and output

It ends with its input. Settings are those of the VS Code extension, under "assay".
`;

const OPTIONS = {
  stdio: { type: 'boolean', default: false },
  clientProcessId: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export async function lspCommand(args: readonly string[]): Promise<number> {
  const { values } = readArgs('lsp', args, OPTIONS);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!values.stdio) throw new CannotRun('An editor starts this with "assay lsp --stdio"; there is no other way to talk to it.');
  const { startServer } = await import('../main.ts');
  startServer();
  return new Promise<number>(() => {}); // the server ends the process
}
