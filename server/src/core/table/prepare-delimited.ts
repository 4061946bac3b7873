// Delimited text: detect how it is written, look for structural faults, and hand the engine a text it reads without doubt.

import type { Source } from '../engine/plan.ts';
import type { Scratch } from '../ports.ts';
import { number, plural, quote } from '../words.ts';
import { RFC4180, type Dataset, type Dialect, type Reading } from './dataset.ts';
import { detectDialect } from './detect.ts';
import { decodeStream, detectEncoding, judgeAgain, type Encoding } from './encoding.ts';
import { withEscape } from './escape.ts';
import { FileLocator } from './file-locator.ts';
import { findFaults, MOST_LISTED, type Faults } from './faults.ts';
import { digestOf, nameOf } from './identity.ts';
import { engineNames } from './names.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';
import type { Problem, Problems } from './problem.ts';
import { scanStream } from './scan-stream.ts';
import { cellValue, quoteValue, withRowNames } from './scanner.ts';

/** Texts up to this size are always scanned for faults; larger ones when the engine refuses them, or their head is odd. */
const ALWAYS_SCANNED = 32 * 1024 * 1024;
const WINDOW = 256 * 1024;
const PART_HEAD = 64 * 1024;

export async function prepareDelimited(dataset: Dataset, ports: PreparePorts, options: PrepareOptions): Promise<Prepared> {
  const first = dataset.files[0] ?? '';
  const reading = await readingOf(first, ports, options);
  const parts = await readParts(dataset, ports, { ...options, reading });
  const prepared = await prepareAs(dataset, ports, { ...options, reading, parts });
  const { override } = options;
  // Bytes that are not UTF-8 came late in a file: its encoding is judged again with them.
  const isGarbled = override?.encoding === undefined && prepared.garbled.length > 0;
  const judged = isGarbled ? await Promise.all(parts.map((part) => (prepared.garbled.includes(part.path) ? judgePart(part, ports, options) : part))) : parts;
  const as = { ...options, reading: judged[0]?.reading ?? reading, parts: judged };
  const isSame = judged.every((part, i) => part.reading.encoding === parts[i]?.reading.encoding);
  const decoded = isSame ? prepared : await prepared.dispose().then(() => prepareAs(dataset, ports, as));
  return override?.escape === undefined && decoded.backslashed > 0 ? judgeEscape(dataset, ports, { as, prepared: decoded }) : decoded;
}

/** Quoted cells break at a backslash: read the other way, they may be whole. */
async function judgeEscape(dataset: Dataset, ports: PreparePorts, { as, prepared }: { readonly as: AsParts; readonly prepared: Judged }): Promise<Prepared> {
  const other = await prepareAs(dataset, ports, { ...as, reading: withOtherEscape(as.reading), parts: as.parts.map((part) => ({ ...part, reading: withOtherEscape(part.reading) })) });
  const [better, worse] = other.backslashed < prepared.backslashed ? [other, prepared] : [prepared, other];
  await worse.dispose();
  return better;
}

function withOtherEscape(reading: Reading): Reading {
  return { ...reading, dialect: withEscape(reading.dialect, (reading.dialect.escape ?? '') === '') };
}

/** What shows while a dataset is read that it may have to be read otherwise. */
interface Judged extends Prepared {
  /** The parts with characters that could not be read. */
  readonly garbled: readonly string[];
  readonly backslashed: number;
}

type As = PrepareOptions & { readonly reading: Reading };
type AsParts = As & { readonly parts: readonly Part[] };

/** One file, and how it is read. */
interface Part {
  readonly path: string;
  readonly reading: Reading;
  readonly header: readonly string[];
  /** Where its columns stand in another order than in the first part: for each column of that one the place in this. */
  readonly order?: readonly number[];
}

async function judgePart(part: Part, { files }: PreparePorts, { inCode, signal }: PrepareOptions): Promise<Part> {
  if (part.reading.bom > 0) return part;
  return { ...part, reading: { ...part.reading, encoding: await judgeAgain(files.stream(part.path, signal), inCode?.encoding) } };
}

