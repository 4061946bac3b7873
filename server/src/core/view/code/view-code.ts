// A view as code that gives the same rows in the same order: one file a language, this is their table.

import type { Source } from '../../engine/plan.ts';
import type { Arrangement, ViewColumn } from '../arrangement.ts';
import type { Prepared } from '../../table/prepared.ts';
import { duckdbCode } from './duckdb.ts';
import type { CodeLanguage } from './languages.ts';
import { pandasCode } from './pandas.ts';
import { polarsCode } from './polars.ts';

export interface CodeInput {
  /** The file as code is to name it. */
  readonly path: string;
  /** What is read: the file itself, as it lies on disk. */
  readonly source: Source & { readonly kind: 'delimited' | 'parquet' };
  readonly encoding: string;
  readonly columns: readonly ViewColumn[];
  readonly arrangement: Arrangement;
}

const WRITERS: { readonly [language in CodeLanguage]: (input: CodeInput) => string } = { duckdb: duckdbCode, polars: polarsCode, pandas: pandasCode };

export function codeOf(language: CodeLanguage, input: CodeInput): string {
  return WRITERS[language](input);
}

/** What code is to read: the file itself, where others read it as Assay does; undefined where they would not. */
export function codeSource({ dataset, source, problems }: Prepared): CodeInput['source'] | undefined {
  const [file = ''] = dataset.files;
  const isWhole = dataset.files.length === 1 && !dataset.hive && problems.list.length === 0;
  if (!isWhole || (source.kind !== 'delimited' && source.kind !== 'parquet')) return undefined;
  return source.files[0] === file ? source : undefined;
}
