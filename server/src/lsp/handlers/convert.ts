// Writes a dataset into a file of another format.

import type { CancellationToken } from 'vscode-languageserver';
import { describeConverted } from '../../core/convert/converted.ts';
import { findDataset } from '../../core/table/datasets.ts';
import type { ConvertTarget } from '../../protocol/protocol.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

interface Wanted {
  readonly uri: string;
  readonly target: ConvertTarget;
  readonly output: string;
}

/** Rejects with a sentence for the user. The editor has asked before it replaces a file. */
export async function convert({ assay, configs, convert: write }: Context, { uri, target, output }: Wanted, token: CancellationToken): Promise<readonly string[]> {
  const path = toPath(uri);
  const dataset = await findDataset(path, assay.files, 'delimited');
  if (dataset === undefined) throw new Error(`${nameOf(path)} is no dataset that Assay can read.`);
  const { config, relativePath } = await configs.for(path);
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    const converted = await write(assay, dataset, { config, relativePath, target, output: toPath(output), replaces: true, shown: nameOf, signal: stop.signal });
    return describeConverted(converted, nameOf(toPath(output)));
  } finally {
    listening.dispose();
  }
}
