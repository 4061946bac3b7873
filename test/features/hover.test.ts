// What a column is called and holds may look like Markdown; a card shows it as it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasetCard } from '../../server/src/features/hover.ts';

const EMPTY = { profile: { rows: 0, columns: [], exact: true }, groups: [] } as unknown as Parameters<typeof datasetCard>[1];
const LOOK = {} as unknown as Parameters<typeof datasetCard>[2];

test('a card tells how the text was read', () => {
  const dialect = { delimiter: '|', quote: '"', header: false, skip: 0, comment: '#' };
  const card = datasetCard('a.csv', { ...EMPTY, reading: { encoding: 'utf-16le', bom: 2, dialect } }, LOOK);
  assert.match(card, /\n\*Read as UTF-16LE with a byte order mark, separated by bars, without the comments that begin with \\#, without a header\.\*$/);
});

test('a name cannot break out of its card', () => {
  const [first = ''] = datasetCard('a\n# b &lt; ~~c~~ [d](command:e) \u202ef', EMPTY, LOOK).split('\n');
  assert.match(first, /^\*\*a \\# b \\&lt; \\~\\~c\\~\\~ \\\[d\\\]\(command:e\) f\*\*/);
});
