// The calls that read or write tables, by their full name (imports resolved; '?' stands for an unknown object).

export interface ReaderCall {
  readonly pattern: RegExp;
  /** Where the path stands: a positional argument, or the object the method belongs to. */
  readonly path: number | 'object';
  /** Keyword names of the path. */
  readonly keywords: readonly string[];
  readonly writes?: boolean;
  /** The path counts only where it has a data file's ending (open reads anything). */
  readonly needsEnding?: boolean;
  /** A method of this name may be anybody's. */
  readonly isDoubtful?: boolean;
  /** What separates cells where the call does not say. */
  readonly delimiter?: string;
}

const PANDAS = '(?:pandas|modin\\.pandas|dask\\.dataframe|cudf|geopandas|pyspark\\.pandas|fireducks\\.pandas|pandas\\.io\\.parsers(?:\\.readers)?)';
const PANDAS_PATHS = ['filepath_or_buffer', 'path_or_buf', 'path', 'urlpath'];

export const READER_CALLS: readonly ReaderCall[] = [
  { pattern: new RegExp(`^${PANDAS}\\.read_table$`), path: 0, keywords: PANDAS_PATHS, delimiter: '\t' },
  { pattern: new RegExp(`^${PANDAS}\\.read_(csv|parquet|json|feather)$`), path: 0, keywords: PANDAS_PATHS },
  { pattern: /^polars\.((read|scan)_(csv|parquet|ipc|ndjson)|read_json|read_csv_batched|read_ipc_stream)$/, path: 0, keywords: ['source', 'file'] },
  { pattern: /^pyarrow\.(csv\.(read_csv|open_csv)|feather\.read_(table|feather)|json\.(read_json|open_json))$/, path: 0, keywords: ['input_file', 'source'] },
  { pattern: /^pyarrow\.(parquet\.(read_(table|pandas|metadata|schema)|ParquetFile|ParquetDataset)|dataset\.(dataset|parquet_dataset))$/, path: 0, keywords: ['source', 'path_or_paths', 'where'] },
  { pattern: /^numpy\.(loadtxt|genfromtxt|recfromcsv)$/, path: 0, keywords: ['fname'] },
  { pattern: /^duckdb\.(read_csv|read_csv_auto|read_parquet|read_json|from_csv_auto|from_parquet)$/, path: 0, keywords: ['path_or_buffer', 'file_glob', 'file_globs'] },
  { pattern: /^vaex\.(open|from_csv)$/, path: 0, keywords: ['path', 'filename_or_buffer'], needsEnding: true },
  { pattern: /^tensorflow\.data\.experimental\.(make_csv_dataset|CsvDataset)$/, path: 0, keywords: ['file_pattern', 'filenames'] },
  { pattern: /^fastparquet\.ParquetFile$/, path: 0, keywords: ['fn'] },
  { pattern: /^datatable\.fread$/, path: 0, keywords: ['anysource', 'file'], needsEnding: true },
  { pattern: /\.read\.(csv|parquet)$/, path: 0, keywords: ['path'], needsEnding: true, isDoubtful: true },
  { pattern: /^datasets\.(Dataset|IterableDataset|DatasetDict)\.from_(csv|json|parquet)$/, path: 0, keywords: ['path_or_paths'] },
  { pattern: /^glob\.i?glob$/, path: 0, keywords: ['pathname'], needsEnding: true, isDoubtful: true },
  { pattern: /(^|\.)(read_csv|read_parquet|scan_csv|scan_parquet)$/, path: 0, keywords: ['path', 'source'], needsEnding: true, isDoubtful: true },
  { pattern: /\.(to_csv|to_parquet|to_feather|write_csv|write_parquet|write_ipc|write_ndjson|sink_csv|sink_parquet|sink_ipc|sink_ndjson)$/, path: 0, keywords: ['path_or_buf', 'path', 'file', 'target'], writes: true },
  { pattern: /\.(to_json|write_json)$/, path: 0, keywords: ['path_or_buf', 'file'], writes: true, needsEnding: true },
  { pattern: /^pyarrow\.(csv\.write_csv|parquet\.write_table|feather\.write_feather|dataset\.write_dataset)$/, path: 1, keywords: ['output_file', 'where', 'dest', 'base_dir'], writes: true },
  { pattern: /^numpy\.savetxt$/, path: 0, keywords: ['fname'], writes: true },
  { pattern: /^(urllib\.request\.urlretrieve|shutil\.(copy|copy2|copyfile|move)|os\.(rename|replace|link|symlink))$/, path: 1, keywords: ['filename', 'dst'], writes: true, needsEnding: true },
  { pattern: /\.(read_text|read_bytes)$/, path: 'object', keywords: [], needsEnding: true },
  { pattern: /\.(write_text|write_bytes|touch)$/, path: 'object', keywords: [], writes: true, needsEnding: true },
];

/** Calls that run a command. */
export const COMMAND_CALL = /^(os\.(system|popen)|subprocess\.\w+)$/;

/** Calls that only say or look at what they are given. */
export const SPEAKING_CALL = /(^|\.)(print|display|log|debug|info|warning|warn|error|exception|critical|getsize|getmtime|stat|len|str|repr|sorted|list|append|add|join|split|startswith|endswith|replace|format|Path|read_\w+|scan_\w+)$/;

/** Calls that open a file of any kind. */
export const OPEN_CALL = /^(open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|smart_open\.open|fsspec\.open|aiofiles\.open|pyarrow\.(memory_map|OSFile|input_stream))$/;

/** Calls that read or write a table through an open file. */
export const HANDLE_CALL = /^csv\.(reader|DictReader|writer|DictWriter)$/;

/** Calls whose text argument is SQL that may name files. */
export const SQL_CALL = /(^|\.)(sql|query|execute|executemany|from_query)$/;

/** Calls that ask whether a file is there: the code is ready for its absence. */
export const EXISTS_CALL = /^os\.path\.(exists|isfile|isdir|lexists)$|\.(exists|is_file|is_dir)$/;

/** Calls that give a setting its default: where it stands besides `default=`. */
export const DEFAULT_CALLS: readonly { readonly pattern: RegExp; readonly at?: number; readonly reader: string }[] = [
  { pattern: /\.add_argument$/, reader: 'argparse' },
  { pattern: /^click\.(option|argument)$/, reader: 'click' },
  { pattern: /^typer\.(Option|Argument)$/, at: 0, reader: 'typer' },
  { pattern: /^(dataclasses\.field|field|pydantic\.Field|Field|attr\.ib|attrs\.field)$/, at: 0, reader: 'field' },
  { pattern: /^os\.(getenv|environ\.get)$/, at: 1, reader: 'os.environ' },
];