async function prepareAs(dataset: Dataset, ports: PreparePorts, as: AsParts): Promise<Judged> {
  const { reading, parts, signal } = as;
  const first = dataset.files[0] ?? '';
  const header = parts[0]?.header ?? [];
  const keys = dataset.hive ? partitions(first).map(([key]) => key) : [];
  const columns = engineNames([...(reading.dialect.header ? header : header.map(() => '')), ...keys]);
  const digest = () => digestOf(dataset, ports.files, signal);
  const locator = dataset.files.length === 1 ? new FileLocator(first, reading, ports.files) : undefined;
  const asIs: Source = { kind: 'delimited', files: dataset.files, ...reading.dialect, columns, keys: keys.length, hive: dataset.hive };
  const base = { dataset, reading, columns, header: reading.dialect.header ? [...header, ...keys] : columns, digest, locator };
  const isAlike = parts.every((part) => part.order === undefined && part.reading.encoding === 'utf-8' && (part.reading.dialect.escape ?? '') === '' && part.reading.dialect.delimiter === reading.dialect.delimiter);
  const isPlain = isAlike && reading.dialect.rowNames !== true && reading.dialect.comment === '' && reading.dialect.delimiter.length === 1 && (dataset.bytes > ALWAYS_SCANNED || keys.length > 0) && as.isThorough !== true;
  if (isPlain) return { ...base, source: asIs, problems: { list: [], totals: {} }, garbled: [], backslashed: 0, dispose: async () => {} };

  const { problems, isClean, garbled, backslashed, longestRecord } = await scanParts(ports, { ...as, width: header.length, locator });
  const isRefused = as.isThorough === true && isClean && isAlike && parts.some(({ path: part }) => /\.(gz|zst)$/i.test(part)); // the engine cannot unpack what we can
  if (isClean && isAlike && !isRefused) return { ...base, source: { ...asIs, longestRecord }, problems, garbled, backslashed, dispose: async () => {} };
  const files: string[] = [];
  for (const { path, reading: own, order } of parts) {
    const values = keys.length > 0 ? partitions(path).map(([, value]) => value) : [];
    files.push(await writeClean(decodeStream(ports.files.stream(path, signal), own), { dialect: own.dialect, columns, values, order }, ports.scratch));
  }
  const source: Source = { kind: 'delimited', files, ...RFC4180, columns, keys: 0, hive: false, longestRecord };
  return { ...base, source, problems, garbled, backslashed, dispose: async () => void (await Promise.all(files.map((path) => ports.scratch.remove(path)))) };
}

interface Scanned {
  readonly problems: Problems;
  /** Whether the engine reads every part as we do. */
  readonly isClean: boolean;
  /** The parts with characters that could not be read. */
  readonly garbled: readonly string[];
  readonly backslashed: number;
  readonly longestRecord: number;
}

/** Faults of all parts; with their places where there is one file. */
async function scanParts(ports: PreparePorts, as: AsParts & { readonly width: number; readonly locator: FileLocator | undefined }): Promise<Scanned> {
  const { parts, width, locator, signal } = as;
  const list: Problem[] = [];
  const totals: { [kind: string]: number } = {};
  const garbled: string[] = [];
  let [isClean, longestRecord, backslashed] = [true, 0, 0];
  for (const { path, reading } of parts) {
    const faults = await findFaults(decodeStream(ports.files.stream(path, signal), reading), { dialect: reading.dialect, width, signal });
    backslashed += faults.backslashed;
    longestRecord = Math.max(longestRecord, faults.longestRecord);
    const isGarbled = faults.list.some((fault) => fault.kind === 'wrong-encoding' && fault.fixed === undefined) || (faults.totals['wrong-encoding'] ?? 0) > MOST_LISTED;
    if (isGarbled) garbled.push(path);
    isClean &&= faults.isClean && !isGarbled && reading.encoding === 'utf-8';
    if (locator !== undefined) list.push(...(await withRanges(faults, locator, signal)));
    for (const [kind, count] of Object.entries(faults.totals)) totals[kind] = (totals[kind] ?? 0) + (count ?? 0);
  }
  return { problems: { list, totals }, isClean, garbled, backslashed, longestRecord };
}

/** Parts are read as one table: the columns of each must be those of the first, in whatever order and encoding. */
async function readParts(dataset: Dataset, ports: PreparePorts, as: As): Promise<readonly Part[]> {
  const [first = '', ...others] = dataset.files;
  const header = await firstRecord(first, as.reading, ports, as.signal);
  if (header.length === 0) throw new UnreadableError(`${nameOf(dataset)} holds no records.`);
  const parts: Part[] = [{ path: first, reading: as.reading, header }];
  for (const path of others) parts.push(await readPart(path, ports, { ...as, dataset, header }));
  return parts;
}

interface AsFirst extends As {
  readonly dataset: Dataset;
  readonly header: readonly string[];
}

async function readPart(path: string, ports: PreparePorts, as: AsFirst): Promise<Part> {
  const { reading, signal } = as;
  const own = { ...reading, ...(await encodingOfPart(path, ports, as)) };
  const header = await firstRecord(path, own, ports, signal);
  const part = { path, reading: own, header };
  if (header.length === 0 || isSame(header, as.header, reading)) return part;
  const { dialect } = await readingOf(path, ports, { ...as, override: { ...as.override, header: reading.dialect.header, encoding: own.encoding } });
  const otherwise = await firstRecord(path, { ...own, dialect }, ports, signal);
  if (isSame(otherwise, as.header, reading)) return { path, reading: { ...own, dialect }, header: otherwise };
  const order = as.header.map((name) => header.indexOf(name));
  const isPermuted = reading.dialect.header && header.length === as.header.length && new Set(order).size === order.length && !order.includes(-1);
  if (!isPermuted) throw new UnreadableError(howPartsDiffer(path, header, as));
  return { ...part, order };
}

function isSame(cells: readonly string[], first: readonly string[], { dialect }: Reading): boolean {
  return cells.length === first.length && (!dialect.header || cells.every((cell, i) => cell === first[i]));
}

