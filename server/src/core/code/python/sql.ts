// The files that SQL names: FROM 'x.csv', read_csv('x.csv'), COPY … TO 'x.parquet'.

export interface SqlFile {
  readonly path: string;
  /** Where the name begins in the SQL, after its quote. */
  readonly at: number;
  readonly writes: boolean;
}

const TOKEN = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w$]+|[^\s\w]/g;
const READS = /^(read_csv|read_csv_auto|sniff_csv|read_parquet|parquet_scan|parquet_schema|parquet_metadata|read_json|read_json_auto|read_ndjson|read_ndjson_auto|read_ndjson_objects)$/i;

export function filesInSql(sql: string): readonly SqlFile[] {
  const found: SqlFile[] = [];
  let before: readonly string[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const [token] = match;
    if (/^(--|\/\*)/.test(token)) continue;
    if (/^['"]/.test(token) && token.length > 2) {
      const writes = isTarget(before);
      if (writes || isSource(before)) found.push({ path: token.slice(1, -1), at: match.index + 1, writes });
    }
    before = [...before.slice(-5), token];
  }
  return found;
}

function isSource(before: readonly string[]): boolean {
  const [last = '', previous = ''] = before.toReversed();
  if (/^(from|join)$/i.test(last)) return true;
  // read_csv('a'), read_csv(['a', 'b'])
  const names = before.filter((token) => !/^['"[,]/.test(token));
  return (last === '(' && READS.test(previous)) || (/^[[,]$/.test(last) && names.at(-1) === '(' && READS.test(names.at(-2) ?? '') && before.includes('['));
}

function isTarget(before: readonly string[]): boolean {
  return /^to$/i.test(before.at(-1) ?? '') && before.some((token) => token === ')' || /^copy$/i.test(token));
}
