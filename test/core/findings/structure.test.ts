// What is said of the way a text is written, once or cell by cell.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { structureGroups } from '../../../server/src/core/findings/structure.ts';
import { RFC4180 } from '../../../server/src/core/table/dataset.ts';
import { findFaults } from '../../../server/src/core/table/faults.ts';

async function groupsOf(text: string) {
  async function* whole() {
    yield text;
  }
  return structureGroups(await findFaults(whole(), { dialect: RFC4180, width: 2 }), ['a', 'b']);
}

test('white space before a quote is marked where it is a slip, said once where it is the layout', async () => {
  const [slip] = await groupsOf('a,b\n1, "x"\n2,"y"\n');
  assert.deepEqual([slip?.code, slip?.total, slip?.marked.map(({ message }) => message)], ['stray-quote', 1, ['White space stands before the quote: readers disagree on this cell.']]);
  const [layout] = await groupsOf(`a,b\n${'1, "x"\n'.repeat(300)}`);
  assert.deepEqual([layout?.code, layout?.total, layout?.marked], ['stray-quote', 300, []]);
  assert.match(layout?.summary ?? '', /^300 cells have white space before their quotes:/);
});

test('an odd header is one finding on the header', async () => {
  const [group] = await groupsOf(`a,b\n${'1,2,3\n'.repeat(1200)}`);
  assert.deepEqual(group?.marked.map(({ address, message }) => [address.row, message]), [[-1, 'The header has 2 cells; 1,200 of 1,200 rows have more or fewer, mostly 3.']]);
});
