// The calls that read or write tables in R. `packages` are those that a call may name before `::`.

export interface ReaderCall {
  readonly packages: readonly string[];
  readonly names: RegExp;
  /** Where the path stands among the arguments without a name, and the names of those before it. */
  readonly path: number;
  readonly before?: readonly string[];
  /** Names of the path's argument. */
  readonly keywords: readonly string[];
  readonly writes?: boolean;
  /** The path counts only where it has a data file's ending (readLines reads anything). */
  readonly needsEnding?: boolean;
  /** A function of this name may be anybody's, or the file need not be here. */
  readonly isDoubtful?: boolean;
  /** What separates cells where the call does not say. */
  readonly delimiter?: string;
}

const FILE = ['file', 'path', 'source', 'input', 'sources', 'con', 'filename'];
const TARGET = ['file', 'path', 'sink', 'con', 'out_file'];

export const READER_CALLS: readonly ReaderCall[] = [
  { packages: ['utils'], names: /^read\.csv$/, path: 0, keywords: FILE },
  { packages: ['utils'], names: /^read\.csv2$/, path: 0, keywords: FILE, delimiter: ';' },
  { packages: ['utils'], names: /^read\.delim2?$/, path: 0, keywords: FILE, delimiter: '\t' },
  { packages: ['utils'], names: /^read\.table$/, path: 0, keywords: FILE },
  { packages: ['readr', 'vroom'], names: /^(read_csv|read_csv_chunked|read_delim|read_delim_chunked)$/, path: 0, keywords: FILE },
  { packages: ['readr'], names: /^read_csv2(_chunked)?$/, path: 0, keywords: FILE, delimiter: ';' },
  { packages: ['readr'], names: /^read_tsv(_chunked)?$/, path: 0, keywords: FILE, delimiter: '\t' },
  { packages: ['readr'], names: /^(read_table|read_table2)$/, path: 0, keywords: FILE, needsEnding: true },
  { packages: ['data.table'], names: /^fread$/, path: 0, keywords: ['file', 'input'] },
  { packages: ['vroom'], names: /^vroom$/, path: 0, keywords: FILE },
  { packages: ['arrow', 'nanoparquet'], names: /^(read_parquet|read_parquet_(info|schema|metadata|pages)|parquet_(info|schema|metadata))$/, path: 0, keywords: FILE },
  { packages: ['arrow'], names: /^(read_feather|read_ipc_file|read_ipc_stream|read_arrow|read_csv_arrow|read_csv2_arrow|read_delim_arrow|read_json_arrow|open_dataset|open_csv_dataset|open_delim_dataset)$/, path: 0, keywords: FILE },
  { packages: ['arrow'], names: /^(read_tsv_arrow|open_tsv_dataset)$/, path: 0, keywords: FILE, delimiter: '\t' },
  { packages: ['feather'], names: /^feather$/, path: 0, keywords: FILE, needsEnding: true },
  { packages: ['polars'], names: /^pl_(read|scan)_(csv|parquet|ipc|ndjson)$/, path: 0, keywords: FILE },
  { packages: ['duckdb'], names: /^duckdb_read_csv$/, path: 2, before: ['conn', 'name'], keywords: ['files'] },
  { packages: ['duckdb'], names: /^tbl_file$/, path: 1, before: ['src'], keywords: ['path'] },
  { packages: ['duckplyr'], names: /^(read|df_from)_(csv|parquet|json)(_duckdb)?$|^(duckplyr_)?df_from_(csv|parquet)$/, path: 0, keywords: FILE },
  { packages: ['sqldf'], names: /^read\.csv\.sql$/, path: 0, keywords: FILE },
  { packages: ['rio', 'import'], names: /^import$/, path: 0, keywords: FILE, needsEnding: true },
  { packages: ['jsonlite'], names: /^(stream_in|fromJSON|read_json)$/, path: 0, keywords: ['con', 'txt', 'path'], needsEnding: true },
  { packages: ['sf'], names: /^(st_read|read_sf)$/, path: 0, keywords: ['dsn'], needsEnding: true },
  { packages: ['base', 'readr', 'utils', 'LaF'], names: /^(readLines|scan|read_lines|read_file|count\.fields|count_fields|spec_csv|detect_dm_csv)$/, path: 0, keywords: FILE, needsEnding: true },
  { packages: ['base'], names: /^Sys\.glob$/, path: 0, keywords: ['paths'], needsEnding: true, isDoubtful: true },
  { packages: ['utils'], names: /^write\.(csv2?|table)$/, path: 1, before: ['x'], keywords: TARGET, writes: true },
  { packages: ['readr', 'vroom'], names: /^(write_(csv2?|tsv|delim|excel_csv2?)|vroom_write)$/, path: 1, before: ['x'], keywords: TARGET, writes: true },
  { packages: ['data.table'], names: /^fwrite$/, path: 1, before: ['x'], keywords: TARGET, writes: true },
  { packages: ['arrow', 'nanoparquet', 'feather'], names: /^write_(parquet|feather|ipc_file|ipc_stream|csv_arrow|dataset|csv_dataset|delim_dataset|tsv_dataset)$/, path: 1, before: ['x', 'dataset'], keywords: TARGET, writes: true },
  { packages: ['duckplyr'], names: /^compute_(parquet|csv)$/, path: 1, before: ['x'], keywords: TARGET, writes: true },
  { packages: ['jsonlite', 'rio', 'readr', 'base'], names: /^(stream_out|export|writeLines|write_lines|write_file)$/, path: 1, before: ['x', 'text'], keywords: TARGET, writes: true, needsEnding: true },
  { packages: ['base', 'utils', 'fs', 'curl'], names: /^(file\.copy|file\.rename|file\.symlink|file_copy|file_move|download\.file|curl_download)$/, path: 1, before: ['from', 'url', 'path'], keywords: ['to', 'destfile', 'new_path'], writes: true, needsEnding: true },
  { packages: ['base'], names: /^(sink|file\.create)$/, path: 0, keywords: ['file'], writes: true, needsEnding: true },
  { packages: ['base'], names: /^cat$/, path: 1000, keywords: ['file'], writes: true, needsEnding: true },
];

