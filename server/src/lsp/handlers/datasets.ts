// What a list of datasets asks: the list, the card of one, and two compared.

import { z } from 'zod';
import { comparisonPage, type Compared } from '../../features/comparison-page.ts';
import { datasetCard } from '../../features/hover.ts';
import { reasonPage } from '../../features/page.ts';
import type { Context } from '../context.ts';
import { nameOf, toPath } from '../uris.ts';

export const CompareShape = z.object({ first: z.string(), second: z.string() });
export const ShownShape = z.object({ isShown: z.boolean() });

/** Empty where the list itself says all that is known. */
export function datasetCardFor({ datasets, editor }: Context, uri: string): string {
  const path = toPath(uri);
  const known = datasets.known(path);
  return known?.state === 'done' ? datasetCard(nameOf(path), known.result, editor.look) : '';
}

/** Two of one name are told apart by their folders. */
export async function compare(context: Context, { first, second }: z.infer<typeof CompareShape>): Promise<string> {
  const paths = [toPath(first), toPath(second)];
  const names = nameOf(paths[0] ?? '') === nameOf(paths[1] ?? '') ? paths.map((path) => context.inventory.shown(path)) : paths.map(nameOf);
  const compared: Compared[] = [];
  for (const [i, path] of paths.entries()) {
    const name = names[i] ?? path;
    const known = await context.datasets.check(path);
    if (known.state !== 'done') return reasonPage(name, known.state === 'unreadable' ? known.reason : await context.whyNoDataset(path, name));
    compared.push({ name, result: known.result });
  }
  const [before, after] = compared;
  return before === undefined || after === undefined ? '' : comparisonPage(before, after);
}

/** Not every change of a file is told: the workspace is looked through again, and what is known of datasets is kept where they are as they were. */
export function refreshDatasets({ workspace, references, catalogue, datasets }: Context): void {
  for (const path of datasets.paths) void datasets.check(path, { inBackground: true });
  workspace.forget();
  references.forget();
  catalogue.changed();
}
