// Delimited text: detect how it is written, look for structural faults, and hand the engine a text it reads without doubt.

import type { Source } from '../engine/plan.ts';
import type { Scratch } from '../ports.ts';
import type { Dataset, Dialect, Reading } from './dataset.ts';
import { detectDialect } from './detect.ts';
import { decodeStream, detectEncoding, type Encoding } from './encoding.ts';
import { FileLocator } from './file-locator.ts';
import { findFaults, type Faults } from './faults.ts';
import { offsetOfLine } from './lines.ts';
import { digestOf, nameOf } from './identity.ts';
import { engineNames } from './names.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';
import { scanStream } from './scan-stream.ts';
import { cellValue, quoteValue, Scanner } from './scanner.ts';

/** Texts up to this size are always scanned for faults; larger ones when the engine refuses them, or their head is odd. */
const ALWAYS_SCANNED = 32 * 1024 * 1024;
const WINDOW = 256 * 1024;

export async function prepareDelimited(dataset: Dataset, ports: PreparePorts, options: PrepareOptions): Promise<Prepared> {
  const { reading, head } = await readHead(dataset, ports, options);
  const header = firstRecord(head, reading.dialect);
  if (header.length === 0) throw new UnreadableError(`${nameOf(dataset)} holds no records.`);
  const keys = dataset.hive ? partitionKeys(dataset.files[0] ?? '') : [];
  const width = header.length;
  const columns = engineNames([...(reading.dialect.header ? header : header.map(() => '')), ...keys]);
  const digest = () => digestOf(dataset, ports.files, options.signal);
  const locator = dataset.files.length === 1 ? new FileLocator(dataset.files[0] ?? '', reading, ports.files) : undefined;
  const asIs: Source = { kind: 'delimited', files: dataset.files, ...reading.dialect, columns, keys: keys.length, hive: dataset.hive };
  const base = { dataset, reading, columns, header: reading.dialect.header ? [...header, ...keys] : columns, digest, locator };
  const isPlain = reading.encoding === 'utf-8' && reading.dialect.comment === '' && (dataset.bytes > ALWAYS_SCANNED || keys.length > 0) && options.isThorough !== true;
  if (isPlain) return { ...base, source: asIs, problems: { list: [], totals: {} }, dispose: async () => {} };

  const problems = { list: [] as Faults['list'][number][], totals: {} as { [kind: string]: number } };
  const copies: string[] = [];
  let longestRecord = 0;
  const files: string[] = [];
  for (const path of dataset.files) {
    const text = () => decodeStream(ports.files.stream(path, options.signal), reading);
    const faults = await findFaults(text(), { dialect: reading.dialect, width, signal: options.signal });
    longestRecord = Math.max(longestRecord, faults.longestRecord);
    if (locator !== undefined) problems.list.push(...(await withRanges(faults, locator, options.signal)));
    for (const [kind, count] of Object.entries(faults.totals)) problems.totals[kind] = (problems.totals[kind] ?? 0) + (count ?? 0);
    const copy = faults.isClean && reading.encoding === 'utf-8' ? undefined : await writeClean(text(), { dialect: reading.dialect, columns }, ports.scratch);
    if (copy !== undefined) copies.push(copy);
    files.push(copy ?? path);
  }
  if (copies.length > 0 && copies.length < files.length) throw new UnreadableError(`${nameOf(dataset)} has parts that are written in different ways.`);
  const source: Source = copies.length === 0 ? { ...asIs, longestRecord } : { kind: 'delimited', files, delimiter: ',', quote: '"', header: true, skip: 0, comment: '', columns, keys: 0, hive: false, longestRecord };
  return { ...base, source, problems, dispose: async () => void (await Promise.all(copies.map((path) => ports.scratch.remove(path)))) };
}

