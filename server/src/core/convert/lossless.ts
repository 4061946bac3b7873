// The narrowest type that holds every text of a column without losing a digit, a zero or a value. DuckDB's SQL.

import type { Engine } from '../ports.ts';
import { guessColumn } from '../profile/guess.ts';
import type { ColumnType } from '../profile/profile.ts';
import { CANDIDATE_WORDS } from '../profile/sentinels.ts';

export interface Lossless {
  /** The engine's own type. */
  readonly type: string;
  /** The column as a value of it, in SQL. */
  readonly value: string;
  /** Cells with a word that stands for missing ("NA"), which a column of numbers or dates holds as null. */
  readonly words: number;
}

export interface TextColumn {
  readonly name: string;
  /** Its text, in SQL; null where there is none. */
  readonly text: string;
  /** Some of its values, from the head of the table. */
  readonly head: readonly string[];
}

/** Which types are worth testing all rows for. */
type Family = 'number' | 'day' | 'time' | 'boolean';

const FAMILIES: { readonly [type in ColumnType]: readonly Family[] } = {
  integer: ['number'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['day'],
  datetime: ['day'],
  time: ['time'],
  text: [],
  nested: [],
  empty: ['number', 'day', 'time', 'boolean'], // it may begin further down
};

/** Columns whose tests are run in one scan. */
const AT_ONCE = 200;

const INTEGER = '-?(0|[1-9][0-9]{0,37})';
const DECIMAL = String.raw`-?(0|[1-9][0-9]*)(\.[0-9]+)?`;
const NUMBER = String.raw`-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?`;
const MOMENT = String.raw`[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?`;
/** Words that a column of floating-point numbers holds as they are. */
const NOT_FINITE = `'nan', 'inf', 'infinity', '-inf', '-infinity'`;
/** Digits that a double keeps in any case. */
const SAFE_DIGITS = 15;
const MOST_DIGITS = 38;

/** Texts stay what they are: only what every value of a column allows becomes a number, a day, a time or true and false. */
export async function losslessTypes(columns: readonly TextColumn[], from: string, { engine, missingWords, signal, onProgress }: LosslessOptions): Promise<readonly Lossless[]> {
  const found: Lossless[] = columns.map(({ text }) => ({ type: 'VARCHAR', value: text, words: 0 }));
  const families = columns.map(({ head }) => {
    const { type, format } = guessColumn(head, missingWords);
    return format === undefined ? FAMILIES[type] : []; // other orders of day and month: only their text is certain
  });
  const open = columns.map((_, i) => i).filter((i) => (families[i]?.length ?? 0) > 0);
  const words = [...CANDIDATE_WORDS, ...missingWords].map((word) => engine.dialect.text(word)).join(', ');
  for (let start = 0; start < open.length; start += AT_ONCE) {
    const part = open.slice(start, start + AT_ONCE);
    const tests = part.flatMap((i, k) => testsOf(families[i] ?? [], `t${k}`, `w${k}`).map(([name, sql]) => ({ name: `${name}_${k}`, sql })));
    const texts = part.map((i, k) => `${columns[i]?.text ?? ''} as t${k}`).join(', ');
    const isWord = part.map((_, k) => `(trim(t${k}) = '' or trim(t${k}) in (${words})) as w${k}`).join(', ');
    const sql = `select ${tests.map(({ name, sql: test }) => `${test} as ${name}`).join(', ')} from (select *, ${isWord} from (select ${texts} from ${from}) s) t`;
    const onShare = (share: number) => onProgress?.((start + share * part.length) / open.length);
    const [row = []] = await engine.run({ sql, columns: tests.map(({ name }) => name) }, { signal, onProgress: onShare });
    const results = new Map(tests.map(({ name }, at) => [name, row[at] ?? null]));
    part.forEach((i, k) => {
      const text = columns[i]?.text ?? '';
      const result = (name: string) => results.get(`${name}_${k}`) ?? null;
      const type = typeOf(result);
      if (type === undefined) return;
      const isFloat = type === 'DOUBLE';
      const absent = `trim(${text}) = '' or (trim(${text}) in (${words})${isFloat ? ` and lower(trim(${text})) not in (${NOT_FINITE})` : ''})`;
      found[i] = { type, value: `case when ${absent} then null else cast(${text} as ${type}) end`, words: Number(result(isFloat ? 'words_float' : 'words')) };
    });
  }
  return found;
}

interface LosslessOptions {
  readonly engine: Engine;
  readonly missingWords: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** Aggregates over text `t`, which `w` says to be a word for missing. */
function testsOf(families: readonly Family[], t: string, w: string): readonly (readonly [name: string, sql: string])[] {
  const all = (condition: string) => `bool_and(${w} or coalesce(${condition}, false))`;
  const reads = (type: string) => `try_cast(${t} as ${type}) is not null`;
  const tests: (readonly [string, string])[] = [
    ['present', `count(*) filter (not ${w} and ${t} is not null)`],
    ['words', `count(*) filter (${w} and ${t} <> '')`],
  ];
  const add = (name: string, sql: string) => tests.push([name, sql]);
  if (families.includes('number')) {
    const double = `try_cast(${t} as double)`;
    const mantissa = `regexp_replace(${t}, '[eE].*', '')`;
    const digits = `length(ltrim(regexp_replace(${mantissa}, '[^0-9]', '', 'g'), '0'))`;
    const isSmall = `(abs(${double}) > 1e-300 or not regexp_matches(${mantissa}, '[1-9]'))`;
    const isShort = `(regexp_full_match(${t}, '${NUMBER}') and ${digits} <= ${SAFE_DIGITS} and isfinite(${double}) and ${isSmall})`;
    add('integer', all(`regexp_full_match(${t}, '${INTEGER}') and ${t} <> '-0'`));
    add('bigint', all(reads('bigint')));
    add('ubigint', all(reads('ubigint')));
    add('double', `bool_and((${w} and lower(trim(${t})) not in (${NOT_FINITE})) or lower(${t}) in (${NOT_FINITE}) or coalesce((cast(${double} as varchar) = ${t} and isfinite(${double})) or ${isShort}, false))`);
    add('words_float', `count(*) filter (${w} and ${t} <> '' and lower(trim(${t})) not in (${NOT_FINITE}))`);
    add('decimal', all(`regexp_full_match(${t}, '${DECIMAL}') and not regexp_full_match(${t}, '-0(\\.0*)?')`));
    add('whole', `max(length(split_part(ltrim(${t}, '-'), '.', 1))) filter (not ${w})`);
    add('scale', `max(length(split_part(${t}, '.', 2))) filter (not ${w})`);
  }
  if (families.includes('day')) {
    add('date', all(`length(${t}) = 10 and ${t} like '____-__-__' and ${reads('date')}`));
    add('moment', all(`regexp_full_match(${t}, '${MOMENT}') and ${reads('timestamp')}`));
    add('nanos', all(reads('timestamp_ns')));
    add('zoned', all(`regexp_full_match(${t}, '${MOMENT}(Z|\\+00(:?00)?)') and ${reads('timestamptz')}`));
    add('fraction', `max(length(regexp_extract(${t}, '\\.([0-9]+)', 1))) filter (not ${w})`);
  }
  if (families.includes('time')) add('clock', all(`regexp_full_match(${t}, '[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?') and ${reads('time')}`));
  if (families.includes('boolean')) add('bool', all(`lower(${t}) in ('true', 'false')`));
  return tests;
}

/** undefined where only text holds all. */
function typeOf(result: (name: string) => unknown): string | undefined {
  const holds = (name: string) => result(name) === true;
  if (Number(result('present')) === 0) return undefined;
  if (holds('bool')) return 'BOOLEAN';
  if (holds('integer')) {
    if (holds('bigint')) return 'BIGINT';
    if (holds('ubigint')) return 'UBIGINT';
    return 'DECIMAL(38,0)';
  }
  if (holds('double')) return 'DOUBLE';
  const [whole, scale] = [Number(result('whole')), Number(result('scale'))];
  if (holds('decimal') && whole + scale <= MOST_DIGITS) return `DECIMAL(${whole + scale},${scale})`;
  if (holds('date')) return 'DATE';
  const isFine = Number(result('fraction')) > 6;
  if (holds('moment')) return isFine ? (holds('nanos') ? 'TIMESTAMP_NS' : undefined) : 'TIMESTAMP';
  if (holds('zoned') && !isFine) return 'TIMESTAMP WITH TIME ZONE';
  return holds('clock') ? 'TIME' : undefined;
}

