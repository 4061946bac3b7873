// A small test runner for inside the extension host: suites register tests, `run` runs them in order and writes the result.

import { writeFileSync } from 'node:fs';

export interface SuiteResult {
  passed: number;
  failed: number;
  /** One line a test, as it was printed. */
  lines: string[];
}

interface Registered {
  name: string;
  body: () => Promise<void> | void;
}

/** Where the result goes, and the one test to run where it is not all; handed over by test/vscode/run.ts. */
const RESULT = 'ASSAY_SUITE_RESULT';
const ONLY = 'ASSAY_SUITE_ONLY';
const LIMIT_MS = 60_000;

const tests: Registered[] = [];
let notes: string[] = [];

/** Registers a test; it fails by throwing, or by taking longer than a minute. */
export function test(name: string, body: Registered['body']): void {
  tests.push({ name, body });
}

/** Adds a measurement to the line of the running test. */
export function note(text: string): void {
  notes.push(text);
}

/** Called by VS Code. Never rejects for a failed test: the result file tells. */
export async function run(): Promise<void> {
  const result: SuiteResult = { passed: 0, failed: 0, lines: [] };
  const only = process.env[ONLY] ?? '';
  for (const one of tests) if (only === '' || one.name === only) await runOne(one, result);
  const file = process.env[RESULT];
  if (file === undefined) throw new Error(`${RESULT} does not say where the result belongs`);
  writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}

async function runOne({ name, body }: Registered, result: SuiteResult): Promise<void> {
  const start = performance.now();
  notes = [];
  const problem = await failure(body);
  const facts = [`${Math.round(performance.now() - start)} ms`, ...notes].join(' · ');
  if (problem === undefined) result.passed++;
  else result.failed++;
  result.lines.push(problem === undefined ? `✔ ${name} (${facts})` : `✖ ${name} (${facts})\n${indent(problem)}`);
}

async function failure(body: Registered['body']): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    await Promise.race([body(), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function indent(text: string): string {
  return text.split('\n').map(line => `    ${line}`).join('\n');
}
