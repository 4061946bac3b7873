// The exact profile against DuckDB's SUMMARIZE, wc -l and a bare byte loop: CPU, wall time and memory of whole processes.

import { measure, type Measured } from './measure.ts';
import { megabytesOf, mixedCsv } from './data.ts';
import { bundleProfileTask } from './tasks/bundle.ts';

export interface Row {
  readonly what: string;
  readonly measured: Measured;
}

/** What is measured, and the command that does it. */
export type Task = readonly [what: string, command: readonly string[]];

export interface ProfileBench {
  readonly megabytes: number;
  readonly rounds: number;
  /** Other tools that do the same. */
  readonly peers: readonly Task[];
}

/** Each in a process of its own, one after the other, `rounds` times; the median by CPU is kept. Peers run once. */
export async function benchProfile({ megabytes, rounds, peers }: ProfileBench): Promise<readonly Row[]> {
  const path = mixedCsv(megabytes);
  const tasks: readonly Task[] = [
    ['Assay exact profile', [process.execPath, await bundleProfileTask(), path]],
    ['DuckDB SUMMARIZE', [process.execPath, `${import.meta.dirname}/tasks/summarize.ts`, path]],
    ['DuckDB count(*)', [process.execPath, `${import.meta.dirname}/tasks/count.ts`, path]],
    ['byte loop in JavaScript', [process.execPath, `${import.meta.dirname}/tasks/bytes.ts`, path]],
    ['wc -l', ['wc', '-l', path]],
  ];
  const runs = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [what, command] of tasks) runs.set(what, [...(runs.get(what) ?? []), await measure(command)]);
  }
  for (const [what, command] of peers) runs.set(what, [await measure(command)]);
  return [...tasks, ...peers].map(([what]) => ({ what, measured: medianByCpu(runs.get(what) ?? []) }));
}

export function printProfile(rows: readonly Row[], path: string): void {
  const base = rows.find(({ what }) => what === 'DuckDB SUMMARIZE')?.measured.cpu ?? 1;
  console.log(`\nProfile of ${megabytesOf(path).toFixed(0)} MB of mixed CSV\n`);
  console.log('| what | CPU s | ÷ SUMMARIZE | wall s | peak memory MB (all processes) |\n|---|--:|--:|--:|--:|');
  for (const { what, measured } of rows) {
    console.log(`| ${what} | ${measured.cpu.toFixed(2)} | ${(measured.cpu / base).toFixed(2)} | ${measured.wall.toFixed(2)} | ${measured.memory.toFixed(0)} |`);
  }
}

function medianByCpu(runs: readonly Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.cpu - b.cpu);
  return sorted[Math.floor(sorted.length / 2)] ?? { cpu: Number.NaN, wall: Number.NaN, memory: Number.NaN };
}
