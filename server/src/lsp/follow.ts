// Where the references of an open text lead.

import { candidates, nearest, resolveReference } from '../core/code/resolve.ts';
import type { Reference } from '../core/code/reference.ts';
import type { ChunkedDocument } from '../core/table/document.ts';
import type { Context, Followed } from './context.ts';
import { toPath } from './uris.ts';

/** Those that lead nowhere are kept only where they surely name a dataset that no code of the workspace writes. */
export async function follow(of: { document: ChunkedDocument; references: readonly Reference[] }, context: Context): Promise<readonly Followed[]> {
  const path = toPath(of.document.uri);
  const { config, folder } = await context.config(path);
  const around = { file: path, roots: [...context.roots(), ...config.roots.map((root) => `${folder}/${root}`)] };
  const followed: Followed[] = [];
  for (const reference of of.references) {
    const found = await resolveReference(reference, around, context.assay.files);
    if (found !== undefined) followed.push({ reference, path: found });
    else if (reference.sure && !(await context.workspace.isWritten(candidates(reference, around)))) {
      followed.push({ reference, meant: nearest(reference, around, await context.workspace.datasets()) });
    }
  }
  return followed;
}
