// From a prepared dataset to the rows that are written: a SELECT whose columns have the types that the target keeps. DuckDB's SQL.

import type { Plan, Source } from '../engine/plan.ts';
import type { Engine } from '../ports.ts';
import { firstRows } from '../profile/profile-source.ts';
import type { Prepared } from '../table/prepared.ts';
import { columnName, plural } from '../words.ts';
import { isNumeric, nestedType, type Structure } from './json-types.ts';
import { losslessTypes } from './lossless.ts';
import type { Target } from './target.ts';

export interface Conversion {
  readonly plan: Plan;
  /** What a user should know of the file: what was read as null, what could not stay as it was. */
  readonly notes: readonly string[];
}

export interface ConversionOptions {
  readonly missingWords: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** A column as the source gives it: its value in SQL, of a type of the engine's. */
interface Typed {
  readonly type: string;
  readonly value: string;
  readonly words?: number;
}

/** Rows that types are guessed by before all are tested. */
const HEAD = 500;

/** Rejects with an EngineError. */
export async function planConversion(prepared: Prepared, target: Target, engine: Engine, options: ConversionOptions): Promise<Conversion> {
  const { columns, header } = prepared;
  const { id } = engine.dialect;
  const { source, typed } = await typedColumns(prepared, target, { engine, ...options });
  const written = typed.map((column) => writtenAs(column, target, columns.length));
  const sql = `select ${written.map((value, i) => `${value} as ${id(columns[i] ?? '')}`).join(', ')} from ${engine.dialect.from(source)}`;
  return { plan: { sql, columns }, notes: [...lostInReading(prepared), ...renamed(header, columns), ...wordNotes(typed, columns)] };
}

interface Reading extends ConversionOptions {
  readonly engine: Engine;
}

interface TypedSource {
  readonly source: Source;
  readonly typed: readonly Typed[];
}

function typedColumns(prepared: Prepared, target: Target, reading: Reading): Promise<TypedSource> | TypedSource {
  const { source, native } = prepared;
  const { id } = reading.engine.dialect;
  const isText = target === 'csv' || target === 'tsv';
  if (source.kind === 'parquet' || source.kind === 'table') return { source, typed: source.columns.map((name, i) => ({ type: source.types[i] ?? 'VARCHAR', value: id(name) })) };
  if (source.kind === 'delimited') {
    const told = { ...source, tellsNulls: true };
    return isText ? { source: told, typed: asText(source, id) } : fromText(told, reading);
  }
  if (native !== undefined) return { source, typed: source.columns.map((name, i) => fromNative(id(name), native[i] ?? 'VARCHAR')) };
  if (isText) return { source, typed: asText(source, id) };
  return fromJson(source, target, reading);
}

function asText(source: Source, id: (name: string) => string): readonly Typed[] {
  return source.columns.map((name) => ({ type: 'VARCHAR', value: id(name) }));
}

/** Values that Arrow had, out of the text that they were handed over in. */
function fromNative(name: string, type: string): Typed {
  if (type === 'VARCHAR') return { type, value: name };
  return { type, value: isNested(type) ? `cast(cast(${name} as json) as ${type})` : `cast(${name} as ${type})` };
}

async function fromText(source: Source & { kind: 'delimited' }, { engine, ...options }: Reading): Promise<TypedSource> {
  const head = await firstRows(source, engine, { rows: HEAD, signal: options.signal });
  const columns = source.columns.map((name, i) => ({ name, text: engine.dialect.id(name), head: head[i] ?? [] }));
  return { source, typed: await losslessTypes(columns, engine.dialect.from(source), { engine, ...options }) };
}

async function fromJson(text: Source & { kind: 'json' }, target: Target, reading: Reading): Promise<TypedSource> {
  const { engine, signal } = reading;
  const { id, from } = engine.dialect;
  const source = { ...text, types: text.columns.map(() => 'JSON') };
  if (target === 'jsonl') return { source, typed: text.columns.map((name) => ({ type: 'JSON', value: id(name) })) };
  const sql = `select ${text.columns.map((name, i) => `json_group_structure(${id(name)}) as c${i}`).join(', ')} from ${from(source)}`;
  const [row = []] = await engine.run({ sql, columns: text.columns.map((_, i) => `c${i}`) }, { signal });
  const structures = text.columns.map((_, i) => JSON.parse(String(row[i] ?? '"NULL"')) as Structure);
  const textOf = (i: number) => `(${id(text.columns[i] ?? '')} ->> '$')`;
  const numbers = structures.flatMap((structure, i) => (isNumeric(structure) ? [i] : []));
  const types = await losslessTypes(numbers.map((i) => ({ name: text.columns[i] ?? '', text: textOf(i), head: ['1'] })), from(source), { ...reading, missingWords: [] });
  const typed = structures.map((structure, i): Typed => {
    const number = types[numbers.indexOf(i)];
    if (number !== undefined) return number;
    if (structure === 'VARCHAR' || structure === 'NULL') return { type: 'VARCHAR', value: textOf(i) };
    const type = nestedType(structure);
    const name = id(text.columns[i] ?? '');
    // Of values of several kinds the JSON text is all that holds them.
    return type === undefined ? { type: 'VARCHAR', value: `cast(${name} as varchar)` } : { type, value: `cast(${name} as ${type})` };
  });
  return { source, typed };
}

// ── what the target keeps ────────────────────────────────────────────────────────────────────────────────────────

function isNested(type: string): boolean {
  return /\]$|^(STRUCT|MAP|UNION)\b/.test(type);
}

