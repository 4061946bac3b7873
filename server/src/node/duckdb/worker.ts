// The DuckDB process: runs one statement per message and answers with plain values. It reads files and writes nothing
// but its spill folder, the database of what it keeps and a file that it is told to write; extensions and network are off.

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Value } from '../../core/engine/plan.ts';
import type { EngineSettings, FromWorker, ToWorker } from './messages.ts';
import { writeArrow } from './write-arrow.ts';

const PROGRESS_INTERVAL = 150;

const settings = JSON.parse(process.argv[2] ?? '{}') as EngineSettings;
const instance = open(settings);
const running = new Map<number, DuckDBConnection>();
const cancelled = new Set<number>();

process.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') cancel(message.id);
  else void run(message);
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of a terminal: when this one ends is for the server to say.
process.on('SIGINT', () => {});

async function open({ memory, threads, spillFolder, keepIn }: EngineSettings): Promise<DuckDBInstance> {
  const opened = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    threads: String(threads),
    temp_directory: spillFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
    lock_configuration: 'false',
  });
  const connection = await opened.connect();
  await connection.run('set enable_progress_bar=true');
  await connection.run('set enable_progress_bar_print=false');
  await connection.run('set enable_external_file_cache=false');
  await connection.run("set TimeZone='UTC'"); // moments read the same on every machine
  if (keepIn !== '') await connection.run(`attach '${keepIn.replaceAll("'", "''")}' as kept`);
  await connection.run('set lock_configuration=true');
  connection.closeSync();
  return opened;
}

async function run(question: Exclude<ToWorker, { kind: 'cancel' }>): Promise<void> {
  const { id } = question;
  const connection = await (await instance).connect();
  running.set(id, connection);
  const timer = setInterval(() => send({ kind: 'progress', id, share: connection.progress.percentage / 100 }), PROGRESS_INTERVAL);
  try {
    if (cancelled.has(id)) throw new Error('cancelled');
    send({ kind: 'rows', id, rows: await answer(question, connection) });
  } catch (error) {
    send({ kind: 'error', id, message: error instanceof Error ? error.message : String(error), cancelled: cancelled.has(id) });
  } finally {
    clearInterval(timer);
    running.delete(id);
    cancelled.delete(id);
    connection.closeSync();
  }
}

async function answer(question: Exclude<ToWorker, { kind: 'cancel' }>, connection: DuckDBConnection): Promise<readonly (readonly Value[])[]> {
  const { id, sql } = question;
  const values = question.values === undefined ? undefined : [...question.values];
  if (question.kind === 'arrow') return [[await writeArrow(await connection.stream(sql, values), question.path, () => cancelled.has(id))]];
  const reader = await connection.runAndReadUntil(sql, question.cap === undefined ? Number.MAX_SAFE_INTEGER : question.cap + 1, values);
  return (reader.getRowsJS() as unknown as Value[][]).map((row) => row.map(plain));
}

function cancel(id: number): void {
  cancelled.add(id);
  running.get(id)?.interrupt();
}

function send(message: FromWorker): void {
  process.send?.(message);
}

/** Numbers where they are exact; dates as ISO text. */
function plain(value: unknown): Value {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value as Value;
}
