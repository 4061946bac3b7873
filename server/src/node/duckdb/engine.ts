// The Engine port over a DuckDB process of our own: started when first needed, restarted after a crash, killed when it hangs.

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DUCKDB } from '../../core/engine/duckdb.ts';
import type { Plan, Source, Value } from '../../core/engine/plan.ts';
import { EngineError, type KeepingEngine, type Log, type RunOptions, type WriteOptions, type WritingEngine } from '../../core/ports.ts';
import { toEngineError } from './errors.ts';
import type { EngineSettings, FromWorker, ToWorker } from './messages.ts';

/** How long an interrupted statement may take to stop before its process is killed. */
const GRACE = 2000;

interface Pending {
  readonly resolve: (rows: readonly (readonly Value[])[]) => void;
  readonly reject: (error: EngineError) => void;
  readonly onProgress?: (share: number) => void;
  /** The caller has given up on it. */
  isCancelled: boolean;
}

export interface DuckDbOptions {
  readonly settings: EngineSettings;
  readonly log: Log;
  /** The worker's script; by default the one beside this file. */
  readonly script?: string;
}

/** How COPY is told of a format. Null is an empty cell, and empty text is quoted. */
const COPY: { readonly [format in Exclude<WriteOptions['format'], 'arrow'>]: string } = {
  csv: `format csv, header true, delimiter ',', quote '"', escape '"', nullstr ''`,
  tsv: `format csv, header true, delimiter '\t', quote '"', escape '"', nullstr ''`,
  parquet: 'format parquet, compression zstd',
  jsonl: 'format json, array false',
};

type Question = { readonly kind: 'run'; readonly sql: string; readonly values?: Plan['values']; readonly cap?: number } | { readonly kind: 'arrow'; readonly sql: string; readonly values?: Plan['values']; readonly path: string };

export class DuckDbEngine implements KeepingEngine, WritingEngine {
  readonly dialect = DUCKDB;
  readonly #options: DuckDbOptions;
  readonly #pending = new Map<number, Pending>();
  #process: ChildProcess | undefined;
  #nextId = 1;
  #isClosed = false;

  constructor(options: DuckDbOptions) {
    this.#options = options;
  }

  start(): void {
    if (!this.#isClosed) this.#start();
  }

  run(plan: Plan, options: RunOptions = {}): Promise<readonly (readonly Value[])[]> {
    return this.#ask({ kind: 'run', sql: plan.sql, values: plan.values, cap: options.cap }, options);
  }

  async write(path: string, { sql, values }: Plan, options: WriteOptions): Promise<number> {
    const { format, packed } = options;
    const packing = packed === undefined ? '' : `, compression ${packed}`;
    const question: Question = format === 'arrow' ? { kind: 'arrow', sql, values, path } : { kind: 'run', sql: `copy (${sql}) to ${this.dialect.text(path)} (${COPY[format]}${packing}, use_tmp_file false)`, values };
    const [row] = await this.#ask(question, options);
    return Number(row?.[0] ?? 0);
  }

  #ask(question: Question, options: RunOptions): Promise<readonly (readonly Value[])[]> {
    const { signal } = options;
    if (signal?.aborted === true || this.#isClosed) return Promise.reject(new EngineError('cancelled', 'Stopped.'));
    const id = this.#nextId++;
    const child = this.#start();
    return new Promise((resolve, reject) => {
      const stop = () => this.#cancel(id);
      const settle = () => {
        this.#pending.delete(id);
        (signal as globalThis.AbortSignal | undefined)?.removeEventListener('abort', stop);
      };
      this.#pending.set(id, {
        onProgress: options.onProgress,
        isCancelled: false,
        resolve: (rows) => {
          settle();
          resolve(rows);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      (signal as globalThis.AbortSignal | undefined)?.addEventListener('abort', stop, { once: true });
      child.send({ ...question, id } satisfies ToWorker);
    });
  }

  async describe(source: Source, signal?: AbortSignal): Promise<readonly { name: string; type: string }[]> {
    const bare = source.kind === 'parquet' ? { ...source, columns: [] } : source; // without a column for the ordinals
    const sql = `select column_name, column_type from (describe select * from ${this.dialect.from(bare)})`;
    const rows = await this.run({ sql, columns: ['column_name', 'column_type'] }, { signal });
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  }

  async keep(name: string, plan: Plan, options: RunOptions = {}): Promise<void> {
    const table = this.dialect.from({ kind: 'table', name, columns: [], types: [] });
    await this.run({ ...plan, sql: `create or replace table ${table} as ${plan.sql}`, columns: [] }, options);
  }

  async drop(name: string): Promise<void> {
    const table = this.dialect.from({ kind: 'table', name, columns: [], types: [] });
    await this.run({ sql: `drop table if exists ${table}`, columns: [] });
  }

  /** The process's id, for tests and measurements. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await exited;
  }

  #start(): ChildProcess {
    if (this.#process !== undefined) return this.#process;
    const script = this.#options.script ?? fileURLToPath(new URL('./worker.ts', import.meta.url));
    const child = fork(script, [JSON.stringify(this.#options.settings)], {
      serialization: 'advanced',
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.on('message', (message: FromWorker) => this.#receive(message));
    child.on('error', (error) => this.#lose(child, error.message));
    child.on('exit', (code, signal) => this.#lose(child, `${signal ?? `exit code ${code}`} ${complaint}`));
    this.#process = child;
    return child;
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.kind === 'progress') pending.onProgress?.(Math.max(0, message.share));
    else if (message.kind === 'rows') pending.resolve(message.rows);
    else pending.reject(toEngineError(message.message, message.cancelled, this.#options.settings.memory));
  }

  #cancel(id: number): void {
    const child = this.#process;
    const cancelled = this.#pending.get(id);
    if (child?.connected !== true || cancelled === undefined) return;
    cancelled.isCancelled = true;
    child.send({ kind: 'cancel', id } satisfies ToWorker);
    setTimeout(() => {
      if (!this.#pending.has(id)) return;
      this.#options.log.warn('A cancelled query did not stop; its process was ended.');
      child.kill('SIGKILL');
    }, GRACE).unref();
  }

  /** The process is gone: what it was running fails with one message, the next run starts a new one. */
  #lose(child: ChildProcess, detail: string): void {
    if (this.#process !== child) return;
    this.#process = undefined;
    const lost = [...this.#pending.values()];
    if (!this.#isClosed && lost.length > 0) this.#options.log.error(`The data process ended: ${detail}`);
    for (const pending of lost) {
      pending.reject(this.#isClosed || pending.isCancelled ? new EngineError('cancelled', 'Stopped.') : new EngineError('crashed', 'Its helper process ended unexpectedly; the next try starts a new one.', detail));
    }
  }
}
