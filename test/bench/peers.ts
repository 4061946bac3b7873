// Peers of the profile, as people run them: polars and ydata-profiling from a virtual environment made for this, and qsv where it is installed.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from './profile.ts';

/** ydata-profiling 4 needs what setuptools once brought along. */
const PACKAGES = ['polars', 'ydata-profiling', 'setuptools<81'];
const MISSING = `['', 'NA', 'null', '?', 'N/A']`;

const POLARS_ALL = `
import sys, polars as pl
table = pl.read_csv(sys.argv[1], null_values=${MISSING}, infer_schema_length=10000, try_parse_dates=True)
print(table.describe(), table.null_count(), table.select(pl.all().n_unique()))`;
const POLARS_LAZY = `
import sys, polars as pl, polars.selectors as cs
table = pl.scan_csv(sys.argv[1], null_values=${MISSING}, infer_schema_length=10000, try_parse_dates=True)
numbers = cs.numeric()
print(table.select(
    pl.all().null_count().name.suffix(" null"), pl.all().approx_n_unique().name.suffix(" distinct"),
    numbers.min().name.suffix(" min"), numbers.max().name.suffix(" max"), numbers.mean().name.suffix(" mean"), numbers.std().name.suffix(" std"),
).collect(engine="streaming"))`;
const YDATA = `
import sys, pandas as pd
from ydata_profiling import ProfileReport
ProfileReport(pd.read_csv(sys.argv[1]), minimal=True, progress_bar=False).get_description()`;
/** The whole frame and its copies in memory: hours of swapping on a small machine. */
const MOST_FOR_YDATA = 250;

/** Those that this machine can run; says which it cannot. */
export function peerTasks(path: string, megabytes: number): readonly Task[] {
  const python = pythonWithPeers();
  const qsv = ['qsv', 'qsvlite'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (qsv === undefined) console.log('qsv is not installed: left out.');
  if (megabytes > MOST_FOR_YDATA) console.log(`ydata-profiling is left out above ${MOST_FOR_YDATA} MB: it holds many copies of the table in memory. --quick has it.`);
  return [
    ...(python === undefined ? [] : [
      ['polars describe, null_count, n_unique', [python, '-c', POLARS_ALL, path]] as const,
      ['polars lazy, approximate distinct, no quantiles', [python, '-c', POLARS_LAZY, path]] as const,
    ]),
    ...(python === undefined || megabytes > MOST_FOR_YDATA ? [] : [['ydata-profiling, minimal', [python, '-c', YDATA, path]] as const]),
    ...(qsv === undefined ? [] : [
      ['qsv stats (no distinct, no quantiles)', [qsv, 'stats', '--force', '--cache-threshold', '0', path]] as const,
      ['qsv stats, everything', [qsv, 'stats', '-E', '--infer-dates', '--force', '--cache-threshold', '0', path]] as const,
    ]),
  ];
}

/** The interpreter of the virtual environment, made at the first call; undefined where that fails. */
function pythonWithPeers(): string | undefined {
  const folder = join(tmpdir(), 'assay-bench', 'peers');
  const python = join(folder, 'bin', 'python');
  const isReady = () => spawnSync(python, ['-c', 'import polars, ydata_profiling'], { stdio: 'ignore' }).status === 0;
  if (existsSync(python) && isReady()) return python;
  console.log('Installing polars and ydata-profiling for the comparison');
  spawnSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES], { stdio: 'inherit' });
  if (isReady()) return python;
  console.log('polars and ydata-profiling cannot be installed here: left out.');
  return undefined;
}
