// What is said of columns without a name.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHeader } from '../../../server/src/core/findings/columns/header.ts';
import { aColumn, aProfile } from '../../support/profiles.ts';

function severityOf(header: readonly string[], values: readonly string[], missing = 0): string | undefined {
  const column = aColumn({ name: 'column1', count: values.length });
  const said = emptyHeader({ column, profile: aProfile([column], values.length + missing), header, values });
  return said === undefined ? undefined : (said.severity ?? 'warning');
}

test('row labels, as R and pandas write them, are an index', () => {
  assert.equal(severityOf(['', 'mpg', 'cyl'], ['Mazda RX4', 'Datsun 710', 'Valiant']), 'information');
});

test('a nameless column that repeats, has gaps, or is one of several is no index', () => {
  assert.equal(severityOf(['', 'mpg'], ['red', 'red', 'blue']), 'warning');
  assert.equal(severityOf(['', 'mpg'], ['a', 'b'], 1), 'warning');
  assert.equal(severityOf(['', 'mpg', ''], ['a', 'b']), 'warning');
  assert.equal(severityOf([''], ['a', 'b']), 'warning');
  assert.equal(severityOf(['name', 'mpg'], ['a', 'b']), undefined);
});
