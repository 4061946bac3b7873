// Views of small tables for tests: random rows, filters and orders.

import fc from 'fast-check';
import type { Source } from '../../server/src/core/engine/plan.ts';
import type { KeepingEngine } from '../../server/src/core/ports.ts';
import type { Prepared } from '../../server/src/core/table/prepared.ts';
import type { Arrangement } from '../../server/src/core/view/arrangement.ts';
import type { Condition, Filter } from '../../server/src/core/view/filter.ts';
import { TableView } from '../../server/src/core/view/table-view.ts';

let views = 0;

/** A view of a source whose file nothing is known of. */
export function viewOf(source: Source, columns: readonly string[], engine: KeepingEngine): Promise<TableView> {
  const prepared: Prepared = {
    dataset: { path: '/t.csv', format: 'delimited', files: [], hive: false, bytes: 1 },
    columns,
    header: columns,
    source,
    problems: { list: [], totals: {} },
    digest: () => Promise.resolve(''),
    dispose: () => Promise.resolve(),
  };
  return TableView.open(prepared, { engine, name: `v${++views}` });
}

/** Of text, of whole numbers and blanks, and of whatever. */
export const NAMES = ['name', 'n', 'mixed'];
const word = fc.constantFrom('', 'a', 'A', 'ab', 'b%', "o'b", '_', 'é', 'NA', '"', 'x,y');
export const rowsOf = fc.array(fc.tuple(word, fc.oneof(fc.integer({ min: -20, max: 20 }).map(String), fc.constant('')), fc.oneof(fc.integer({ min: 0, max: 9 }).map(String), word)).map((row) => [...row]), { minLength: 1, maxLength: 40 });

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('in' as const), column: fc.nat(2), values: fc.array(word, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('text' as const), column: fc.nat(2), mode: fc.constantFrom('contains' as const, 'is' as const, 'starts' as const, 'ends' as const), text: word, matchCase: fc.boolean() }),
  fc.record({ kind: fc.constant('absent' as const), column: fc.nat(2), which: fc.constantFrom('any' as const, 'empty' as const, 'null' as const) }),
  fc.record({ kind: fc.constant('rows' as const), rows: fc.array(fc.nat(40), { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('range' as const), column: fc.constant(1), min: fc.integer({ min: -20, max: 20 }), max: fc.integer({ min: -20, max: 20 }) }),
);
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('filter') }),
  ),
})).filter;
export const anySort = fc.constantFrom<Arrangement['sort']>([], [{ column: 1, descending: false }], [{ column: 1, descending: true }, { column: 0, descending: false }]);
