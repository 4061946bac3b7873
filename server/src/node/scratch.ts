// The Scratch port: a private folder of this process in the system's temporary folder, gone when the process ends.

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scratch, ScratchFile } from '../core/ports.ts';
import { UnreadableError } from '../core/table/prepared.ts';

const PREFIX = 'assay-';

export class NodeScratch implements Scratch {
  readonly folder: string;
  #count = 0;

  constructor() {
    try {
      removeLeftovers();
      this.folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
      mkdirSync(join(this.folder, 'spill'));
    } catch (error) {
      throw noRoom(error);
    }
    process.once('exit', () => this.clear());
  }

  /** Where the engine may spill. */
  get spillFolder(): string {
    return join(this.folder, 'spill');
  }

  /** The database of the tables that an engine keeps. */
  get keptTables(): string {
    return join(this.folder, 'kept.duckdb');
  }

  async create(suffix: string): Promise<ScratchFile> {
    const path = join(this.folder, `${++this.#count}${suffix}`);
    const handle = await open(path, 'wx', 0o600).catch((error: unknown) => {
      throw noRoom(error);
    });
    return {
      path: path.replaceAll('\\', '/'),
      write: async (chunk) => {
        try {
          await handle.appendFile(chunk);
        } catch (error) {
          // Half a copy is of no use, and would keep the disk full.
          await handle.close().catch(() => {});
          await this.remove(path);
          throw noRoom(error);
        }
      },
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

/** Why nothing can be written for a while, in words for a user. */
function noRoom(error: unknown): UnreadableError {
  const { code, message } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const reason = isFull ? 'the disk is full' : code === 'ENOENT' ? 'there is no such folder' : code === 'EACCES' || code === 'EROFS' ? 'nothing may be written there' : message;
  return new UnreadableError(`Temporary files need room in ${tmpdir()}, and ${reason}. Make room, or set TMPDIR to another folder.`);
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
