// What a column is called and holds may look like Markdown; a card shows it as it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasetCard } from '../../server/src/features/hover.ts';

const EMPTY = { profile: { rows: 0, columns: [], exact: true }, groups: [] } as unknown as Parameters<typeof datasetCard>[1];
const LOOK = {} as unknown as Parameters<typeof datasetCard>[2];

test('a name cannot break out of its card', () => {
  const [first = ''] = datasetCard('a\n# b &lt; ~~c~~ [d](command:e) \u202ef', EMPTY, LOOK).split('\n');
  assert.match(first, /^\*\*a \\# b \\&lt; \\~\\~c\\~\\~ \\\[d\\\]\(command:e\) f\*\*/);
});
