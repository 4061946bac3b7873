// Python with the libraries that code of ours is written for: in a folder of its own, made on first use and kept.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

const PACKAGES = ['pandas==3.1.1', 'polars==2.1.0', 'pyarrow'];
const FOLDER = join(ROOT, 'node_modules/.cache/assay-python');
const PYTHON = join(FOLDER, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** The interpreter's path, or why there is none. */
export function pythonWithTables(): { readonly python: string } | { readonly missing: string } {
  const done = join(FOLDER, 'done');
  if (existsSync(done)) return { python: PYTHON };
  mkdirSync(FOLDER, { recursive: true });
  const made = spawnSync('python3', ['-m', 'venv', FOLDER], { encoding: 'utf8' });
  if (made.status !== 0) return { missing: `python3 -m venv does not work here: ${made.stderr ?? made.error?.message ?? ''}` };
  const installed = spawnSync(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES], { encoding: 'utf8' });
  if (installed.status !== 0) return { missing: `pip cannot install ${PACKAGES.join(', ')}: ${installed.stderr.slice(-300)}` };
  writeFileSync(done, '');
  return { python: PYTHON };
}

/** Runs a program that reads JSON from its input and prints JSON. */
export function runPython<T>(python: string, program: string, input: unknown): T {
  return JSON.parse(execFileSync(python, ['-c', program], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 })) as T;
}
