// JSON Lines and JSON arrays of records.

import type { Source } from '../engine/plan.ts';
import type { Dataset } from './dataset.ts';
import { decodeStream } from './encoding.ts';
import { digestOf, nameOf } from './identity.ts';
import { JsonLocator } from './json-locator.ts';
import { readRecords } from './json-records.ts';
import type { PrepareOptions, PreparePorts } from './prepare.ts';
import { UnreadableError, type Prepared } from './prepared.ts';
import type { Problem } from './problem.ts';

const UTF8 = { encoding: 'utf-8', bom: 0 } as const;
const MOST_LISTED = 200;

export async function prepareJson(dataset: Dataset, ports: PreparePorts, { signal }: PrepareOptions): Promise<Prepared> {
  const shape = dataset.format === 'jsonl' ? 'lines' : 'array';
  const columns = new Set<string>();
  const problems: Problem[] = [];
  let [broken, rows] = [0, 0];
  for (const path of dataset.files) {
    for await (const record of readRecords(decodeStream(ports.files.stream(path, signal), UTF8), shape)) {
      signal?.throwIfAborted();
      const value = parseRecord(record.text);
      if (typeof value === 'string') {
        if (++broken <= MOST_LISTED) problems.push({ kind: 'broken-record', row: rows, reason: value, range: record.range });
      } else for (const key of Object.keys(value)) columns.add(key);
      rows++;
    }
  }
  if (rows === 0) throw new UnreadableError(`${nameOf(dataset)} holds no records: ${shape === 'array' ? 'expected a list of objects' : 'expected one object a line'}.`);
  if (columns.size === 0) throw new UnreadableError(`${nameOf(dataset)} holds no objects: ${problems[0]?.kind === 'broken-record' ? problems[0].reason : 'expected records with named values'}.`);
  const names = [...columns];
  const copies = broken > 0 ? await writeWithoutBroken(dataset, shape, ports) : [];
  const source: Source = { kind: 'json', files: copies.length > 0 ? copies : dataset.files, shape: copies.length > 0 ? 'lines' : shape, columns: names, hive: dataset.hive };
  return {
    dataset,
    columns: names,
    header: names,
    source,
    problems: { list: problems, totals: broken > 0 ? { 'broken-record': broken } : {} },
    locator: dataset.files.length === 1 ? new JsonLocator({ path: dataset.files[0] ?? '', shape, columns: names }, ports.files) : undefined,
    digest: () => digestOf(dataset, ports.files, signal),
    dispose: async () => void (await Promise.all(copies.map((path) => ports.scratch.remove(path)))),
  };
}

/** The record's object, or why there is none. */
function parseRecord(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'not an object with named values';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A copy in which a broken record is an empty one, so that ordinals stay. */
async function writeWithoutBroken(dataset: Dataset, shape: 'lines' | 'array', ports: PreparePorts): Promise<readonly string[]> {
  const copies: string[] = [];
  for (const path of dataset.files) {
    const file = await ports.scratch.create('.jsonl');
    for await (const record of readRecords(decodeStream(ports.files.stream(path), UTF8), shape)) {
      const value = parseRecord(record.text);
      await file.write(`${typeof value === 'string' ? '{}' : JSON.stringify(value)}\n`);
    }
    await file.close();
    copies.push(file.path);
  }
  return copies;
}
