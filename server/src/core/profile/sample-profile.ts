// A first profile of a large text file from windows all over it: within half a second at any size, and it says that it is a sample.

import type { Source } from '../engine/plan.ts';
import type { Engine, Files, Scratch } from '../ports.ts';
import type { Prepared } from '../table/prepared.ts';
import { cellValue, Scanner } from '../table/scanner.ts';
import { profileSource } from './profile-source.ts';
import type { Profile } from './profile.ts';

/** Smaller files are profiled whole in no more time. */
export const WORTH_SAMPLING = 16 * 1024 * 1024;
const WINDOWS = 32;
const WINDOW = 32 * 1024;

export interface SamplePorts {
  readonly files: Files;
  readonly scratch: Scratch;
  readonly engine: Engine;
}

export interface Sampled {
  readonly profile: Profile;
  /** The sampled values of each column, for the exact profile to guess by. */
  readonly values: readonly (readonly string[])[];
}

export interface SampleOptions {
  readonly signal?: AbortSignal;
  readonly missingWords?: readonly string[];
}

/** undefined where the dataset is small, packed, or no delimited text in UTF-8. */
export async function profileSample(prepared: Prepared, ports: SamplePorts, options: SampleOptions = {}): Promise<Sampled | undefined> {
  const { dataset, reading, columns } = prepared;
  const [path = ''] = dataset.files;
  const isSampled = dataset.format === 'delimited' && dataset.files.length === 1 && dataset.bytes > WORTH_SAMPLING && !/\.(gz|zst)$/i.test(path);
  if (!isSampled || reading?.encoding !== 'utf-8') return undefined;
  const sample = await readSample(prepared, ports.files);
  if (sample.rows.length === 0) return undefined;
  const values = columns.map((_, i) => sample.rows.map((row) => row[i] ?? ''));
  const file = await ports.scratch.create('.csv');
  await file.write(`${sample.rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`);
  await file.close();
  try {
    const source: Source = { kind: 'delimited', files: [file.path], delimiter: ',', quote: '"', header: false, skip: 0, comment: '', columns, keys: 0, hive: false };
    const profile = await profileSource(source, ports.engine, { ...options, sample: values });
    const rows = Math.round((dataset.bytes / sample.bytes) * profile.rows);
    return { profile: scaleTo(rows, profile), values };
  } finally {
    await ports.scratch.remove(file.path);
  }
}

/** Counts in the sample stand for as many in the file; distinct counts are lower bounds and stay. */
function scaleTo(rows: number, profile: Profile): Profile {
  const factor = rows / Math.max(1, profile.rows);
  const scale = (n: number) => Math.round(n * factor);
  const columns = profile.columns.map((column) => ({
    ...column,
    count: scale(column.count),
    missing: scale(column.missing),
    misfits: scale(column.misfits),
    sentinels: column.sentinels.map((sentinel) => ({ ...sentinel, count: scale(sentinel.count) })),
    distinctExact: false,
    top: column.top.map((entry) => ({ ...entry, count: scale(entry.count) })),
    topExact: false,
    histogram: column.histogram === undefined ? undefined : { ...column.histogram, counts: column.histogram.counts.map(scale), exact: false },
  }));
  return { rows, columns, exact: false, sampledRows: profile.rows };
}

/** Whole records of windows spread evenly over the file, with the bytes they took. */
async function readSample({ dataset, reading, columns }: Prepared, files: Files): Promise<{ rows: readonly (readonly string[])[]; bytes: number }> {
  const rows: string[][] = [];
  let bytes = 0;
  if (reading === undefined) return { rows, bytes };
  const encoder = new TextEncoder();
  const scanner = new Scanner(reading.dialect);
  for (let i = 0; i < WINDOWS; i++) {
    const start = Math.floor(((dataset.bytes - WINDOW) * i) / (WINDOWS - 1));
    const text = new TextDecoder('utf-8').decode(await files.read(dataset.files[0] ?? '', start, WINDOW));
    const from = text.indexOf('\n') + 1; // the first line is cut, or the header
    scanner.scan(
      text,
      from,
      {
        record: (cells) => {
          if (cells.count !== columns.length || cells.faults !== 0) return; // a window may begin inside a quoted cell
          const source = text.slice(cells.starts[0], cells.next);
          bytes += encoder.encode(source).length;
          rows.push(Array.from({ length: cells.count }, (_, at) => cellValue(text.slice(cells.starts[at], cells.ends[at]), reading.dialect.quote, reading.dialect.escape)));
        },
      },
      false,
    );
  }
  return { rows, bytes };
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
