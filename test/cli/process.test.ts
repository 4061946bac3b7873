// assay as a citizen of the terminal: pipes that close, Ctrl-C, progress, the language server.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createProgress } from '../../server/src/cli/progress.ts';
import { assay, ended, startAssay } from '../support/cli.ts';
import { folderWith, tempFolder } from '../support/temp.ts';

const isLinux = process.platform === 'linux';

/** The processes that a process started, and theirs. */
function descendants(pid: number): number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)] as const);
  const children = (of: number): number[] => parents.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...children(child)]);
  return children(pid);
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined; // ended in the meantime
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let i = 0; i < 300 && !condition(); i++) await setTimeout(50);
  return condition();
}

test('Ctrl-C: exit code 130, no process and no scratch file left', { skip: !isLinux, timeout: 60_000 }, async () => {
  const folder = folderWith({ 'big.csv': `a,b,c\n${'12345,some text,2020-01-01\n'.repeat(1_500_000)}` });
  const scratch = tempFolder();
  const child = startAssay(['check', 'big.csv'], { cwd: folder, env: { TMPDIR: scratch } });
  const done = ended(child);
  const { pid = 0 } = child;
  assert.ok(await until(() => descendants(pid).length > 0), 'the engine never started');
  await setTimeout(400);
  const started = descendants(pid);
  assert.ok(readdirSync(scratch).some((name) => name.startsWith(`assay-${pid}`)));
  process.kill(-pid, 'SIGINT'); // as a terminal does: to the whole group
  assert.deepEqual(await done, { code: 130, stdout: '', stderr: '' });
  assert.ok(await until(() => !started.some(isRunning)), 'a process is left');
  assert.deepEqual(readdirSync(scratch).filter((name) => name.startsWith('assay-')), []);
});

test('SIGTERM to the process alone ends its helper too', { skip: !isLinux, timeout: 60_000 }, async () => {
  const folder = folderWith({ 'big.csv': `a,b,c\n${'12345,some text,2020-01-01\n'.repeat(1_500_000)}` });
  const child = startAssay(['profile', 'big.csv'], { cwd: folder });
  const done = ended(child);
  const { pid = 0 } = child;
  assert.ok(await until(() => descendants(pid).length > 0), 'the engine never started');
  const started = descendants(pid);
  child.kill('SIGTERM');
  assert.equal((await done).code, 143);
  assert.ok(await until(() => !started.some(isRunning)), 'a process is left');
});

test('a reader that stops early is no error', async () => {
  const folder = folderWith({ 'wide.csv': `${Array.from({ length: 300 }, (_, i) => `column_${i}`).join(',')}\n${Array(300).fill('1').join(',')}\n${',2'.repeat(299)}\n` });
  const child = startAssay(['check', '--all', '--format', 'json'], { cwd: folder });
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(stderr, '');
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
});

test('progress: a bar on a terminal, nothing in a pipe', async () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) => ({ isTTY, columns: 50, write: (text: string) => written.push(text) > 0 }) as unknown as NodeJS.WriteStream;
  const silent = createProgress(stream(false));
  silent.show('Checking a.csv', 0.5);
  silent.clear();
  assert.deepEqual(written, []);
  const progress = createProgress(stream(true));
  progress.show('Checking a.csv', 0.5);
  progress.show('Checking a.csv', 0.6); // too soon after the first
  progress.clear();
  assert.deepEqual(written, ['\r\u001b[2K██████████░░░░░░░░░░  50 % Checking a.csv', '\r\u001b[2K']);
  await setTimeout(100);
  progress.show(`Checking ${'long/'.repeat(30)}a.csv`, 2);
  assert.match(written.at(-1) ?? '', /100 % Checking long\/.*…$/);
  assert.ok((written.at(-1) ?? '').length <= 50 + 5);
});

test('assay lsp speaks the protocol on its input and output, and ends with it', { timeout: 30_000 }, async () => {
  const child = startAssay(['lsp', '--stdio'], { cwd: tempFolder() });
  const done = ended(child);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  const { code, stdout } = await done;
  assert.match(stdout, /^Content-Length: \d+\r\n\r\n\{.*"capabilities":\{/);
  assert.equal(code, 0);
});

test('assay lsp without a way to talk says so', async () => {
  const { code, stderr, stdout } = await assay(['lsp'], { cwd: tempFolder() });
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /assay lsp --stdio/);
});