/** Judged on its head; where that is plain ASCII, as the first part. */
async function encodingOfPart(path: string, { files }: PreparePorts, { reading, override, inCode }: AsFirst): Promise<Encoding> {
  const isPacked = /\.(gz|zst)$/i.test(path);
  if (override?.encoding !== undefined || isPacked) return { encoding: reading.encoding, bom: 0 };
  const head = await files.read(path, 0, PART_HEAD);
  const detected = detectEncoding([head], inCode?.encoding);
  const isPlain = detected.encoding === 'utf-8' && detected.bom === 0 && head.every((byte) => byte < 0x80);
  return isPlain && !reading.encoding.startsWith('utf-16') ? { encoding: reading.encoding, bom: 0 } : detected;
}

function howPartsDiffer(path: string, cells: readonly string[], { dataset, header, reading }: AsFirst): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!reading.dialect.header) return `${nameOf(dataset)} has parts that differ: ${name} has ${plural(cells.length, 'column')}, the first part has ${number(header.length)}.`;
  const at = Array.from({ length: Math.max(cells.length, header.length) }, (_, i) => i).find((i) => cells[i] !== header[i]) ?? 0;
  const [found, expected] = [cells[at], header[at]].map((cell) => (cell === undefined ? 'nothing' : quote(cell)));
  return `${nameOf(dataset)} has parts that differ: column ${at + 1} of ${name} is ${found}, in the first part it is ${expected}.`;
}

async function readingOf(path: string, ports: PreparePorts, options: PrepareOptions): Promise<Reading> {
  const windows = await readWindows(path, ports, options.signal);
  const { override = {}, inCode } = options;
  if (override.encoding === undefined && isUtf32(windows[0])) throw new UnreadableError(`${path.slice(path.lastIndexOf('/') + 1)} is written in UTF-32, which cannot be read here; save it as UTF-8.`);
  const detected = detectEncoding(windows, inCode?.encoding);
  const encoding: Encoding = override.encoding === undefined || override.encoding === detected.encoding ? detected : { encoding: override.encoding, bom: 0 };
  const texts = windows.map((bytes) => new TextDecoder(encoding.encoding).decode(bytes));
  const isWhole = windows.length === 1 && (windows[0]?.length ?? 0) < WINDOW;
  return { ...encoding, dialect: detectDialect({ path, windows: texts, isWhole }, override, inCode) };
}

/** By its mark. */
function isUtf32(head: Uint8Array = new Uint8Array()): boolean {
  const mark = [...head.subarray(0, 4)].join();
  return mark === '255,254,0,0' || mark === '0,0,254,255';
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
  return Promise.all(starts.map((start, i) => ports.files.read(path, start - (start % 2), i === 0 ? WINDOW : WINDOW / 4)));
}

/** The key=value folders on the way to a part; values as the engine reads them. */
function partitions(path: string): readonly (readonly [string, string])[] {
  return path
    .split('/')
    .slice(0, -1)
    .flatMap((folder) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
      return key === undefined ? [] : [[key, value === undefined || value === '__HIVE_DEFAULT_PARTITION__' ? '' : decoded(value)] as const];
    });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Thrown to leave the stream after the first record. */
class Done extends Error {}

/** The header's cells, or the first record's; none where there is no record. */
async function firstRecord(path: string, reading: Reading, { files }: PreparePorts, signal?: AbortSignal): Promise<readonly string[]> {
  let first: readonly string[] = [];
  try {
    await scanStream(decodeStream(files.stream(path, signal), reading), reading.dialect, async (source, records) => {
      records((read) => {
        const cells = reading.dialect.rowNames === true ? withRowNames(read) : read;
        first = Array.from({ length: cells.count }, (_, i) => cellValue(source.slice(cells.starts[i], cells.ends[i]), reading.dialect.quote, reading.dialect.escape));
        throw new Done();
      });
    });
  } catch (error) {
    if (!(error instanceof Done)) throw error;
  }
  return first;
}

async function withRanges(faults: Faults, locator: FileLocator, signal?: AbortSignal): Promise<Faults['list']> {
  const ranges = await locator.locate(faults.list.map((fault) => ({ row: fault.row, column: 'column' in fault ? fault.column : undefined })), signal);
  return faults.list.map((fault, i) => ({ ...fault, range: ranges[i] ?? fault.range }));
}

interface CleanAs {
  readonly dialect: Dialect;
  readonly columns: readonly string[];
  /** Of the last columns, the same in every record: the keys of a part's folders. */
  readonly values?: readonly string[];
  /** The place of each column in the text, where it is another one. */
  readonly order?: readonly number[];
}

/** A copy in UTF-8 with every record as wide as the header: short ones padded, extra cells left out. Ordinals stay. */
export async function writeClean(text: AsyncIterable<string>, as: CleanAs, scratch: Scratch): Promise<string> {
  const { dialect, order, values: constants = [] } = as;
  const width = as.columns.length - constants.length;
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
      const cellAt = (i: number) => (i < cells.count ? cellValue(source.slice(cells.starts[i], cells.ends[i]), dialect.quote, dialect.escape) : '');
      const values = as.columns.map((_, i) => (i >= width ? (constants[i - width] ?? '') : cellAt(order?.[i] ?? i)));
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
