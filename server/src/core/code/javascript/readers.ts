// The calls that read or write data files in JavaScript, by their full name (imports resolved; '?' stands for an unknown object).

export interface ReaderCall {
  readonly pattern: RegExp;
  /** Which argument the path is; where that is an object, the path is one of its properties. */
  readonly path: number;
  readonly properties?: readonly string[];
  readonly writes?: boolean;
  /** The path counts only where it has a data file's ending (readFile reads anything). */
  readonly needsEnding?: boolean;
  /** The path may be an address that a browser resolves, or the method anybody's. 'browser': not so in code that plainly runs in Node. */
  readonly isDoubtful?: boolean | 'browser';
  /** What separates cells where the call does not say. */
  readonly delimiter?: string;
}

const D3 = '(?:d3(?:-fetch)?)';

export const READER_CALLS: readonly ReaderCall[] = [
  { pattern: /^(fs\.(promises\.)?(readFile|readFileSync|createReadStream|open|openSync|openAsBlob|readJson|readJSON)|Bun\.file|Deno\.(open|openSync|readFile|readFileSync|readTextFile|readTextFileSync))$/, path: 0, needsEnding: true },
  { pattern: new RegExp(`^${D3}\\.csv$`), path: 0, isDoubtful: true },
  { pattern: new RegExp(`^${D3}\\.tsv$`), path: 0, isDoubtful: true, delimiter: '\t' },
  { pattern: new RegExp(`^${D3}\\.dsv$`), path: 1, isDoubtful: true },
  { pattern: new RegExp(`^${D3}\\.(text|buffer|blob)$`), path: 0, isDoubtful: true, needsEnding: true },
  { pattern: /^(fetch|window\.fetch|FileAttachment|vl\.(csv|tsv|data)|require\.resolve|vega\.loader)$/, path: 0, isDoubtful: true, needsEnding: true },
  { pattern: /^arquero\.load(CSV|JSON|Arrow|Fixed|Parquet)?$/, path: 0, isDoubtful: 'browser' },
  { pattern: /^papaparse\.parse$/, path: 0, isDoubtful: true, needsEnding: true },
  { pattern: /^(nodejs-polars|polars)\.(readCSV|readParquet|readIPC|readIPCStream|readJSON|readNDJSON|scanCSV|scanParquet|scanIPC|scanJson|scanNDJson)$/, path: 0 },
  { pattern: /^(hyparquet|hyparquet\.\w+)\.asyncBufferFromFile$/, path: 0 },
  { pattern: /^(@dsnp\/)?parquetjs(-lite)?\.ParquetReader\.openFile$|^\w*\.?ParquetReader\.openFile$/, path: 0, needsEnding: true },
  { pattern: /^danfojs(-node)?\.(readCSV|readJSON|streamCSV)$/, path: 0, isDoubtful: 'browser', needsEnding: true },
  { pattern: /^fast-csv\.(parseFile|fromPath)$|^@fast-csv\/parse\.parseFile$/, path: 0 },
  { pattern: /^\?\.fromFile$/, path: 0, needsEnding: true },
  { pattern: /(^|\.)load(CSV|Parquet|JSON|Objects)$/, path: 1, isDoubtful: true, needsEnding: true },
  { pattern: /(^|\.)(readCSV|readCsv|readParquet|scanCSV|scanParquet|loadCSV|loadCsv|parquetReadObjects|asyncBufferFromFile)$/, path: 0, properties: ['file', 'path'], isDoubtful: true, needsEnding: true },
  { pattern: /^(fs\.(promises\.)?(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|outputFile|outputFileSync|writeJson)|Bun\.write|Deno\.(writeFile|writeFileSync|writeTextFile|writeTextFileSync|create|createSync))$/, path: 0, writes: true, needsEnding: true },
  { pattern: /^(fs\.(promises\.)?(copyFile|copyFileSync|copy|copySync|cp|cpSync|move|moveSync|rename|renameSync|link|linkSync|symlink|symlinkSync)|Deno\.(copyFile|copyFileSync|rename|renameSync))$/, path: 1, writes: true, needsEnding: true },
  { pattern: /(^|\.)ParquetWriter\.openFile$/, path: 1, writes: true, needsEnding: true },
  { pattern: /(^|\.)createObjectCsvWriter$|(^|\.)createArrayCsvWriter$/, path: 0, properties: ['path'], writes: true },
  { pattern: /^fast-csv\.writeToPath$|(^|\.)writeToPath$/, path: 0, writes: true, needsEnding: true },
  { pattern: /\.(writeCSV|writeParquet|writeIPC|writeJSON|writeAvro|sinkCSV|sinkParquet|toCSV|toCsv)$/, path: 0, writes: true, needsEnding: true },
];

/** Calls whose text argument is SQL that may name files. */
export const SQL_CALL = /\.(all|arrowIPCAll|arrowIPCStream|each|exec|execute|get|prepare|query|queryArrow|queryRow|run|runAndRead|runAndReadAll|runAndReadUntil|send|sql|start|stream|streamAndRead|streamAndReadAll|extractStatements)(Async)?$|(^|\.)sql$/;

/** Calls that ask whether a file is there, or take it away: the code is ready for its absence. */
export const EXISTS_CALL = /^(fs\.(promises\.)?(exists|existsSync|access|accessSync|stat|statSync|lstat|lstatSync|pathExists|pathExistsSync|unlink|unlinkSync|rm|rmSync|remove|removeSync)|Deno\.(stat|statSync|remove|removeSync))$/;

/** Calls that only say, join or look at what they are given. */
export const SPEAKING_CALL = /^(console|path|String|JSON|Object|URL|process|expect|assert|describe|it|test|t)\b|(^|\.)(log|info|warn|error|debug|equal|deepEqual|strictEqual|toBe|toEqual|endsWith|startsWith|includes|indexOf|push|split|replace|match|test|join|resolve|basename|dirname|extname)$/;

/** Calls that give a setting of the command line its default, and where. */
export const DEFAULT_CALLS: readonly { readonly pattern: RegExp; readonly at: number; readonly reader: string }[] = [{ pattern: /\.(option|argument|requiredOption)$/, at: 2, reader: 'commander' }];

/** Code that surely does not run in a browser. */
export const RUNS_IN_NODE = /\brequire\s*\(|\bfrom\s*['"](?:node:|fs\b|path\b|os\b|url\b)|\bimport\s*\(\s*['"](?:node:|fs\b|path\b)|\bprocess\.(?:argv|cwd|env|exit|stdout)\b|\b__dirname\b|\bDeno\.|\bBun\.|^#!/;
