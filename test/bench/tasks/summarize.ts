// DuckDB's own SUMMARIZE of a CSV file, told which words stand for missing.

import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const reader = await connection.runAndReadAll(`summarize from read_csv('${process.argv[2]}', quote='"', escape='"', nullstr=['', 'NA', 'null', '?', 'N/A'])`);
console.log(reader.currentRowCount);
