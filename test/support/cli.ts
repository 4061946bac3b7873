// Runs the command line as a process of its own.

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../server/src/cli.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
}

/** Starts `assay ARGS`, as the leader of a process group, without the colours that this terminal may ask for. */
export function startAssay(args: readonly string[], { cwd, env = {} }: StartOptions): ChildProcess {
  const { NO_COLOR, FORCE_COLOR, NODE_TEST_CONTEXT, ...inherited } = process.env;
  return spawn(process.execPath, [CLI, ...args], { cwd, env: { ...inherited, ...env }, stdio: 'pipe', detached: true });
}

export function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

export function assay(args: readonly string[], options: StartOptions): Promise<Ended> {
  return ended(startAssay(args, options));
}