function writtenAs({ type, value }: Typed, target: Target, width: number): string {
  switch (target) {
    case 'csv':
    case 'tsv': {
      const text = isNested(type) ? `cast(to_json(${value}) as varchar)` : `cast(${value} as varchar)`;
      return width === 1 ? `coalesce(${text}, '')` : text; // a line with nothing on it is no row
    }
    case 'jsonl':
      return jsonValue(type, value);
    case 'parquet':
      // The format has no whole numbers this long, and the engine would write them as doubles.
      return type === 'HUGEINT' || type === 'UHUGEINT' ? `cast(${value} as varchar)` : type === 'JSON' ? `cast(${value} as varchar)` : value;
    case 'arrow':
      return type === 'JSON' ? `cast(${value} as varchar)` : value;
  }
}

/** JSON has no word for what is no number: it is written as text, as other tools do. */
function jsonValue(type: string, value: string): string {
  if (type !== 'DOUBLE' && type !== 'FLOAT') return value;
  const finite = type === 'FLOAT' ? `to_json(cast(cast(${value} as varchar) as double))` : `to_json(${value})`; // 0.1, not what single precision makes of it
  return `case when ${value} is null then null when isnan(${value}) then to_json('NaN') when isinf(${value}) then to_json(case when ${value} > 0 then 'Infinity' else '-Infinity' end) else ${finite} end`;
}

// ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────

function lostInReading({ problems: { totals, list } }: Prepared): readonly string[] {
  const long = totals['ragged-row'] ?? 0;
  const broken = totals['broken-record'] ?? 0;
  const isOver = list.some((problem) => problem.kind === 'ragged-row' && problem.cells > problem.expected) || long > list.filter(({ kind }) => kind === 'ragged-row').length;
  return [
    ...(long > 0 ? [`${plural(long, 'row')} ${long === 1 ? 'has' : 'have'} more or fewer cells than the header${isOver ? ': cells over the header\'s number are left out' : ''}. "assay check" shows them.`] : []),
    ...(broken > 0 ? [`${plural(broken, 'record')} could not be read as JSON and ${broken === 1 ? 'is' : 'are'} written without values. "assay check" shows them.`] : []),
  ];
}

const MOST_NAMED = 3;

function renamed(header: readonly string[], columns: readonly string[]): readonly string[] {
  const changed = columns.flatMap((name, i) => (header[i] === undefined || header[i] === name ? [] : [{ name, i }]));
  if (changed.length === 0) return [];
  const named = changed.slice(0, MOST_NAMED).map(({ name, i }) => `column ${i + 1} is ${columnName(name)}`);
  return [`A name that is empty or repeats got another: ${named.join(', ')}${changed.length > MOST_NAMED ? `, and ${changed.length - MOST_NAMED} more` : ''}.`];
}

function wordNotes(typed: readonly Typed[], columns: readonly string[]): readonly string[] {
  const replaced = typed.flatMap(({ words = 0, type }, i) => (words > 0 ? [{ words, type, name: columns[i] ?? '' }] : []));
  const named = replaced.slice(0, MOST_NAMED).map(({ words, name }) => `${plural(words, 'cell')} of ${columnName(name)}`);
  if (named.length === 0) return [];
  return [`Words that stand for missing are null where all other values are numbers, dates or the like: ${named.join(', ')}${replaced.length > MOST_NAMED ? `, and in ${plural(replaced.length - MOST_NAMED, 'more column')}` : ''}.`];
}
