// CPU, wall time and memory of a command with all its child processes (Linux: read from /proc).

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  /** User and system seconds of the process and its children. */
  readonly cpu: number;
  readonly wall: number;
  /** Highest sum of resident memory seen, in MB; shared pages count in each process. */
  readonly memory: number;
}

const INTERVAL = 15;

/** Runs a command to its end; rejects when it fails. */
export function measure(command: readonly string[]): Promise<Measured> {
  const [file = '', ...args] = command;
  const start = performance.now();
  const child = spawn('/usr/bin/env', ['bash', '-c', 'TIMEFORMAT="CPU %U %S"; time "$0" "$@"', file, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let memory = 0;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const timer = setInterval(() => {
    memory = Math.max(memory, residentOf(child.pid ?? 0));
  }, INTERVAL);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const times = /CPU ([\d.]+) ([\d.]+)/.exec(said);
      if (code !== 0 || times === null) reject(new Error(`${command.join(' ')} failed: ${said}`));
      else resolve({ cpu: Number(times[1]) + Number(times[2]), wall: (performance.now() - start) / 1000, memory: memory });
    });
  });
}

/** Resident memory of a process and all below it, in MB. */
function residentOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = read(`/proc/${pid}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(pid, parent);
  }
  let total = 0;
  for (const pid of parents.keys()) if (isBelow(pid, root, parents)) total += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return total / 1024;
}

function isBelow(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) if (at === root) return true;
  return false;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has just ended
  }
}
