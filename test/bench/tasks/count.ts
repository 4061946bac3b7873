// DuckDB's count(*) of a CSV file: what parsing alone costs it.

import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const reader = await connection.runAndReadAll(`select count(*) from read_csv('${process.argv[2]}', quote='"', escape='"', all_varchar=true)`);
console.log(reader.currentRowCount);
