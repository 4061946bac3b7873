// How a text was read, in words for people and in those of assay.json.

import { quote } from '../words.ts';
import type { Dialect, Reading } from './dataset.ts';

const SEPARATORS: { readonly [delimiter: string]: string } = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars', ':': 'colons', ' ': 'spaces' };

/** "UTF-8, separated by commas, with a header": what is usual goes without saying. */
export function readingWords({ encoding, bom, dialect }: Reading): string {
  const { delimiter, header, skip, comment } = dialect;
  const parts = [
    `${encoding.startsWith('utf-') ? encoding.toUpperCase() : encoding}${bom > 0 ? ' with a byte order mark' : ''}`,
    `separated by ${SEPARATORS[delimiter] ?? quote(delimiter)}`,
    ...quoteWords(dialect),
    ...(skip > 0 ? [`from line ${skip + 1} on`] : []),
    ...(comment === '' ? [] : [`without the comments that begin with ${comment}`]),
    dialect.rowNames === true ? 'with a header that names all columns but the first' : header ? 'with a header' : 'without a header',
  ];
  return parts.join(', ');
}

function quoteWords({ quote: mark, escape = '' }: Dialect): string[] {
  const within = escape === '' ? [] : [`quotes in values written as ${escape}${mark}`];
  if (mark === '"') return within;
  return [...within, mark === '' ? 'quotes taken as they are' : `quoted with ${mark}`];
}

/** The same as it may stand in assay.json under "datasets". */
export function readingSettings({ encoding, dialect }: Reading): object {
  const { delimiter, quote: mark, escape = '', header, skip, comment } = dialect;
  return { encoding, delimiter, quote: mark, escape, header, skip, comment };
}
