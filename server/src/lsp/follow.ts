// Where the references of an open text lead.

import { homedir } from 'node:os';
import { nearest } from '../core/code/nearest.ts';
import type { Reference } from '../core/code/reference.ts';
import { isAbsolute, isMissed, resolveReference } from '../core/code/resolve.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Context, Followed } from './context.ts';
import { toPath } from './uris.ts';

/** Those that lead nowhere are kept only where they surely name a dataset that no code of the workspace writes. */
export async function follow(of: { document: ChunkedDocument; references: readonly Reference[] }, context: Context): Promise<readonly Followed[]> {
  const path = toPath(of.document.uri);
  const { config, folder } = await context.config(path);
  const around = { file: path, roots: [...context.roots(), ...config.roots.map((root) => (isAbsolute(root) ? root : `${folder}/${root}`))], home: homedir() };
  const followed: Followed[] = [];
  for (const reference of of.references) {
    const found = await resolveReference(reference, around, context.assay.files);
    if (found !== undefined) followed.push({ reference, path: found });
    else if ((await isMissed(reference, around, context.assay.files)) && !(await context.workspace.isWritten(reference, around))) {
      followed.push({ reference, meant: nearest(reference, around, await context.workspace.datasets()) });
    }
  }
  return followed;
}
