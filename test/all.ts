// Everything that must hold: build, types, tests, and the suites in a real VS Code. The last line is "N passed, N failed".

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { buildAll, ROOT } from './build.ts';
import { needBrowser } from './vscode/browser.ts';
import { runSuites } from './vscode/run.ts';
import { installServer } from './vscode/server.ts';

interface Count {
  passed: number;
  failed: number;
}

type Step = [name: string, run: () => Promise<Count> | Count];

const STEPS: Step[] = [
  ['Tools: a browser, and VS Code for it', () => { needBrowser(); installServer(); return one(true); }],
  ['Build', async () => { await buildAll(); return one(true); }],
  ['Types', () => one(typesHold('.'))],
  ['Types of core (no Node, no VS Code)', () => one(typesHold('server/src/core'))],
  ['Types of the panels (no Node, no VS Code)', () => one(typesHold('webviews'))],
  ['Tests', runTestFiles],
  ['Extension in VS Code', runInVsCode],
];

async function main(): Promise<void> {
  const total: Count = { passed: 0, failed: 0 };
  const summary: string[] = [];
  for (const [name, runStep] of STEPS) {
    const start = Date.now();
    console.log(`\n── ${name}`);
    const count = await attempt(name, runStep);
    total.passed += count.passed;
    total.failed += count.failed;
    summary.push(`${count.failed === 0 ? '✔' : '✖'} ${name}: ${count.passed} passed, ${count.failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  // A handle that some test left open must not keep the run from ending.
  process.exit(total.failed === 0 ? 0 : 1);
}

/** A step that cannot run has failed: it must not look as if there was nothing to check. */
async function attempt(name: string, runStep: Step[1]): Promise<Count> {
  try {
    return await runStep();
  } catch (error) {
    console.log(`✖ ${name} could not run: ${error instanceof Error ? error.message : String(error)}`);
    return one(false);
  }
}

function one(good: boolean): Count {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 };
}

function typesHold(project: string): boolean {
  return spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

/** One process a file, two at a time. None is forced to end: its last results could be lost on the way. */
function runTestFiles(): Promise<Count> {
  const files = globSync('test/**/*.test.ts', { cwd: ROOT }).sort().map(file => join(ROOT, file));
  return new Promise((resolve, reject) => {
    const stream = run({ files, concurrency: 2, timeout: 300_000 });
    let count: Count | undefined;
    stream.on('test:summary', event => {
      if (event.file !== undefined) return;
      const { tests, passed, skipped, todo } = event.counts;
      count = { passed, failed: tests - passed - skipped - todo };
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(count ?? one(false)));
    stream.compose(spec).pipe(process.stdout, { end: false });
  });
}

async function runInVsCode(): Promise<Count> {
  const result = await runSuites();
  console.log(result.lines.join('\n'));
  return result;
}

await main();
