// At the code that names datasets: lenses, and links to the files.

import type { CodeLens, DocumentLink } from 'vscode-languageserver';
import { lensFor } from '../../features/code-lens.ts';
import type { Context } from '../context.ts';
import { toUri } from '../uris.ts';

export async function lenses(context: Context, uri: string): Promise<CodeLens[]> {
  if (!context.settings.now.codeLens) return [];
  const followed = await context.references.of(uri);
  return followed.flatMap(({ reference, path }) => (path === undefined || reference.writes ? [] : (lensFor(reference, context.datasets.peek(path), toUri(path)) ?? [])));
}

export async function links(context: Context, uri: string): Promise<DocumentLink[]> {
  const followed = await context.references.of(uri);
  const files = await Promise.all(followed.map(async ({ path }) => path !== undefined && (await context.assay.files.stat(path))?.kind === 'file'));
  return followed.flatMap(({ reference, path }, i) => (path === undefined || !files[i] ? [] : [{ range: reference.range, target: toUri(path), tooltip: 'Open dataset' }]));
}
