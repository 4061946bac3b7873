// From the text that an expression comes to, to the path it means.

import { formatOf } from '../table/dataset.ts';
import { OWN_FILE, OWN_FOLDER } from './paths.ts';
import type { Reference } from './reference.ts';

/** undefined for what is no path on this machine: an address on the web, data given as text, standard input. */
export function toPath(value: string): Pick<Reference, 'target' | 'base'> | undefined {
  if (value.startsWith(OWN_FILE)) return undefined;
  const isOwn = value.startsWith(OWN_FOLDER);
  const target = (isOwn ? value.slice(1).replace(/^\//, '') : value).replaceAll('\\', '/');
  if (target === '' || target.length > 1000 || target !== target.trim()) return undefined;
  if (/^[a-z][a-z0-9+.-]+:|[\n\r\u0000]|^-$|^\/dev\//i.test(target) || /^[{[].*["':]/.test(target)) return undefined;
  return isOwn ? { target, base: 'file' } : { target };
}

/** Whether a text that nobody reads here is evidently a data file's name: no pattern, no template, and no settings in JSON. */
export function looksLikeData(value: string): boolean {
  const format = formatOf(value);
  const name = value.split(/[/\\]/).at(-1) ?? '';
  return format !== undefined && format !== 'json' && /^[^.?\s][^:"'<>|]*$/.test(name) && !value.startsWith('*') && !/\s{2}|[{}$]|%[sd(]/.test(value) && value.length <= 400;
}

/** A pattern that something else fills, or a stand-in for a path: `data/{split}.csv`, `$DIR/x.csv`, `path/to/file.csv`. */
export function isTemplate(target: string): boolean {
  return /\{[\w.]*\}|\{\{|<[\w -]+>|\$\{?\w|%[sd(]|(^|\/)path\/to\/|^your[_-]|^\.{3}/.test(target);
}

/** Whether a path has the ending of a table; JSON may be anything. */
export function hasDataEnding(target: string): boolean {
  const format = formatOf(target);
  return format !== undefined && format !== 'json';
}
