// A generated mixed table as CSV, the same for every run: ids, times, money, categories, text with quotes and newlines,
// about 3 % of most cells missing, as '', NA, null, ? or N/A.

import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbEngine } from '../../server/src/node/duckdb/engine.ts';

export const COLUMNS = ['id', 'ts', 'day', 'amount', 'qty', 'price', 'category', 'country', 'zip', 'city', 'email', 'status', 'score', 'comment', 'flag'] as const;

const MISSING = ['', 'NA', 'null', '?', 'N/A'];
const CITIES = Array.from({ length: 400 }, (_, i) => `City ${String.fromCharCode(65 + (i % 26))}${i}`);
const COUNTRIES = ['DE', 'FR', 'US', 'GB', 'NO', 'JP', 'BR', 'IN', 'ZA', 'CA'];
const CATEGORIES = ['books', 'music', 'garden', 'toys', 'food', 'sport'];
const STATUSES = ['active', 'inactive', 'pending', 'closed'];
const WORDS = ['good', 'late', 'broken', 'fine', 'again', 'never', 'box', 'order', 'thanks', 'refund'];

/** The path of a file of about that many megabytes; made once and kept in the temporary folder. */
export function mixedCsv(megabytes: number): string {
  const folder = join(tmpdir(), 'assay-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `mixed-${megabytes}.csv`);
  if (existsSync(path)) return path;
  const random = generator(7);
  const handle = openSync(`${path}.part`, 'w');
  writeSync(handle, `${COLUMNS.join(',')}\n`);
  for (let row = 0, bytes = 0; bytes < megabytes * 1e6; ) {
    const lines: string[] = [];
    for (let i = 0; i < 2000; i++) lines.push(line(row++, random));
    bytes += writeSync(handle, `${lines.join('\n')}\n`);
  }
  closeSync(handle);
  renameSync(`${path}.part`, path);
  return path;
}

/** The path of a Parquet file of so many rows and ten columns of whole numbers, decimals, times and text; made once. */
export async function mixedParquet(rows: number): Promise<string> {
  const folder = join(tmpdir(), 'assay-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `mixed-${rows}.parquet`);
  if (existsSync(path)) return path;
  const columns = [
    'i as id', "timestamp '2020-01-01' + to_seconds(i * 7) as ts", 'cast(hash(i) % 1000000 as double) / 100 as amount', 'cast(hash(i + 1) % 50 as integer) as qty',
    "'City ' || (hash(i + 2) % 400) as city", "'user' || (hash(i + 3) % 5000000) || '@example.org' as email", "case hash(i + 4) % 33 when 0 then null else hash(i + 4) % 99999 end as zip",
    'hash(i + 5) % 2 = 0 as flag', 'cast(hash(i + 6) % 100000 as double) / 7 as score', 'md5(cast(i as varchar)) as token',
  ];
  const engine = new DuckDbEngine({ settings: { memory: '2GB', threads: 2, spillFolder: folder, keepIn: '' }, log: { info: () => {}, warn: () => {}, error: () => {} } });
  await engine.run({ sql: `copy (select ${columns.join(', ')} from range(${rows}) t(i)) to '${path}.part' (format parquet)`, columns: [] });
  await engine.close();
  renameSync(`${path}.part`, path);
  return path;
}

export function megabytesOf(path: string): number {
  return statSync(path).size / 1e6;
}

function line(row: number, random: () => number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const orMissing = (value: string) => (random() < 0.03 ? pick(MISSING) : value);
  const second = 1.6e9 + row * 7;
  const words = Array.from({ length: 3 + Math.floor(random() * 6) }, () => pick(WORDS)).join(' ');
  const comment = random() < 0.2 ? `"${words}, ""${pick(WORDS)}""${random() < 0.1 ? '\n' : ' '}end"` : words;
  return [
    row,
    orMissing(new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')),
    orMissing(new Date(second * 1000).toISOString().slice(0, 10)),
    orMissing((random() ** 3 * 5000).toFixed(2)),
    orMissing(String(Math.floor(random() * 50))),
    orMissing((5 + random() * 95).toFixed(3)),
    orMissing(pick(CATEGORIES)),
    orMissing(pick(COUNTRIES)),
    orMissing(String(10000 + Math.floor(random() * 89999))),
    orMissing(pick(CITIES)),
    orMissing(`user${Math.floor(random() * 5e6)}@example.org`),
    orMissing(pick(STATUSES)),
    orMissing(((random() + random() + random()) * 33).toFixed(1)),
    orMissing(comment),
    orMissing(random() < 0.5 ? 'true' : 'false'),
  ].join(',');
}

/** mulberry32, by Tommy Ettinger: small, seeded, good enough for test data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
