// parses() in JavaScript and the cast in SQL are one and the same question.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnSql } from '../../../server/src/core/profile/column-sql.ts';
import { guessType } from '../../../server/src/core/profile/guess.ts';
import { DATE_FORMATS, parses, toNumber, toSeconds, type Typing } from '../../../server/src/core/profile/parse.ts';
import { csvSource, testEngine } from '../../support/engine.ts';
import { holds } from '../../support/property.ts';

const engine = testEngine();

const TYPINGS: readonly Typing[] = [
  ...(['integer', 'number', 'boolean', 'date', 'datetime', 'time'] as const).map((type) => ({ type })),
  ...DATE_FORMATS.map(({ format, hasTime }) => ({ type: hasTime ? ('datetime' as const) : ('date' as const), format })),
];

const two = (max: number) => fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0')) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: max + 3 }).map(String) });
const year = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1900, max: 2100 }).map(String) }, fc.constantFrom('99', '0001', '1', '12345', '20200'));
const clock = fc.tuple(two(23), two(59), fc.oneof(fc.constant(''), two(59).map((s) => `:${s}`), two(59).map((s) => `:${s}.25`))).map(([h, m, s]) => `${h}:${m}${s}`);
const month = fc.constantFrom('Jan', 'feb', 'MAR', 'Sept', 'Dec', 'June');
const day = fc.tuple(year, fc.constantFrom('-', '/', '.', ' '), two(12), two(31)).map(([y, s, m, d]) => `${y}${s}${m}${s}${d}`);
const otherDay = fc.tuple(two(12), fc.constantFrom('-', '/', '.', ' '), two(31), year).map(([m, s, d, y]) => `${m}${s}${d}${s}${y}`);
const named = fc.tuple(month, two(31), fc.constantFrom(' ', ', ', ','), year).map(([m, d, s, y]) => `${m} ${d}${s}${y}`);
const dayFirst = fc.tuple(two(31), fc.constantFrom(' ', '-'), month, year).map(([d, s, m, y]) => `${d}${s}${m}${s}${y}`);
const moment = fc.tuple(fc.oneof(day, otherDay), fc.constantFrom('T', ' ', '  '), clock, fc.constantFrom('', 'Z', '+02', '+02:00', ' +0200', ' UTC', 'z', ' ')).map((parts) => parts.join(''));
const digits = fc.tuple(fc.constantFrom('', '-', '+', '--', ' '), fc.stringMatching(/^[0-9_]{0,6}$/), fc.constantFrom('', '.', ','), fc.stringMatching(/^[0-9]{0,4}$/), fc.constantFrom('', 'e3', 'E-2', 'e', '%', ' ', 'e400')).map((parts) => parts.join(''));
const word = fc.constantFrom('true', 'FALSE', 'Yes', 'n', 'T', '1', '0', 'ok', 'nan', '-nan', 'inf', '-Infinity', '+inf', 'epoch', 'infinity', '0x1F', '1_000', '٣', '½', ' 1', '1\t', '\u00a01', '1e5', '.5', '5.', '.', '-', '+', '', ' ', '2020-01-01 junk', '24:00', '24:00:00', '24:00:01', '24:00:00.25', '24:00:00.000001', '24:00:00.0000009', '2074-02-23T24:00:00.25+02:00', '2074-02-23 24:00:00.0', '5:3:1', '05:32:', '05:32:01.', '05:32:01 ', '05:32 ', '05:32:01Z', '2020-01-01T 10:00', '2020-01-01T', '2020-01-01\t10:00', '2020-1-1x', 'a\u0000b', '23:59:60', '12:30 PM', '1:2');

const cell = fc.oneof(digits, day, otherDay, named, dayFirst, clock, moment, word);

test('a cell parses in JavaScript where its cast in the engine gives a value', async () => {
  let parsed = 0;
  await holds(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const cells = fc.sample(cell, { seed, numRuns: 1500 });
      const source = csvSource(['x'], cells.map((text) => [text]));
      const values = TYPINGS.map((typing, i) => `${columnSql({ index: 0, ...typing }, source, engine.dialect).value} is not null as t${i}`);
      const rows = await engine.run({ sql: `select ${values.join(', ')} from ${engine.dialect.from(source)}`, columns: [] });
      for (const [i, typing] of TYPINGS.entries()) {
        const differ = cells.filter((text, row) => text !== '' && parses(text, typing) !== (rows[row]?.[i] ?? false));
        assert.deepEqual(differ, [], `${typing.type} ${typing.format ?? ''}`);
        parsed += cells.filter((text) => parses(text, typing)).length;
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
  assert.ok(parsed > 1000, 'there must be something that parses');
});

test('numbers and moments have the value that the engine gives them', async () => {
  await holds(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const cells = fc.sample(cell, { seed, numRuns: 800 });
      const source = csvSource(['x'], cells.map((text) => [text]));
      const typings = TYPINGS.filter(({ type }) => type !== 'boolean' && type !== 'integer');
      const values = typings.map((typing) => {
        const { value } = columnSql({ index: 0, ...typing }, source, engine.dialect);
        return typing.type === 'number' ? value : `epoch(${value})`;
      });
      const rows = await engine.run({ sql: `select ${values.join(', ')} from ${engine.dialect.from(source)}`, columns: [] });
      for (const [i, typing] of typings.entries()) {
        for (const [row, text] of cells.entries()) {
          const ours = typing.type === 'number' ? toNumber(text) : toSeconds(text, typing);
          const theirs = rows[row]?.[i] ?? null;
          if (theirs === null || Number.isNaN(ours) || !Number.isFinite(Number(theirs))) continue;
          assert.ok(Math.abs(ours - Number(theirs)) < 1e-5 * Math.max(1, Math.abs(ours) / 1e10), `${JSON.stringify(text)} as ${typing.type} ${typing.format ?? ''}: ${ours}, the engine says ${String(theirs)}`);
        }
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('a cell of a hundred thousand characters is read in an instant, whatever it is made of', () => {
  const long = ['1', '1_', '0', ' ', '1.', '1:', '2020-01-01 ', '-', 'a'].map((part) => `1${part.repeat(100_000 / part.length)}x`);
  const start = performance.now();
  for (const typing of TYPINGS) for (const text of long) parses(text, typing);
  // Milliseconds here; a pattern that tries every split takes the better part of a minute.
  assert.ok(performance.now() - start < 5000);
});

test('a day written in any order is a date, and with a time of day a moment', () => {
  for (const [values, type] of [[['3/14/2020', '12/31/1999'], 'date'], [['14/3/2020', '31/12/1999'], 'date'], [['14.03.2020', '31.12.1999'], 'date'], [['3/14/2020 10:30', '12/31/1999 23:59'], 'datetime'], [['2020-03-14', '1999-12-31'], 'date'], [['2020-03-14 10:30', '1999-12-31 23:59'], 'datetime']] as const) {
    assert.equal(guessType(values).type, type, values[0]);
  }
});
