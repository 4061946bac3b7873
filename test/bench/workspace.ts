// A workspace of many files: how long it takes to find its datasets and the references in its code.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findReferences } from '../../server/src/core/code/index.ts';
import { walk } from '../../server/src/node/workspace.ts';

export interface WorkspaceTimes {
  readonly files: number;
  /** Milliseconds. */
  readonly walk: number;
  readonly references: number;
}

export async function benchWorkspace(files: number): Promise<WorkspaceTimes> {
  const root = makeWorkspace(files);
  let start = performance.now();
  const { code } = await walk(root, []);
  const walked = performance.now() - start;
  start = performance.now();
  for (const path of code) findReferences(path, readFileSync(path, 'utf8'));
  return { files, walk: walked, references: performance.now() - start };
}

/** Nine in ten files are code, of which every tenth reads a dataset; the rest are small datasets. */
function makeWorkspace(files: number): string {
  const root = join(tmpdir(), 'assay-bench', `workspace-${files}`);
  if (existsSync(root)) return root;
  for (let i = 0; i < files; i++) {
    const folder = join(root, `pkg${i % 100}`);
    mkdirSync(folder, { recursive: true });
    if (i % 10 === 0) writeFileSync(join(folder, `data${i}.csv`), 'a,b\n1,2\n');
    else writeFileSync(join(folder, `module${i}.py`), module(i));
  }
  return root;
}

function module(i: number): string {
  const body = Array.from({ length: 40 }, (_, line) => `def f${line}(x):\n    return x + ${line}\n`).join('\n');
  return i % 10 === 1 ? `import pandas as pd\n\ndf = pd.read_csv("data${i - 1}.csv")\n\n${body}` : `import os\n\n${body}`;
}

export function printWorkspace({ files, walk: walked, references }: WorkspaceTimes): void {
  console.log(`\nA workspace of ${files} files\n\n| what | ms |\n|---|--:|\n| find its datasets | ${walked.toFixed(0)} |\n| references in all its code | ${references.toFixed(0)} |`);
}
