// How a delimited text is written: its delimiter, whether it has a header, what comes before the table. Judged on
// windows from the head, the middle and the tail of the file.

import { parses } from '../profile/parse.ts';
import type { Dialect, SaidReading } from './dataset.ts';
import { detectEscape, detectQuote, isSingleQuoted } from './detect-quotes.ts';
import { cellValue, Scanner } from './scanner.ts';
import { offsetOfLine } from './lines.ts';

/** Delimiters with how readily each is believed. Spaces and colons also stand inside values; what is longer is hardly there by chance. */
const CANDIDATES: readonly (readonly [string, number])[] = [
  [',', 1],
  ['\t', 1],
  [';', 1],
  ['|', 0.95],
  ['\u0001', 0.9],
  ['\u001f', 0.9],
  ['^', 0.7],
  ['~', 0.7],
  [':', 0.4],
  [' ', 0.4],
  ['||', 1.3],
  ['::', 1.3],
  ['~|~', 1.3],
  ['|~|', 1.3],
];

const BY_ENDING: readonly (readonly [RegExp, string])[] = [
  [/\.(tsv|tab)(\.|$)/i, '\t'],
  [/\.csv(\.|$)/i, ','],
  [/\.psv(\.|$)/i, '|'],
  [/\.ssv(\.|$)/i, ';'],
];

const MOST_RECORDS = 400;
/** Of each window; every candidate reads it once. */
const LONGEST_LOOK = 48 * 1024;

export interface Evidence {
  readonly path: string;
  /** The first begins where the file does; each other one begins somewhere in the file. */
  readonly windows: readonly string[];
  /** Whether the windows hold the whole file. */
  readonly isWhole: boolean;
}

/** The dialect; fields that the user has set are taken as they are, what code says of them where the text does not contradict it. */
export function detectDialect(evidence: Evidence, set: Partial<Dialect> = {}, inCode: SaidReading = {}): Dialect {
  const head = evidence.windows[0] ?? '';
  const comment = set.comment ?? detectComment(head);
  const said = SEPARATOR_LINE.exec(head)?.[1];
  const preamble = set.skip ?? (said === undefined ? leadingBlankLines(head) : 1);
  const first = { quote: set.quote ?? detectQuote(evidence.windows), comment, skip: preamble };
  const delimiter = set.delimiter ?? said ?? (splits(inCode.delimiter, evidence, first) ? inCode.delimiter : detectDelimiter(evidence, first));
  const quote = set.quote ?? (isSingleQuoted(evidence, { ...first, delimiter, header: false }) ? "'" : first.quote);
  const escape = set.escape ?? detectEscape(evidence, { ...first, quote, delimiter, header: false });
  const base = { ...first, quote, escape, delimiter };
  const named = set.comment === undefined && set.skip === undefined ? headerInComments(evidence, base) : undefined;
  if (named !== undefined) return { ...base, comment: '', skip: named, rowNames: false, header: set.header ?? true };
  const skip = set.skip ?? preamble + titleLines(evidence, base);
  const dialect = { ...base, skip };
  const records = headRecords(evidence, { ...dialect, header: false });
  const rowNames = set.header !== false && inCode.header !== false && lacksRowNames(records, () => allRecords(evidence, { ...dialect, header: false }).slice(1));
  return { ...dialect, rowNames, header: set.header ?? (rowNames || hasHeader(records, inCode.header)) };
}

/** How Excel is told of the delimiter, in a line before the table. */
const SEPARATOR_LINE = /^"?sep=(.)"?\r?\n/i;