async function readHead(dataset: Dataset, ports: PreparePorts, options: PrepareOptions): Promise<{ reading: Reading; head: string }> {
  const path = dataset.files[0] ?? '';
  const windows = await readWindows(path, ports, options.signal);
  const { override = {} } = options;
  const detected = detectEncoding(windows);
  const encoding: Encoding = override.encoding === undefined || override.encoding === detected.encoding ? detected : { encoding: override.encoding, bom: 0 };
  const texts = windows.map((bytes) => new TextDecoder(encoding.encoding).decode(bytes));
  const isWhole = windows.length === 1 && (windows[0]?.length ?? 0) < WINDOW;
  const dialect = detectDialect({ path, windows: texts, isWhole }, override);
  return { reading: { ...encoding, dialect }, head: texts[0] ?? '' };
}

/** The head and, where the file can be read anywhere, pieces of the middle and the tail. */
async function readWindows(path: string, ports: PreparePorts, signal?: AbortSignal): Promise<readonly Uint8Array[]> {
  if (/\.(gz|zst)$/i.test(path)) {
    for await (const bytes of ports.files.stream(path, signal)) return [bytes.subarray(0, WINDOW)];
    return [];
  }
  const size = (await ports.files.stat(path))?.size ?? 0;
  const starts = size <= WINDOW ? [0] : [0, ...[0.25, 0.5, 0.75].map((share) => Math.floor(size * share)), Math.max(WINDOW, size - WINDOW / 4)];
  // UTF-16 must be cut at even offsets.
  return Promise.all(starts.map((start, i) => ports.files.read(path, start & ~1, i === 0 ? WINDOW : WINDOW / 4)));
}

/** Names of the key=value folders on the way to a part. */
function partitionKeys(path: string): readonly string[] {
  return path.split('/').slice(0, -1).flatMap((folder) => /^([^=]+)=/.exec(folder)?.[1] ?? []);
}

/** The header's cells, or the first record's. */
function firstRecord(head: string, dialect: Dialect): readonly string[] {
  const text = head.slice(offsetOfLine(head, dialect.skip));
  let first: readonly string[] | undefined;
  new Scanner(dialect).scan(text, 0, {
    record: (cells) => {
      first ??= Array.from({ length: cells.count }, (_, i) => cellValue(text.slice(cells.starts[i], cells.ends[i]), dialect.quote));
    },
  });
  return first ?? [];
}

async function withRanges(faults: Faults, locator: FileLocator, signal?: AbortSignal): Promise<Faults['list']> {
  const ranges = await locator.locate(faults.list.map((fault) => ({ row: fault.row, column: 'column' in fault ? fault.column : undefined })), signal);
  return faults.list.map((fault, i) => ({ ...fault, range: ranges[i] ?? fault.range }));
}

/** A copy in UTF-8 with every record as wide as the header: short ones padded, extra cells left out. Ordinals stay. */
export async function writeClean(text: AsyncIterable<string>, as: { dialect: Dialect; columns: readonly string[] }, scratch: Scratch): Promise<string> {
  const { dialect } = as;
  const plain = { delimiter: ',', quote: '"' };
  const file = await scratch.create('.csv');
  let lines: string[] = [as.columns.map((column) => quoteAll(column)).join(',')];
  let isHeader = dialect.header;
  await scanStream(text, dialect, async (source, records) => {
    records((cells) => {
      if (isHeader) {
        isHeader = false;
        return;
      }
      const values = as.columns.map((_, i) => (i < cells.count ? cellValue(source.slice(cells.starts[i], cells.ends[i]), dialect.quote) : ''));
      lines.push(values.length === 1 ? quoteAll(values[0] ?? '') : values.map((value) => safeQuote(value, plain)).join(','));
    });
    await file.write(`${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`);
    lines = [];
  });
  await file.close();
  return file.path;
}

function quoteAll(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** Leading spaces before a quote, and a first quote, are read differently by different readers: quote them too. */
function safeQuote(value: string, plain: { delimiter: string; quote: string }): string {
  return /^ *"/.test(value) || value.startsWith('#') ? quoteAll(value) : quoteValue(value, plain);
}
