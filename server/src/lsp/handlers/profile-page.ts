// The page that shows a dataset's profile.

import { datasetPage, reasonPage } from '../../features/page.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

export async function profilePage({ tables, datasets, editor }: Context, uri: string): Promise<string> {
  const path = toPath(uri);
  const name = nameOf(path);
  const open = (await tables.live(uri))?.result;
  if (open !== undefined) return datasetPage(name, open, editor.look);
  const known = await datasets.check(path);
  if (known.state === 'done') return datasetPage(name, known.result, editor.look);
  return reasonPage(name, known.state === 'unreadable' ? known.reason : 'This is no dataset that Assay can read.');
}
