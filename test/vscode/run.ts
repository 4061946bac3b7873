// Runs the suites inside a real VS Code: the desktop one where it can be had, else the server build in Chromium.

import { runTests } from '@vscode/test-electron';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { DIST, ROOT } from '../build.ts';
import type { SuiteResult } from './suite/runner.ts';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';
const LIMIT_MS = 3000;

/** Runs every test of the suites, or one, on a copy of the fixture workspace; a VS Code that gives no result counts as one failure. */
export async function runSuites(only = ''): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-vscode-'));
  const resultFile = join(folder, 'result.json');
  const workspace = join(folder, 'workspace');
  cpSync(join(ROOT, 'test/vscode/workspace'), workspace, { recursive: true });
  try {
    const problem = await runIn(await chooseHost(), workspace, { ASSAY_SUITE_RESULT: resultFile, ASSAY_SUITE_ONLY: only });
    return existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, 'utf8')) as SuiteResult) : noResult(problem);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Undefined: let @vscode/test-electron download the desktop VS Code. */
async function chooseHost(): Promise<string | undefined> {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (hasDisplay && (await isReachable(DOWNLOADS))) return undefined;
  return join(ROOT, 'test/vscode/host.ts');
}

async function isReachable(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}

async function runIn(executable: string | undefined, workspace: string, extensionTestsEnv: Record<string, string>): Promise<string> {
  // host.ts is started by its first line: the `node` it finds must be this one.
  process.env['PATH'] = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  try {
    await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(DIST, 'test/suites.cjs'),
      extensionTestsEnv,
      launchArgs: [workspace],
    });
    return 'VS Code ended without a result.';
  } catch (error) {
    return `VS Code gave no result: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function noResult(problem: string): SuiteResult {
  return { passed: 0, failed: 1, lines: [`✖ the suites in VS Code: ${problem}`] };
}

if (import.meta.main) {
  const result = await runSuites();
  console.log(result.lines.join('\n'));
  process.exitCode = result.failed > 0 ? 1 : 0;
}
