// The Scratch port: a private folder of this process in the system's temporary folder, gone when the process ends.

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scratch, ScratchFile } from '../core/ports.ts';

const PREFIX = 'assay-';

export class NodeScratch implements Scratch {
  readonly folder: string;
  #count = 0;

  constructor() {
    removeLeftovers();
    this.folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    mkdirSync(join(this.folder, 'spill'));
    process.once('exit', () => this.clear());
  }

  /** Where the engine may spill. */
  get spillFolder(): string {
    return join(this.folder, 'spill');
  }

  async create(suffix: string): Promise<ScratchFile> {
    const path = join(this.folder, `${++this.#count}${suffix}`);
    const handle = await open(path, 'wx', 0o600);
    return {
      path: path.replaceAll('\\', '/'),
      write: async (chunk) => void (await handle.appendFile(chunk)),
      close: () => handle.close(),
    };
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Folders of processes that were killed before they could tidy up. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^assay-(\d+)-\w+$/.exec(name)?.[1]);
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