/** A run of lines that begin with # before the table, blank lines among them; a single one with delimiters in it is its header. */
function detectComment(head: string): string {
  if (!/^\s*#/.test(head) || !/^(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)+[^#\s]/.test(head)) return '';
  const end = head.indexOf('\n');
  const isHeader = head.startsWith('#') && !/[#\r\n]/.test(head[end + 1] ?? '#') && /[,;\t|]/.test(head.slice(0, end));
  return isHeader ? '' : '#';
}

function leadingBlankLines(head: string): number {
  return (/^(?:[ \t]*\r?\n)*/.exec(head)?.[0] ?? '').split('\n').length - 1;
}

/** Where the last of the comments names the columns (#CHROM, POS, …): the lines before it. */
function headerInComments(evidence: Evidence, dialect: Base & { delimiter: string }): number | undefined {
  if (dialect.comment === '') return undefined;
  const head = evidence.windows[0] ?? '';
  const lines = /^(?:[ \t]*#[^\n]*\n)+/.exec(head)?.[0].split('\n').slice(0, -1) ?? [];
  const width = headRecords(evidence, { ...dialect, header: false })[0]?.length ?? 0;
  const names = readRecords(lines.at(-1) ?? '', { ...dialect, comment: '', header: true }, true)[0] ?? [];
  return width > 1 && names.length === width && !/^#[#\s]/.test(names[0] ?? '') ? lines.length - 1 : undefined;
}

type Base = Omit<Dialect, 'header' | 'delimiter'>;

/** Whether nearly all records fall into the same cells, two or more. */
function splits(delimiter: string | undefined, evidence: Evidence, base: Base): delimiter is string {
  if (delimiter === undefined) return false;
  const widths = allRecords(evidence, { ...base, delimiter, header: false }).map((cells) => cells.length);
  const usual = mode(widths);
  return usual >= 2 && widths.filter((width) => width === usual).length >= widths.length * 0.9;
}

function detectDelimiter(evidence: Evidence, base: Base): string {
  const expected = BY_ENDING.find(([ending]) => ending.test(evidence.path))?.[1];
  let best = { delimiter: expected ?? ',', score: 0 };
  for (const [delimiter, prior] of CANDIDATES) {
    const records = allRecords(evidence, { ...base, delimiter, header: false });
    if ((prior < 0.5 || delimiter.length > 1) && !isPlainlySplit(isQuotedByR(evidence) ? records.slice(1) : records)) continue;
    if (delimiter.length > 1 && !standsWhole(delimiter, evidence)) continue;
    if (delimiter.length > 1 && delimiter.includes(best.delimiter)) best = { delimiter, score: best.score }; // it splits the same records, and leaves no empty cells between
    const score = scoreRecords(records) * prior * (delimiter === expected ? 1.3 : 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Whether none of a longer delimiter's characters stands alone, which would be the delimiter then. */
function standsWhole(delimiter: string, { windows }: Evidence): boolean {
  const [head = ''] = windows;
  const left = head.slice(0, LONGEST_LOOK).replaceAll(delimiter, '');
  return ![...delimiter].some((c) => left.includes(c));
}

/** Names of columns in quotes, and in the next line that of a row; there is one more of them. */
function isQuotedByR({ windows: [head = ''] }: Evidence): boolean {
  return /^"[^"\n]*" "[^\n]*"\r?\n"[^"\n]*" /.test(head);
}

/** For delimiters that also stand inside values: several records, the first among them, all of one width, and no times of day. */
function isPlainlySplit(records: readonly (readonly string[])[]): boolean {
  const width = records[0]?.length ?? 0;
  const isTime = records.every((cells) => /^\d{1,2}$/.test(cells[0] ?? '') && /^\d{2}/.test(cells[1] ?? ''));
  return records.length >= 3 && width >= 2 && !isTime && records.every((cells) => cells.length === width);
}

/**
 * How table-like records are: the same number of cells throughout, and cells that read as values (a simpler form of the
 * pattern and type scores of van den Burg, Nazábal and Sutton, 2019). 0 for one column.
 */
function scoreRecords(records: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>();
  for (const cells of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [width, agreeing] = [...widths.entries()].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  if (width < 2) return 0;
  const consistency = agreeing / records.length;
  const cells = records.filter((record) => record.length === width).slice(0, 100).flat();
  const plain = cells.filter(isPlainValue).length / Math.max(1, cells.length);
  const firstFits = records[0]?.length === width ? 1 : 0.7;
  return consistency ** 2 * plain * firstFits * Math.sqrt(Math.log2(1 + Math.min(width, 64)));
}

/** A number, date, word or phrase; not text with another table's delimiters left in it. */
function isPlainValue(cell: string): boolean {
  return !/[;|\t\u0001\u001f^~]/.test(cell) && !/\w[,;]\w+[,;]\w/.test(cell);
}

/** More lines than this are no title. */
const LONGEST_TITLE = 20;

/** Lines before the header that are no records of the table: a title, notes, rows of a sheet with only their first cell filled. */
function titleLines(evidence: Evidence, dialect: Base & { delimiter: string }): number {
  const records = headRecords(evidence, { ...dialect, header: false });
  const widths = records.slice(0, 60).map((cells) => cells.length);
  const usual = mode(widths.slice(Math.min(LONGEST_TITLE, widths.length >> 1)));
  if (usual < 3) return 0;
  const isTitle = (cells: readonly string[]) => cells.length === 1 || (usual > 3 && cells.length * 2 <= usual) || (cells.length === usual && cells.slice(1).every((cell) => cell.trim() === ''));
  const first = records.findIndex((cells) => !isTitle(cells));
  const isNamed = first > 0 && records[first]?.length === usual && ((records[0]?.length ?? 0) < usual || records[first]?.every((cell) => cell.trim() !== '') === true);
  if (!isNamed || first > LONGEST_TITLE) return 0;
  const head = (evidence.windows[0] ?? '').slice(offsetOfLine(evidence.windows[0] ?? '', dialect.skip));
  let offset = 0;
  let seen = 0;
  new Scanner(dialect).scan(head, 0, { record: (cells) => void (seen++ === first && (offset = cells.starts[0] ?? 0)) });
  return head.slice(0, offset).split('\n').length - 1;
}

function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return [...counts.entries()].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/**
 * Whether the first record names the columns. Evidence for: cells that are no numbers above columns of numbers, a corner left
 * empty above row labels, and names that count (years, or 0, 1, 2 …). Against:
 * cells that parse as their column does, or that occur again below. In doubt there is a header, unless code says there is none.
 */
export function hasHeader(records: readonly (readonly string[])[], inCode?: boolean): boolean {
  const [first, ...rest] = records;
  if (first === undefined) return true;
  if (rest.length === 0) return !first.every((cell) => parses(cell, { type: 'number' }));
  let [pro, contra] = [0, 0];
  const counted = countedNames(first, rest);
  first.forEach((cell, column) => {
    const below = rest.map((cells) => cells[column] ?? '').filter((value) => value.trim() !== '');
    if (below.length === 0) return;
    if (cell === '' && column === 0 && below.length === rest.length) pro++; // row labels
    const isTyped = (value: string) => parses(value, { type: 'number' }) || parses(value, { type: 'datetime' });
    const typed = below.filter(isTyped).length;
    if (typed > below.length * 0.8) {
      if (counted.has(column)) pro++;
      else if (isTyped(cell)) contra++;
      else if (cell.trim() !== '' && cell.trim() !== '?') pro++;
    } else if (cell !== '' && below.length >= 5 && below.filter((value) => value === cell).length >= Math.max(2, below.length * 0.02)) contra++;
  });
  const isNamed = new Set(first).size === first.length;
  if (contra === 0) return pro > 0 || inCode !== false;
  return pro > contra && isNamed;
}

/** Columns whose first cells count by one from left to right, as years do, where the records below do not. */
function countedNames(first: readonly string[], rest: readonly (readonly string[])[]): ReadonlySet<number> {
  const names = new Set<number>();
  for (let start = 0, end = 0; start < first.length; start = end) {
    end = start + 1;
    while (end < first.length && follows(first, end)) end++;
    const columns = Array.from({ length: end - start }, (_, i) => start + i);
    if (areYears(columns, first, rest) || areCounted(columns, first, rest)) for (const column of columns) names.add(column);
  }
  return names;
}

/** Two years or more, above what are no years. */
function areYears(columns: readonly number[], first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const isYear = (text = '') => /^(1[5-9]|2[01])\d\d$/.test(text);
  const below = rest.flatMap((cells) => columns.map((column) => cells[column]));
  return columns.length >= 2 && isYear(first[columns[0] ?? 0]) && below.filter(isYear).length < below.length * 0.1;
}

/** So many numbers in a row that it is no accident, and the records below seldom go on so. */
function areCounted(columns: readonly number[], first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const isWholeRow = first[0] === '0' && columns.length === first.length;
  const alike = rest.filter((cells) => columns.slice(1).every((column) => follows(cells, column))).length;
  return columns.length >= (isWholeRow ? 3 : 5) && alike <= rest.length * 0.1;
}

/** Whether a cell is the whole number after that of the cell before it. */
function follows(cells: readonly string[], column: number): boolean {
  const [before = '', here = ''] = [cells[column - 1], cells[column]];
  return /^\d+$/.test(before) && /^\d+$/.test(here) && Number(here) === Number(before) + 1;
}

/** Whether the first record names all columns but the first, in which every value is another: how R writes the names of rows. */
function lacksRowNames([names = [], ...head]: readonly (readonly string[])[], all: () => readonly (readonly string[])[]): boolean {
  const width = names.length + 1;
  if (width < 3 || head.length < 2 || head.some((cells) => cells.length !== width)) return false;
  const rows = all();
  const areNames = new Set(names).size === names.length && names.every((name) => name.trim() !== '' && !parses(name, { type: 'number' }));
  const labels = head.map(([label = '']) => label);
  const areLabels = new Set(labels).size === labels.length && labels.every((label) => label.trim() !== '');
  const endInDelimiter = rows.every((cells) => cells.at(-1) === '');
  return rows.every((cells) => cells.length === width) && areNames && areLabels && !endInDelimiter;
}

function headRecords(evidence: Evidence, dialect: Dialect): readonly (readonly string[])[] {
  const text = evidence.windows[0] ?? '';
  return readRecords(text.slice(offsetOfLine(text, dialect.skip)), dialect, evidence.isWhole);
}

function allRecords(evidence: Evidence, dialect: Dialect): readonly (readonly string[])[] {
  const elsewhere = evidence.windows.slice(1).flatMap((text) => readRecords(text.slice(offsetOfLine(text, 1)), dialect, false));
  return [...headRecords(evidence, dialect), ...elsewhere];
}

function readRecords(text: string, dialect: Dialect, isWhole: boolean): readonly (readonly string[])[] {
  const records: string[][] = [];
  const piece = text.slice(0, LONGEST_LOOK);
  new Scanner(dialect).scan(
    piece,
    0,
    {
      record: (cells) => {
        if (records.length < MOST_RECORDS) records.push(Array.from({ length: cells.count }, (_, i) => cellValue(piece.slice(cells.starts[i], cells.ends[i]), dialect.quote, dialect.escape)));
      },
    },
    isWhole && piece.length === text.length,
  );
  return records;
}
