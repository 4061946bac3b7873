// Temporary folders for tests, removed when the file's tests end; and files without permission, for root too.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';

/** An empty folder; its path has forward slashes and no links in it. */
export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-test-'))).replaceAll('\\', '/');
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with these files; a content of undefined makes a folder. */
export function folderWith(files: { readonly [path: string]: string | Uint8Array | undefined }): string {
  const folder = tempFolder();
  for (const [path, content] of Object.entries(files)) {
    const whole = join(folder, path);
    mkdirSync(content === undefined ? whole : dirname(whole), { recursive: true });
    if (content !== undefined) writeFileSync(whole, content);
  }
  return folder;
}

export const hasFifo = process.platform !== 'win32';

export function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

/** Root may read everything: the work is done as somebody who may not. */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(65534);
  try {
    return await work();
  } finally {
    process.seteuid(0);
  }
}
