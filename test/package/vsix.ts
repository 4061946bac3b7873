// One VSIX: staged, packed, and weighed by part.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build.ts';
import { fetchVsce } from './fetched.ts';
import { stage } from './stage.ts';
import type { Target } from './targets.ts';

export interface Packed {
  readonly file: string;
  readonly bytes: number;
  readonly parts: readonly Part[];
}

/** Files that belong together, with their size as they are and packed. */
export interface Part {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly packed: number;
}

const STAGING = join(ROOT, '.vscode-test', 'package');

/** Packs a build that is there already. */
export async function packVsix(target: Target, folder = STAGING): Promise<Packed> {
  const staging = join(STAGING, target);
  await stage(target, staging);
  const manifest = JSON.parse(readFileSync(join(staging, 'package.json'), 'utf8')) as { name: string; version: string; repository?: unknown };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${manifest.name}-${target}-${manifest.version}.vsix`);
  await quietly(() => fetchVsce().createVSIX({ cwd: staging, packagePath: file, target, allowMissingRepository: true, rewriteRelativeLinks: manifest.repository !== undefined }));
  const archive = readFileSync(file);
  return { file, bytes: archive.length, parts: weigh(archive) };
}

/** vsce lists every file; parts are told instead. DuckDB's own files are many, and not ours to bundle. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log, warn } = console;
  console.log = () => {};
  console.warn = (...said: unknown[]) => void (said.some(text => /consists of \d+ files/.test(String(text))) || warn(...said));
  try {
    await work();
  } finally {
    Object.assign(console, { log, warn });
  }
}

function weigh(archive: Buffer): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const entry of entriesOf(archive)) {
    const name = partOf(entry.path.replace(/^extension\//, ''));
    const { files, bytes, packed } = parts.get(name) ?? { files: 0, bytes: 0, packed: 0 };
    parts.set(name, { name, files: files + 1, bytes: bytes + entry.bytes, packed: packed + entry.packed });
  }
  return [...parts.values()].toSorted((a, b) => b.packed - a.packed);
}

/** What the directory at the end of a ZIP archive lists. */
function* entriesOf(archive: Buffer): Generator<{ readonly path: string; readonly bytes: number; readonly packed: number }> {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  for (let at = archive.readUInt32LE(end + 16); at < end; ) {
    const [name, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    yield { path: archive.toString('utf8', at + 46, at + 46 + name), packed: archive.readUInt32LE(at + 20), bytes: archive.readUInt32LE(at + 24) };
    at += 46 + name + extra + comment;
  }
}

/** A package, a bundle, a folder of documents; what lies at the top, and what describes the archive, is one part. */
function partOf(path: string): string {
  return /^node_modules\/(?:@[^/]+\/)?[^/]+|^dist\/[^/]+|^docs\/[^/]+|^[^/]+(?=\/)/.exec(path)?.[0] ?? 'package.json, README, CHANGELOG, LICENSE';
}

export function describeParts({ file, bytes, parts }: Packed): string {
  const rows = parts.map(part => [part.name, `${part.files}`, size(part.bytes), size(part.packed)]);
  const table = [['part', 'files', 'size', 'packed'], ...rows];
  const widths = [0, 1, 2, 3].map(i => Math.max(...table.map(row => row[i]?.length ?? 0)));
  const lines = table.map(row => `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`);
  return `${file.slice(file.startsWith(ROOT) ? ROOT.length + 1 : 0)}: ${size(bytes)}\n${lines.join('\n')}`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
