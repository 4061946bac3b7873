// Plans: SQL over a Source, built by pure functions and run by an Engine.

/** One value of a result. Integers past 2^53 stay bigint; dates and decimals come as text in the data's own digits. */
export type Value = string | number | bigint | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What a plan reads. Text sources are already clean: UTF-8, one dialect, every record as wide as the header. */
export type Source =
  | {
      readonly kind: 'delimited';
      readonly files: readonly string[];
      readonly delimiter: string;
      readonly quote: string;
      readonly header: boolean;
      readonly skip: number;
      readonly comment: string;
      /** All columns in order; every one is read as text. Those of key=value folders come last. */
      readonly columns: readonly string[];
      /** How many of the columns come from folder names. */
      readonly keys: number;
      /** Bytes of the longest record, where it is known to be unusually long. */
      readonly longestRecord?: number;
      /** A cell with nothing in it is null, and only one of two quotes is empty; else both are empty. */
      readonly tellsNulls?: boolean;
      readonly hive: boolean;
    }
  | {
      readonly kind: 'json';
      readonly files: readonly string[];
      /** 'array' of records, or one record a line. */
      readonly shape: 'array' | 'lines';
      readonly columns: readonly string[];
      /** The engine's own type to read each column as; absent: as text. */
      readonly types?: readonly string[];
      readonly hive: boolean;
    }
  | {
      readonly kind: 'parquet';
      readonly files: readonly string[];
      readonly columns: readonly string[];
      /** The engine's own type of each column. */
      readonly types: readonly string[];
      readonly hive: boolean;
    }
  | {
      /** Kept by the engine itself (Tables.keep), its rows in the order in which they were put in. */
      readonly kind: 'table';
      readonly name: string;
      readonly columns: readonly string[];
      /** The engine's own type of each column; empty where all are text, as a file has it. */
      readonly types: readonly string[];
    };

export interface Plan {
  readonly sql: string;
  /** One for each `?` in the SQL, in order: whatever a user has typed goes here, never into the SQL. */
  readonly values?: readonly (string | number)[];
  /** Names of the result's columns, in order. */
  readonly columns: readonly string[];
}
