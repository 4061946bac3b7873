// Caps hide nothing in silence: what is not marked is counted on the header.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { capFindings, type Group } from '../../../server/src/core/findings/cap.ts';
import { SEVERITIES } from '../../../server/src/core/findings/codes.ts';
import type { Finding } from '../../../server/src/core/findings/finding.ts';
import { holds } from '../../support/property.ts';

const CODES = ['missing-value', 'type-mismatch', 'outlier', 'whitespace'] as const;

const anyGroup: fc.Arbitrary<Group> = fc
  .record({ code: fc.constantFrom(...CODES), severity: fc.constantFrom(...SEVERITIES), marked: fc.nat(40), more: fc.nat(500) })
  .map(({ code, severity, marked, more }) => ({
    code,
    severity,
    total: marked + more,
    marked: Array.from({ length: marked }, (_, row): Finding => ({ code, severity, address: { row }, message: 'x' })),
    summary: 'A fact.',
  }));

test('marked and unmarked findings add up to the total, within both caps', () => {
  holds(
    fc.property(fc.array(anyGroup, { maxLength: 12 }), fc.nat(50), fc.integer({ min: 1, max: 120 }), (groups, perGroup, inAll) => {
      const shown = capFindings(groups, { perGroup, inAll });
      assert.ok(shown.length <= inAll);
      const counted = shown.reduce((sum, finding) => sum + (finding.unmarked ?? 1), 0);
      assert.equal(counted, groups.reduce((sum, group) => sum + group.total, 0));
    }),
  );
});

test('a tight file cap drops hints before errors', () => {
  const mark = (severity: Finding['severity'], n: number): Group => ({
    code: 'missing-value',
    severity,
    total: n,
    marked: Array.from({ length: n }, (_, row): Finding => ({ code: 'missing-value', severity, address: { row }, message: 'x' })),
    summary: 'A fact.',
  });
  const shown = capFindings([mark('hint', 100), mark('error', 10)], { perGroup: 100, inAll: 30 });
  assert.equal(shown.filter((finding) => finding.severity === 'error' && finding.unmarked === undefined).length, 10);
  assert.equal(shown.find((finding) => finding.unmarked !== undefined)?.total, 100);
});

test('a group of hundreds of thousands is shown in full where no cap is set', () => {
  const marked = Array.from({ length: 300_000 }, (_, row): Finding => ({ code: 'missing-value', severity: 'hint', address: { row }, message: 'x' }));
  const group: Group = { code: 'missing-value', severity: 'hint', total: marked.length, marked, summary: 'A fact.' };
  assert.equal(capFindings([group], { perGroup: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY }).length, marked.length);
});

test('what is left out is counted in rows where rows are marked, in cells where cells are', () => {
  const group = (address: Finding['address']): Group => {
    const marked = [0, 1, 2].map((): Finding => ({ code: 'duplicate-row', severity: 'information', address, message: 'x' }));
    return { code: 'duplicate-row', severity: 'information', total: 3, marked, summary: 'A fact.' };
  };
  const summary = (address: Finding['address'], perGroup: number) => capFindings([group(address)], { perGroup, inAll: 100 }).at(-1)?.message;
  assert.equal(summary({ row: 1 }, 1), 'A fact. 2 more rows like this are not marked.');
  assert.equal(summary({ row: 1, column: 0 }, 2), 'A fact. 1 more cell like this is not marked.');
});

test('where there are more columns than may be told of, one summary has the count of those that are left out', () => {
  const group = (code: Group['code'], severity: Group['severity'], total: number): Group => ({ code, severity, total, marked: [], summary: 'A fact.' });
  const shown = capFindings([group('type-mismatch', 'error', 2), group('missing-value', 'hint', 30), group('whitespace', 'warning', 7), group('outlier', 'hint', 1400)], { perGroup: 100, inAll: 3 });
  assert.deepEqual(shown.map(({ code, total }) => `${code} ${total}`), ['type-mismatch 2', 'whitespace 7', 'missing-value 1430']);
  assert.equal(shown.at(-1)?.message, '1,430 more findings are not marked: missing-value and outlier. "assay check --all" lists all.');
  assert.deepEqual(shown.at(-1)?.address, {});
});
