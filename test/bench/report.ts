// What a report of a large file takes, as the command line writes it.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mixedCsv, megabytesOf } from './data.ts';
import { measure, type Measured } from './measure.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

export interface ReportTimes {
  readonly path: string;
  readonly measured: Measured;
  /** Of the page. */
  readonly bytes: number;
}

export async function benchReport(megabytes: number): Promise<ReportTimes> {
  const path = mixedCsv(megabytes);
  const folder = mkdtempSync(join(tmpdir(), 'assay-report-'));
  const page = join(folder, 'report.html');
  try {
    const measured = await measure([process.execPath, CLI, 'report', path, '--html', page]);
    return { path, measured, bytes: statSync(page).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function printReport({ path, measured: { cpu, wall, memory }, bytes }: ReportTimes): void {
  console.log(`\nReport of ${megabytesOf(path).toFixed(0)} MB of CSV as HTML: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of the processor, ${memory.toFixed(0)} MB in all processes; the page has ${(bytes / 1000).toFixed(0)} KB`);
}
