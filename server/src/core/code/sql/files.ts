// The files that SQL names: FROM 'x.csv', read_csv('x.csv'), COPY … TO 'x.parquet', LOAD DATA INFILE 'x.csv'. DuckDB first.

import { formatOf } from '../../table/dataset.ts';
import type { Reference } from '../reference.ts';
import { isAbsolute } from '../resolve.ts';
import { tokensOf, type Token } from './tokens.ts';

export interface SqlFile {
  readonly path: string;
  /** Where the name stands in the SQL, without its quotes. */
  readonly at: number;
  readonly length: number;
  readonly writes: boolean;
  /** false where the file may lie on a server. */
  readonly isSure: boolean;
  readonly reading?: Reference['reading'];
}

const READS = /^(read_csv|read_csv_auto|sniff_csv|read_parquet|parquet_scan|parquet_schema|parquet_metadata|parquet_file_metadata|read_json|read_json_auto|read_json_objects|read_ndjson|read_ndjson_auto|read_ndjson_objects|read_files|arrow_scan|read_arrow)$/;
/** Words after which no table stands until the next FROM or JOIN. */
const ENDS_FROM = /^(where|group|order|limit|having|union|except|intersect|select|on|using|set|values|window|qualify|returning|into|offset|fetch|with|as)$/;
/** Words that begin a statement and take a table. */
const TAKES_TABLE = /^(describe|summarize|pivot|unpivot|show|table)$/;
/** Formats whose name Spark writes before a path: parquet.`data/x`. */
const SPARK = /^(csv|parquet|json|orc|text|delta)$/;
const DEEPEST = 3;

/** An open bracket, or the statement itself. */
interface Frame {
  /** In the list of tables after FROM. */
  isList: boolean;
  /** The next token may be a table. */
  isNext: boolean;
}

export function filesInSql(sql: string, depth = 0): readonly SqlFile[] {
  const tokens = tokensOf(sql);
  const scan = new Scan(tokens, sql);
  const inside = depth >= DEEPEST ? [] : tokens.filter((token) => isCode(token, sql)).flatMap(({ value, from }) => filesInSql(value, depth + 1).map((file) => ({ ...file, at: file.at + from })));
  return [...scan.files(), ...inside].filter(({ path }) => isFile(path)).toSorted((a, b) => a.at - b.at);
}

/** The body of a function: $$ … $$ with a statement in it. */
function isCode({ kind, value, from }: Token, sql: string): boolean {
  return kind === 'string' && sql[from - 1] === '$' && /\b(from|join|copy|read_\w+)\b/i.test(value);
}

