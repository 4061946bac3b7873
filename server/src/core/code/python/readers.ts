// The calls that read or write tables, by their full name (import aliases resolved).

export interface ReaderCall {
  readonly pattern: RegExp;
  /** Keyword names of the path, besides the first positional argument. */
  readonly keywords: readonly string[];
  readonly writes?: boolean;
  /** Counts only where the path has a data file's ending (open reads anything). */
  readonly needsEnding?: boolean;
}

const PANDAS = '(?:pandas|modin\\.pandas|dask\\.dataframe|cudf|geopandas|pandas\\.io\\.parsers)';

export const READER_CALLS: readonly ReaderCall[] = [
  { pattern: new RegExp(`^${PANDAS}\\.read_(csv|table|parquet|json|feather)$`), keywords: ['filepath_or_buffer', 'path', 'path_or_buf', 'urlpath'] },
  { pattern: /^polars\.(read|scan)_(csv|parquet|ipc|ndjson|json)$/, keywords: ['source', 'file'] },
  { pattern: /^pyarrow\.(csv\.(read_csv|open_csv)|parquet\.(read_table|ParquetFile|read_pandas|ParquetDataset)|feather\.read_(table|feather)|json\.read_json|dataset\.dataset)$/, keywords: ['source', 'input_file', 'path_or_paths'] },
  { pattern: /^numpy\.(loadtxt|genfromtxt|recfromcsv)$/, keywords: ['fname'] },
  { pattern: /^duckdb\.(read_csv|read_csv_auto|read_parquet|read_json|from_csv_auto|from_parquet)$/, keywords: ['path_or_buffer', 'file_glob'] },
  { pattern: /^vaex\.(open|from_csv)$/, keywords: ['path', 'filename_or_buffer'], needsEnding: true },
  { pattern: /^(open|io\.open|codecs\.open|gzip\.open)$/, keywords: ['file', 'filename'], needsEnding: true },
  { pattern: /\.(read_csv|read_parquet|scan_csv|scan_parquet)$/, keywords: ['path', 'source'], needsEnding: true },
  { pattern: /\.(to_csv|to_parquet|to_feather|write_csv|write_parquet|write_ipc|write_ndjson|sink_csv|sink_parquet)$/, keywords: ['path_or_buf', 'path', 'file'], writes: true },
  { pattern: /\.to_json$/, keywords: ['path_or_buf'], writes: true, needsEnding: true },
];

/** Calls whose text argument is SQL that may name files. */
export const SQL_CALL = /^(duckdb\.(sql|query|execute)|.*\.(sql|query|execute))$/;
