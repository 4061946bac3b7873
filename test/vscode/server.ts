// A complete VS Code from the npm registry: the server build that the package code-server carries, on loopback.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build.ts';
import { endWithThisProcess, stopGroup } from './processes.ts';

const VERSION = '4.139.1';
const CACHE = join(ROOT, '.vscode-test', 'server');
const VSCODE = join(CACHE, 'node_modules', 'code-server', 'lib', 'vscode');
/** Written last, so that an interrupted installation is not taken for a whole one. */
const DONE = join(CACHE, `installed-${VERSION}`);

/** The workbench would ask an extension gallery on the internet for updates; here it has none. */
const OFFLINE = { EXTENSIONS_GALLERY: '{}' };

export interface ServerOptions {
  /** Settings, logs and state of this server. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Makes the workbench honour an extension under development, and lets tests drive it. */
  readonly forTests?: boolean;
}

export interface RunningServer {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly port: number;
  /** What the address needs as `tkn=`, so that other pages on this machine cannot use the server. */
  readonly token: string;
  /** Ends the server and everything it started. */
  stop(): Promise<void>;
  /** Resolves when the server ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
}

/** Installs the server build once (about 20 s). Nothing is compiled: it runs without its native parts. */
export function installServer(): void {
  if (existsSync(DONE)) return;
  console.log('Getting VS Code for the browser (once, about 20 s)');
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'package.json'), '{"private":true}\n');
  npm(CACHE, ['install', '--ignore-scripts', '--no-save', `code-server@${VERSION}`]);
  npm(VSCODE, ['install', '--ignore-scripts', '--omit=dev']);
  writeFileSync(DONE, '');
}

function npm(folder: string, args: string[]): void {
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync('npm', [...args, ...options], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32', timeout: 300_000 });
  if (done.status !== 0) throw new Error(`npm ${args[0]} in ${folder} failed: ${done.stderr.trim().slice(-2000)}`);
}

/** Starts the server on a free loopback port. Rejects with its log when it does not come up within half a minute. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  installServer();
  const token = randomBytes(16).toString('hex');
  const child = spawn(process.execPath, [join(VSCODE, 'out', 'server-main.js'), ...serverArguments(options, token)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: stopping it stops the extension host, the language server and the engine too.
    detached: true,
    env: { ...process.env, ...OFFLINE },
  });
  endWithThisProcess(child);
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = () => stopGroup(child);
  try {
    const port = await listening(child);
    return { origin: `http://127.0.0.1:${port}`, port, token, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a VSIX file as a user does; returns the folder. */
export function installExtension(vsix: string, extensionsFolder: string): string {
  installServer();
  const args = [join(VSCODE, 'out', 'server-main.js'), '--accept-server-license-terms', '--extensions-dir', extensionsFolder, '--install-extension', vsix];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...OFFLINE }, timeout: 60_000 });
  if (done.status !== 0) throw new Error(`VS Code did not install ${vsix}: ${done.stdout}${done.stderr}`);
  return extensionsFolder;
}

function serverArguments(options: ServerOptions, token: string): string[] {
  return [
    '--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust', '--disable-update-check',
    '--disable-getting-started-override', '--disable-experiments',
    '--host', '127.0.0.1', '--port', '0', '--connection-token', token,
    '--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder,
    ...(options.forTests === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let log = '';
    const failed = (why: string) => reject(new Error(`VS Code for the browser ${why}\n${log.slice(-2000)}`));
    const timer = setTimeout(() => failed('did not start within 30 s'), 30_000);
    child.once('exit', code => failed(`ended with code ${code}`));
    const read = (part: Buffer) => {
      log = (log + String(part)).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
}