/** No template, no place of a warehouse, no placeholder. */
function isFile(path: string): boolean {
  return path !== '' && !/\{\{|\{%|\$\{|^\$|%\(|^@|^\?$|[\n\r<>|"]/.test(path);
}

class Scan {
  readonly #tokens: readonly Token[];
  readonly #sql: string;
  readonly #found: SqlFile[] = [];
  #frames: Frame[] = [{ isList: false, isNext: false }];
  /** Where the statement begins. */
  #start = 0;

  constructor(tokens: readonly Token[], sql: string) {
    this.#tokens = tokens;
    this.#sql = sql;
  }

  files(): readonly SqlFile[] {
    this.#tokens.forEach((token, i) => {
      if (token.kind === 'word') this.#word(token.value, i);
      else if (token.kind === 'sign') this.#sign(token.value, i);
      else this.#quoted(token, i);
    });
    return this.#found;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? { isList: false, isNext: false };
  }

  #word(word: string, i: number): void {
    const [frame, next] = [this.#frame, this.#tokens[i + 1]];
    frame.isNext = false;
    if (word === 'from' || word === 'join') {
      const isComparison = word === 'from' && this.#tokens[i - 1]?.value === 'distinct' && this.#tokens[i - 2]?.value !== 'select';
      if (!isComparison) [frame.isList, frame.isNext] = [word === 'from' || frame.isList, true];
    } else if (ENDS_FROM.test(word)) frame.isList = false;
    if (i === this.#start && TAKES_TABLE.test(word)) frame.isNext = true;
    else if (word === 'table' && i === this.#start + 1 && this.#begins(/^(describe|summarize)$/)) frame.isNext = true;
    if (next?.kind === 'string') this.#named(word, next, i);
    else if (READS.test(word) && next?.value === '(') this.#call(i + 1);
  }

  /** A word that says what the string after it is. */
  #named(word: string, next: Token, i: number): void {
    if (word === 'to' && this.#begins('copy') && this.#frames.length === 1) this.#add(next, { writes: true, isSure: true });
    else if (word === 'infile') this.#add(next, { isSure: this.#tokens[i - 1]?.value === 'local' && !isAbsolute(next.value), reading: this.#options(i) });
    else if (word === 'outfile') this.#add(next, { writes: true, isSure: false });
    else if (word === 'database' && this.#begins('export')) this.#add(next, { writes: true, isSure: false });
    else if (word === 'bulk') this.#add(next, { isSure: false });
  }

  #sign(sign: string, i: number): void {
    if (sign === ';') {
      this.#frames = [{ isList: false, isNext: false }];
      this.#start = i + 1;
    } else if (sign === '(') this.#frames.push({ isList: false, isNext: false });
    else if (sign === ')' && this.#frames.length > 1) this.#frames.pop();
    else this.#frame.isNext = sign === ',' && this.#frame.isList;
  }

  #quoted(token: Token, i: number): void {
    const { isNext } = this.#frame;
    this.#frame.isNext = false;
    const [dot, before] = [this.#tokens[i - 1], this.#tokens[i - 2]];
    if (dot?.value === '.' && before?.kind === 'word' && SPARK.test(before.value) && token.kind === 'name') return this.#add(token, { isSure: true });
    if (!isNext || this.#tokens[i + 1]?.value === '.') return;
    const isCopy = this.#begins('copy');
    const isServer = this.#begins('bulk') || (isCopy && isAbsolute(token.value));
    if (isCopy || this.#begins('bulk')) this.#add(token, { isSure: !isServer, reading: this.#options(i) });
    else if (formatOf(token.value) !== undefined) this.#add(token, { isSure: true });
  }

  /** read_csv('a.csv', delim = ';'), read_csv(['a.csv', 'b.csv']). */
  #call(open: number): void {
    const end = this.#closing(open);
    const isList = this.#tokens[open + 1]?.value === '[';
    const first = open + (isList ? 2 : 1);
    const reading = this.#arguments(open, end);
    for (let i = first; i < end; i += 2) {
      const [token, after] = [this.#tokens[i], this.#tokens[i + 1]?.value];
      const isPath = token?.kind === 'string' || (token?.kind === 'name' && formatOf(token.value) !== undefined);
      if (token === undefined || !isPath || !/^[,\])]$/.test(after ?? '')) return;
      this.#add(token, { isSure: true, reading });
      if (!isList || after === ']') return;
    }
  }

  #closing(open: number): number {
    let depth = 0;
    const most = Math.min(this.#tokens.length, open + 2000);
    for (let i = open; i < most; i++) {
      const { kind, value } = this.#tokens[i] ?? { kind: 'sign', value: '' };
      if (kind !== 'sign') continue;
      depth += /^[([{]$/.test(value) ? 1 : /^[)\]}]$/.test(value) ? -1 : 0;
      if (depth === 0) return i;
    }
    return most;
  }

  /** delim = ';', header := false. */
  #arguments(open: number, end: number): Reference['reading'] {
    return toReading((names) => {
      for (let i = open + 1; i < end; i++) {
        if (this.#tokens[i]?.kind !== 'word' || !names.test(this.#tokens[i]?.value ?? '')) continue;
        let at = i + 1;
        while (/^[:=>]$/.test(this.#tokens[at]?.value ?? '')) at++;
        if (at > i + 1) return this.#tokens[at]?.value;
      }
      return undefined;
    });
  }

  /** (DELIMITER ';', HEADER false) and FIELDS TERMINATED BY ';' after the file of COPY and LOAD DATA. */
  #options(file: number): Reference['reading'] {
    const rest = this.#tokens.slice(file + 1, file + 60);
    const end = rest.findIndex(({ kind, value }) => kind === 'sign' && value === ';');
    const words = end < 0 ? rest : rest.slice(0, end);
    return toReading((names) => {
      const at = words.findIndex(({ kind, value }) => kind === 'word' && names.test(value));
      const next = words.slice(at + 1).find(({ value }) => !/^(as|by|=)$/.test(value));
      return at < 0 ? undefined : next?.value;
    });
  }

  #begins(word: string | RegExp): boolean {
    const first = this.#tokens[this.#start]?.value ?? '';
    return typeof word === 'string' ? first === word : word.test(first);
  }

  #add({ value, from, to }: Token, { writes = false, isSure, reading }: { writes?: boolean; isSure: boolean; reading?: Reference['reading'] }): void {
    // Where '' stands for ' the text is longer than the path: only the place is told.
    this.#found.push({ path: value, at: from, length: Math.min(to, this.#sql.length) - from, writes, isSure, ...(reading === undefined ? {} : { reading }) });
  }
}

function toReading(said: (names: RegExp) => string | undefined): Reference['reading'] {
  const delimiter = said(/^(delim|sep|delimiter|terminated)$/)?.replace(/^\\t$/, '\t');
  const encoding = said(/^encoding$/);
  const header = said(/^header$/);
  const skips = said(/^skip$/) !== undefined; // the header, perhaps
  const reading = {
    ...(delimiter?.length === 1 && /[^\w(),]|,/.test(delimiter) ? { delimiter } : {}),
    ...(encoding !== undefined && /^[\w-]{3,}$/.test(encoding) ? { encoding } : {}),
    ...(!skips && header !== undefined && /^(false|0|off|no)$/i.test(header) ? { header: false } : {}),
  };
  return Object.keys(reading).length === 0 ? undefined : reading;
}
