// datasets.load_dataset("csv", data_files={"train": "train.csv"}, data_dir="data"): files of this machine, not of the hub.

import type { SyntaxNode } from '@lezer/common';
import { joinPaths } from '../paths.ts';
import type { Reference } from '../reference.ts';
import type { Leaf, RangesOf } from '../syntax/place.ts';
import type { Here } from '../syntax/values.ts';
import { fold, lookUp } from './fold.ts';
import { referencesAt } from './place.ts';
import { elements, entries, keyword, positional } from './syntax.ts';

/** Builders that read the files they are given. */
const PACKAGED = /^(csv|json|parquet|arrow)$/;
/** Anything else is the name of a dataset on the hub. */
const LOCAL = /^(\.{1,2}(\/|$)|\/|~\/)/;

export function inLoadDataset(list: SyntaxNode, here: Here, given: { readonly reading: Pick<Reference, 'reading'>; readonly ranges: RangesOf }): readonly Reference[] {
  const [first, , third, fourth] = positional(list);
  const path = first ?? keyword(list, ['path'], here.unit);
  const builder = fold(path, here) ?? '';
  if (!PACKAGED.test(builder) && !LOCAL.test(builder)) return [];
  const [folderNode, files] = [keyword(list, ['data_dir'], here.unit) ?? third, keyword(list, ['data_files'], here.unit) ?? fourth];
  const inner = folderNode === undefined ? '' : fold(folderNode, here);
  if (inner === undefined) return [];
  const folder = joinPaths([PACKAGED.test(builder) ? '' : builder, inner]);
  const kind = { reader: 'datasets.load_dataset', sure: true, writes: false, ...given.reading };
  if (files !== undefined) return leaves(files, here).flatMap((leaf) => referencesAt(leaf.node, leaf.here, kind, given.ranges).map((reference) => within(folder, reference)));
  const node = folderNode ?? path;
  if (folder === '' || node === undefined || /\.py$/.test(folder)) return [];
  return referencesAt(node, here, { ...kind, sure: PACKAGED.test(builder) }, given.ranges).map((reference) => (reference.target === folder ? reference : { ...moved(reference), target: folder }));
}

/** The paths in a string, a list, or a dictionary of both. What an earlier cell names is marked there. */
function leaves(node: SyntaxNode, here: Here, depth = 0): readonly Leaf[] {
  const found = lookUp(node, here);
  if (found === undefined || depth > 5) return [{ node, here }];
  const inside = found.node.name === 'DictionaryExpression' ? entries(found.node).map(([, value]) => value) : elements(found.node);
  if (inside === undefined) return [{ node, here }];
  return found.here.unit === here.unit ? inside.flatMap((one) => leaves(one, found.here, depth + 1)) : [];
}

function within(folder: string, reference: Reference): Reference {
  return folder === '' || reference.base !== undefined ? reference : { ...moved(reference), target: joinPaths([folder, reference.target]) };
}

/** What stands in the text is no longer the whole path. */
function moved({ isLiteral: _, literalAt: __, ...rest }: Reference): Reference {
  return rest;
}