/** Calls that only say, join or look at what they are given. */
export const SPEAKING_CALL = /^(c|list|list\.files|dir_ls|print|message|warning|stop|cat|paste0?|sprintf|glue|str_glue|nchar|length|names|setNames|set_names|basename|dirname|file_ext|tolower|toupper|endsWith|startsWith|grepl?|sub|gsub|str_\w+|identical|library|source|invisible|stopifnot|data\.frame|tibble|tribble|rep)$/;

/** Calls that run a function for each value of their first argument. */
export const READS_EACH = /^(lapply|sapply|vapply|map|map_\w+|walk|future_lapply|future_map|future_map_\w+|mclapply|pblapply)$/;

/** Calls whose text is SQL that may name files, and where it stands. */
export const SQL_CALLS: readonly { readonly names: RegExp; readonly at: number; readonly before: readonly string[] }[] = [
  { names: /^(dbGetQuery|dbExecute|dbSendQuery|dbSendStatement|dbGetQueryArrow|dbSendQueryArrow|dbReadQuery|tbl|tbl_query)$/, at: 1, before: ['conn', 'src'] },
  { names: /^(sql|sqldf|sql_query|sql_exec|read_sql_duckdb)$/, at: 0, before: [] },
];

/** Calls that ask whether a file is there: the code is ready for its absence. */
export const EXISTS_CALL = /^(file\.exists|dir\.exists|file_exists|dir_exists|is_file|file_test|file\.access|file\.info|file\.size|unlink|file\.remove|file_delete)$/;

/** Calls that give a setting its default: its name, or its place. */
export const DEFAULT_CALLS: readonly { readonly names: RegExp; readonly keywords: readonly string[]; readonly at?: number; readonly reader: string }[] = [
  { names: /^make_option$/, keywords: ['default'], reader: 'optparse' },
  { names: /^add_argument$/, keywords: ['default'], reader: 'argparse' },
  { names: /^Sys\.getenv$/, keywords: ['unset'], at: 1, reader: 'Sys.getenv' },
  { names: /^getOption$/, keywords: ['default'], at: 1, reader: 'getOption' },
  { names: /^tar_(target|file|file_read)$/, keywords: ['command'], at: 1, reader: 'targets' },
];
