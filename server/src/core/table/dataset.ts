// What a dataset is: files, a format and, for delimited text, a dialect.

export type Format = 'delimited' | 'jsonl' | 'json' | 'parquet' | 'arrow';

/** How a delimited text is written (RFC 4180 and its common departures). */
export interface Dialect {
  /** Nearly always one character. */
  readonly delimiter: string;
  /** '"' nearly always; '' where a quote character has no meaning in this file. */
  readonly quote: string;
  /** A character before a quote (or itself) that is part of a value; none where quotes are doubled, as nearly always. */
  readonly escape?: string;
  /** Whether the first record names the columns. */
  readonly header: boolean;
  /** The header is a cell short: it has no name for the first column, the names of the rows, as R writes it. */
  readonly rowNames?: boolean;
  /** Physical lines before the header (or the first record) that are not part of the table: comments, a title. */
  readonly skip: number;
  /** Lines that start with this are not records. */
  readonly comment: string;
}

export const RFC4180: Dialect = { delimiter: ',', quote: '"', header: true, skip: 0, comment: '' };

/** How a dataset's text was read; each part detected, or set by the user. */
export interface Reading {
  /** A label that TextDecoder knows: 'utf-8', 'utf-16le', 'windows-1252', 'shift_jis' … */
  readonly encoding: string;
  /** Bytes of byte order mark at the start: 0, 2 or 3. */
  readonly bom: number;
  readonly dialect: Dialect;
}

/** What code that names a dataset says of how it is read: it settles what the text leaves open. */
export interface SaidReading {
  readonly delimiter?: string;
  /** As the code has it: 'latin-1', 'utf_8_sig'. */
  readonly encoding?: string;
  readonly header?: boolean;
}

export interface Dataset {
  /** As the user names it: a file, a folder or a glob; absolute, forward slashes. */
  readonly path: string;
  readonly format: Format;
  /** The files it is made of, sorted; one for a plain file. */
  readonly files: readonly string[];
  /** Folders named key=value carry columns. */
  readonly hive: boolean;
  readonly bytes: number;
}

/** What the names of their files end in. */
export const ENDINGS: { readonly [format in Format]: readonly string[] } = {
  delimited: ['csv', 'tsv', 'tab', 'psv', 'ssv'],
  jsonl: ['jsonl', 'ndjson'],
  json: ['json'],
  parquet: ['parquet', 'pq'],
  arrow: ['arrow', 'feather', 'ipc'],
};

/** What text may be packed with; the ending comes after that of the format. */
export const PACKINGS: readonly string[] = ['gz', 'zst'];

const FORMATS = (Object.keys(ENDINGS) as Format[]).map((format) => {
  const packed = isText(format) ? `(\\.(${PACKINGS.join('|')}))?` : '';
  return [new RegExp(`\\.(${ENDINGS[format].join('|')})${packed}$`, 'i'), format] as const;
});

const ANY_TABLE = Object.values({ ...ENDINGS, json: [] }).flat();

/** Something like the name of a table's file, in any text; what ends in `.json` may be anything. */
export const NAMES_A_TABLE = new RegExp(`\\.(${ANY_TABLE.join('|')})\\b`, 'i');

/** The format a file's name promises; undefined for a name that promises no table. `.txt` and `.dat` count only where code reads them as a table. */
export function formatOf(path: string): Format | undefined {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1];
}

/** Whether a position in the file is a place in text that an editor can show. */
export function isText(format: Format): boolean {
  return format === 'delimited' || format === 'jsonl' || format === 'json';
}

/** The format as reports name it: of delimited text the kind that the name tells, "csv" or "tsv". */
export function formatName({ path, files, format }: Dataset): string {
  if (format !== 'delimited') return format;
  const ending = /\.(csv|tsv|tab)(\.(gz|zst))?$/i.exec(files[0] ?? path)?.[1]?.toLowerCase();
  return ending === 'tab' ? 'tsv' : (ending ?? format);
}
