// One VSIX: staged, packed, and weighed by part.

import { globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
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
  return { file, bytes: statSync(file).size, parts: weigh(staging) };
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

function weigh(staging: string): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const entry of globSync('**', { cwd: staging, withFileTypes: true }).filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = partOf(path.slice(staging.length + 1).replaceAll('\\', '/'));
    const content = readFileSync(path);
    const { files, bytes, packed } = parts.get(name) ?? { files: 0, bytes: 0, packed: 0 };
    parts.set(name, { name, files: files + 1, bytes: bytes + content.length, packed: packed + deflateRawSync(content, { level: 1 }).length });
  }
  return [...parts.values()].toSorted((a, b) => b.packed - a.packed);
}

/** A package, a bundle, a folder of documents; what lies at the top is one part. */
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
