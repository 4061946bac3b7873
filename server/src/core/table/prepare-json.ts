// JSON Lines and JSON arrays of records.

import type { Source } from '../engine/plan.ts';
import type { Range } from './address.ts';
import type { Dataset } from './dataset.ts';
import { decodeStream, detectEncoding, type Encoding } from './encoding.ts';
import { digestOf, nameOf } from './identity.ts';
import { JsonLocator } from './json-locator.ts';
import { readRecords, shapeOf, type JsonShape } from './json-records.ts';
import { engineNames } from './names.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';
import type { Problem } from './problem.ts';

const MOST_LISTED = 200;
const HEAD = 64 * 1024;

/** How the records are written. */
interface Written {
  readonly shape: JsonShape;
  readonly encoding: Encoding;
}

export async function prepareJson(dataset: Dataset, ports: PreparePorts, { override, isThorough, signal }: PrepareOptions): Promise<Prepared> {
  const written = await lookAtHead(dataset, ports, override?.encoding);
  const found = await readKeys(dataset, ports, { ...written, signal });
  const { header, problems, broken } = found;
  const columns = engineNames(header);
  const isPlain = isThorough !== true && broken === 0 && written.encoding.encoding === 'utf-8' && written.encoding.bom === 0 && header.every((name, i) => name === columns[i]);
  const copies = isPlain ? [] : await writeCopies(dataset, ports, { ...written, header, columns, signal });
  const source: Source = isPlain
    ? { kind: 'json', files: dataset.files, shape: written.shape, columns, hive: dataset.hive }
    : { kind: 'json', files: copies, shape: 'lines', columns, hive: false };
  return {
    dataset,
    columns,
    header,
    source,
    problems: { list: problems, totals: broken > 0 ? { 'broken-record': broken } : {} },
    locator: dataset.files.length === 1 ? new JsonLocator({ path: dataset.files[0] ?? '', ...written, columns: header }, ports.files) : undefined,
    digest: () => digestOf(dataset, ports.files, signal),
    dispose: async () => void (await Promise.all(copies.map((path) => ports.scratch.remove(path)))),
  };
}

/** Some tools write one object a line into a file named .json, others a list into .jsonl. */
async function lookAtHead(dataset: Dataset, { files }: PreparePorts, set?: string): Promise<Written> {
  const promised = dataset.format === 'jsonl' ? 'lines' : 'array';
  for await (const bytes of files.stream(dataset.files[0] ?? '')) {
    const head = bytes.subarray(0, HEAD);
    const encoding = set === undefined ? detectEncoding([head]) : { encoding: set, bom: 0 };
    return { encoding, shape: shapeOf(new TextDecoder(encoding.encoding).decode(head), promised) };
  }
  return { encoding: { encoding: 'utf-8', bom: 0 }, shape: promised };
}

interface Keys {
  /** In the order in which they first occur. */
  readonly header: readonly string[];
  readonly problems: readonly Problem[];
  readonly broken: number;
}

async function readKeys(dataset: Dataset, ports: PreparePorts, { encoding, shape, signal }: Written & { readonly signal?: AbortSignal }): Promise<Keys> {
  const keys = new Set<string>();
  const problems: Problem[] = [];
  let [broken, rows] = [0, 0];
  for (const path of dataset.files) {
    const list = (reason: string, range: Range, row: number) => {
      if (++broken <= MOST_LISTED) problems.push({ kind: 'broken-record', row, reason, range });
    };
    for await (const record of readRecords(decodeStream(ports.files.stream(path, signal), encoding), shape, (fault, range) => list(fault, range, Math.max(0, rows - 1)))) {
      signal?.throwIfAborted();
      if (record.fault !== undefined) list(record.fault, record.range, rows);
      const { value, fault } = parseRecord(record.text);
      if (fault !== undefined) list(fault, record.range, rows);
      if (value !== undefined) for (const key of Object.keys(value)) keys.add(key);
      rows++;
    }
  }
  const name = nameOf(dataset);
  if (rows === 0) throw new UnreadableError(`${name} holds no records: ${shape === 'array' ? 'expected a list of objects' : 'expected one object a line'}.`);
  if (keys.size === 0) throw new UnreadableError(`${name} holds no objects: ${problems[0]?.kind === 'broken-record' ? problems[0].reason : 'expected records with named values'}.`);
  return { header: [...keys], problems, broken };
}

interface Parsed {
  /** undefined where the text holds no object. */
  readonly value?: object;
  /** Why a strict reader takes offence. */
  readonly fault?: string;
}

function parseRecord(text: string): Parsed {
  try {
    return asObject(JSON.parse(text));
  } catch (error) {
    return withoutNaN(text) ?? { fault: error instanceof Error ? error.message : String(error) };
  }
}

function asObject(value: unknown): Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value } : { fault: 'not an object with named values' };
}

/** Python writes NaN and Infinity as they are: the other values of the record are still good. */
function withoutNaN(text: string): Parsed | undefined {
  let word: string | undefined;
  const mended = text.replace(/"(?:[^"\\]|\\.)*"?|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : ((word ??= found), 'null')));
  if (word === undefined) return undefined;
  try {
    return { ...asObject(JSON.parse(mended)), fault: `JSON has no ${word}, and strict readers stop there; write null` };
  } catch {
    return undefined;
  }
}

/** A record on one line, with the engine's names. Its own text where that will do: parsed and written anew, long numbers lose digits. */
function renamed(text: string, { value, fault }: Parsed, names: ReadonlyMap<string, string>): string {
  const entries = Object.entries(value ?? {});
  const isAsWritten = value !== undefined && fault === undefined && entries.every(([key]) => names.get(key) === key);
  if (isAsWritten) return text.replace(/[\r\n]+/g, ' '); // between values, for inside a string they are written as \n
  return JSON.stringify(Object.fromEntries(entries.map(([key, cell]) => [names.get(key) ?? key, cell])));
}

interface Copied extends Written {
  readonly header: readonly string[];
  readonly columns: readonly string[];
  readonly signal?: AbortSignal;
}

/** Copies in UTF-8 with the engine's names, in which a broken record is an empty one, so that ordinals stay. */
async function writeCopies(dataset: Dataset, ports: PreparePorts, as: Copied): Promise<readonly string[]> {
  const names = new Map(as.header.map((name, i) => [name, as.columns[i] ?? name]));
  const copies: string[] = [];
  for (const path of dataset.files) {
    const file = await ports.scratch.create('.jsonl');
    for await (const record of readRecords(decodeStream(ports.files.stream(path, as.signal), as.encoding), as.shape)) {
      await file.write(`${renamed(record.text, parseRecord(record.text), names)}
`);
    }
    await file.close();
    copies.push(file.path);
  }
  return copies;
}
