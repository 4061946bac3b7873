// Baselines: what is accepted stays quiet wherever it moves, and nothing else does.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { Baseline } from '../../../server/src/core/baseline/baseline.ts';
import { siftFindings, siftGroups } from '../../../server/src/core/baseline/budget.ts';
import { kindsOfFindings, kindsOfGroups, MOST_VALUES, type Kind } from '../../../server/src/core/baseline/entry.ts';
import type { Group } from '../../../server/src/core/findings/cap.ts';
import type { Finding } from '../../../server/src/core/findings/finding.ts';
import { aColumn } from '../../support/profiles.ts';
import { holds } from '../../support/property.ts';

function finding(value: string | undefined, row = 0): Finding {
  return { code: 'outlier', severity: 'hint', address: { row, column: 0 }, column: 'price', value, message: 'It is far out.' };
}

/** `unmarked`: findings more than are marked. */
function group(values: readonly (string | undefined)[], unmarked = 0): Group {
  const marked = values.map((value, row) => finding(value, row));
  return { code: 'outlier', severity: 'hint', column: aColumn({ name: 'price' }), total: marked.length + unmarked, marked, summary: 'Some are far out.' };
}

const value = fc.oneof(fc.constantFrom('', '7', '-999', '\u202e"x"\n'), fc.string({ maxLength: 300, unit: 'grapheme' }));
const groups = fc.array(fc.tuple(fc.array(fc.option(value, { nil: undefined }), { maxLength: 8 }), fc.integer({ min: 0, max: 500 })), { maxLength: 3 }).map((all) => all.map(([values, unmarked]) => group(values, unmarked)).filter(({ total }) => total > 0));
const place = { folder: '/w/ci', from: '/w' };

function through(kinds: readonly Kind[], path = 'data/a.csv'): Baseline {
  const text = new Baseline(new Map([[path, kinds]])).print(place);
  const read = Baseline.parse(text, { ...place, name: 'b.json' });
  assert.ok(read instanceof Baseline);
  assert.equal(read.print(place), text);
  return read;
}

suite('a baseline', () => {
  test('silences all of what it was made from, written and read again, in any order of the rows', () => {
    holds(fc.property(groups, fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !/[/\\.]/.test(name)), (found, name) => {
      const accepted = through(kindsOfGroups(found), `${name}.csv`).of(`${name}.csv`);
      assert.deepEqual(siftGroups(found, accepted), { fresh: [], unmet: [] });
      const moved = found.map((one) => ({ ...one, marked: one.marked.toReversed().map((each) => ({ ...each, address: { row: (each.address.row ?? 0) + 7, column: 0 } })) }));
      assert.deepEqual(siftGroups(moved, accepted).fresh, []);
    }));
  });

  test('lets through every finding more than it has, and says what it has too many', () => {
    holds(fc.property(groups, fc.array(value, { maxLength: 6 }), (found, more) => {
      const total = (kinds: readonly { readonly count: number }[]) => kinds.reduce((sum, { count }) => sum + count, 0);
      const now = [...found, ...(more.length === 0 ? [] : [group(more)])];
      const { fresh, unmet } = siftGroups(now, kindsOfGroups(found));
      assert.equal(fresh.reduce((sum, one) => sum + one.total, 0), more.length);
      assert.equal(total(unmet), 0);
      const before = siftGroups(found, kindsOfGroups(now));
      assert.deepEqual([before.fresh, total(before.unmet)], [[], more.length]);
    }));
  });

  test('of the same value more often: the last in row order are new', () => {
    const { fresh } = siftFindings([finding('7', 1), finding('7', 5), finding('7', 9)], kindsOfFindings([finding('7'), finding('7')]));
    assert.deepEqual(fresh.map(({ address }) => address.row), [9]);
  });

  test('many findings of one kind are known by their number alone, marked or not', () => {
    const many = group(Array.from({ length: MOST_VALUES + 1 }, (_, i) => String(i)));
    assert.deepEqual(kindsOfGroups([many]), [{ code: 'outlier', column: 'price', count: MOST_VALUES + 1 }]);
    assert.deepEqual(siftGroups([group([], MOST_VALUES + 1)], kindsOfGroups([many])).fresh, []);
    assert.equal(siftGroups([group(['x'], MOST_VALUES + 9)], kindsOfGroups([many])).fresh[0]?.total, 9);
  });

  test('is one sorted line an entry, with paths from its own folder', () => {
    const baseline = new Baseline(new Map([['data/b.csv', kindsOfFindings([finding('7'), finding('-1')])], ['ci/a.csv', [{ code: 'empty-column', column: 'x', count: 1 }]]]));
    assert.equal(baseline.print(place), `{
  "version": 1,
  "findings": [
    {"code":"outlier","dataset":"../data/b.csv","column":"price","value":"-1","count":1},
    {"code":"outlier","dataset":"../data/b.csv","column":"price","value":"7","count":1},
    {"code":"empty-column","dataset":"a.csv","column":"x","count":1}
  ]
}
`);
    assert.equal(new Baseline().print(place), '{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test('that is none is told in one sentence', () => {
    const said = ['', '[]', '{"version": 2, "findings": []}', '{"version":1,"findings":[{"code":"outlier","dataset":"a","count":1},{"code":"nope","dataset":"a","count":1}]}'].map((text) => Baseline.parse(text, { ...place, name: 'b.json' }));
    assert.deepEqual(said.map((one) => 'problem' in one && /^b\.json is not a baseline that this version of Assay can read( \(entry 2\))?; "assay check --write-baseline" writes one\.$/.exec(one.problem)?.[1]), [undefined, undefined, undefined, ' (entry 2)']);
  });
});
