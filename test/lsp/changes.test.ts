// Which paths a change of files concerns.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Changes } from '../../server/src/lsp/changes.ts';

test('a path is concerned by itself, by what is around it and by what is in it', () => {
  const changes = new Changes(['/w/data/a.csv', '/w/gone', 'C:/x/y.csv']);
  for (const path of ['/w/data/a.csv', '/w/data', '/w', '/w/gone', '/w/gone/deep/b.csv', '/w/other/*.csv', 'C:/x']) assert.ok(changes.concern(path), path);
  for (const path of ['/w/data/b.csv', '/w/data2', '/w/gone2/b.csv', '/v', 'C:/z', 'x.csv', '']) assert.ok(!changes.concern(path), path);
  assert.ok(!new Changes([]).concern('/w/a.csv'));
});
