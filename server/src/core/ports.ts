// What core needs from outside. Adapters live in node/; tests use in-memory ones. Two to five members each.

import type { Dialect as SqlDialect } from './engine/dialect.ts';
import type { Plan, Source, Value } from './engine/plan.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Most rows wanted. The engine may return one more, so that the caller can tell "capped" from "all". */
  readonly cap?: number;
  /** Share of the work done, 0 to 1; called at most a few times a second. */
  readonly onProgress?: (share: number) => void;
}

/** Runs plans where the data are. DuckDB today; Spark Connect, Postgres and others can stand in its place. */
export interface Engine {
  readonly dialect: SqlDialect;
  /** Begins to get ready, so that the first plan need not wait for it. */
  start(): void;
  /** Rows of the plan's result, each in the order of `plan.columns`. Rejects with an EngineError. */
  run(plan: Plan, options?: RunOptions): Promise<readonly (readonly Value[])[]>;
  /** Names and native types of a source's columns, without a scan where the format allows. */
  describe(source: Source, signal?: AbortSignal): Promise<readonly { name: string; type: string }[]>;
  close(): Promise<void>;
}

/** An engine that can keep rows for itself, on disk and not in memory, until it closes. */
export interface KeepingEngine extends Engine {
  /** Keeps a plan's rows, in their order, as a table of that name. */
  keep(name: string, plan: Plan, options?: RunOptions): Promise<void>;
  drop(name: string): Promise<void>;
}

/** How an engine writes a file: a name of a format, and what the format can be told. */
export interface WriteOptions extends RunOptions {
  readonly format: 'csv' | 'tsv' | 'parquet' | 'jsonl' | 'arrow';
  readonly packed?: 'gzip' | 'zstd';
}

/** An engine that can write a plan's rows into a file, in their order and without holding them all. */
export interface WritingEngine extends Engine {
  /** Resolves with the number of rows. What has the path already is overwritten. */
  write(path: string, plan: Plan, options: WriteOptions): Promise<number>;
}

/** Why an engine could not answer, in words for a user (`message`) and for the log (`detail`). */
export class EngineError extends Error {
  readonly kind: 'unreadable' | 'cancelled' | 'crashed' | 'memory' | 'failed';
  readonly detail: string;
  constructor(kind: EngineError['kind'], message: string, detail = '') {
    super(message);
    this.kind = kind;
    this.detail = detail;
  }
}

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
  readonly modified: number;
}

/** The files of a workspace, by absolute path with forward slashes. Reading never follows a FIFO or a device. */
export interface Files {
  /** undefined where nothing readable is there. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Names in a folder, sorted; empty where there is none. */
  list(path: string): Promise<readonly { name: string; kind: FileStat['kind'] }[]>;
  /** Up to `length` bytes from `start`; decompression is the caller's affair. */
  read(path: string, start: number, length: number): Promise<Uint8Array>;
  /** The whole content in order, decompressed where the name says .gz or .zst. */
  stream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** sha-256 of the file's bytes as they are on disk, in hex. */
  digest(path: string, signal?: AbortSignal): Promise<string>;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A private folder for clean copies of text that the engine cannot read as it is. Emptied on exit. */
export interface Scratch {
  /** A new empty file; its name ends in `suffix`. */
  create(suffix: string): Promise<ScratchFile>;
  remove(path: string): Promise<void>;
  /** Removes the folder with all that is in it. */
  clear(): void;
}

export interface ScratchFile {
  readonly path: string;
  /** Appends; text is written as UTF-8. */
  write(chunk: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What lies in a folder of the workspace; absolute paths. */
export interface Found {
  /** Files that hold a table. */
  readonly data: readonly string[];
  /** Files that may name one. */
  readonly code: readonly string[];
  /** true where the walk stopped early. */
  readonly isCut: boolean;
}

/** Walks a folder for datasets and for code; globs in `exclude` are relative to it. */
export type Walk = (folder: string, exclude: readonly string[], signal?: AbortSignal) => Promise<Found>;
