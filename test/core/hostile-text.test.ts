// Texts made to drive an expression into trying every way to fit: a megabyte of one piece, and an end that fits nothing.
// What takes time in proportion to the length is done in a blink; what goes by its square takes an hour.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReferences, findReferencesInCells } from '../../server/src/core/code/index.ts';
import { DUCKDB } from '../../server/src/core/engine/duckdb.ts';
import type { CellCheck } from '../../server/src/core/findings/cell-check.ts';
import { findCorrections } from '../../server/src/core/findings/checks/near-miss.ts';
import { typeMismatch } from '../../server/src/core/findings/checks/type-mismatch.ts';
import { whitespace } from '../../server/src/core/findings/checks/whitespace.ts';
import { personalData } from '../../server/src/core/findings/columns/personal-data.ts';
import { guessColumn } from '../../server/src/core/profile/guess.ts';
import { isNamedLikeKey } from '../../server/src/core/profile/keys.ts';
import { DATE_FORMATS, parses, toNumber } from '../../server/src/core/profile/parse.ts';
import type { ColumnProfile } from '../../server/src/core/profile/profile.ts';
import { profileFromCounts } from '../../server/src/core/profile/value-counts.ts';
import { excerpt } from '../../server/src/core/report/excerpt.ts';
import { fit, safe } from '../../server/src/core/report/terminal.ts';
import { detectDialect, hasHeader } from '../../server/src/core/table/detect.ts';
import { fixMojibake } from '../../server/src/core/table/mojibake.ts';
import { engineNames } from '../../server/src/core/table/names.ts';
import { columnName, quote } from '../../server/src/core/words.ts';
import { cellCard, escape } from '../../server/src/features/hover.ts';
import { aColumn, aProfile } from '../support/profiles.ts';

/** Milliseconds of the processor's time: a busy machine makes no text hostile. */
const LONGEST = 10_000;
const CELL = 1_000_000;
const LINE = 100_000;

/** What expressions repeat, and what they stop at. */
const PIECES = [' ', '\t', '\u00a0', 'a', '1', '0', '.', '-', '_1', '/', ',', "'", '"', '\\"', '@', 'a@', '1:', 'a ', '{', '<', '%', 'Ã\u0080', 'é', '#,'];

function hostile(length: number): readonly string[] {
  return PIECES.map((piece, i) => `${i % 2 === 0 ? 'a' : '1'}${piece.repeat(length / piece.length)}!`);
}

function check(name: string, texts: readonly string[], run: (text: string) => void): void {
  test(name, () => {
    for (const text of texts) {
      const start = process.cpuUsage();
      run(text);
      const { user, system } = process.cpuUsage(start);
      const took = (user + system) / 1000;
      assert.ok(took < LONGEST, `${Math.round(took)} ms for ${JSON.stringify(text.slice(0, 20))}…`);
    }
  });
}

const cells = hostile(CELL);

function runCheck(of: CellCheck, column: Partial<ColumnProfile>, value: string): void {
  const cellTest = of({ column: aColumn(column), rows: 1000, sql: { raw: 'x', value: 'y' }, dialect: DUCKDB });
  cellTest?.fails(value);
  cellTest?.say(value);
}

const one = (value: string) => ({ value, count: 1 });

check('types', cells, (value) => {
  toNumber(value);
  for (const type of ['integer', 'number', 'date', 'datetime', 'time', 'boolean'] as const) parses(value, { type });
  for (const { format } of DATE_FORMATS) parses(value, { type: 'date', format });
});

check('profiles', cells, (value) => {
  guessColumn([value, `${value}a`, 'b'], []);
  profileFromCounts({ name: 'x', index: 0, rows: 10, counts: [one(value), { value: '5', count: 9 }], declared: [] });
  isNamedLikeKey({ name: value, type: 'text', min: value, max: value });
});

check('findings', cells, (value) => {
  runCheck(whitespace, { top: [one(value)] }, value);
  runCheck(typeMismatch, { type: 'integer', count: 1000, misfits: 2, misfitValues: [one(value), one(`${value}a`)] }, value);
  findCorrections([{ value: value.slice(1), count: 100 }, one(value)]);
  const column = aColumn({ name: 'phone' });
  personalData({ column, profile: aProfile([column]), header: ['phone'], values: new Array<string>(5).fill(value) });
  fixMojibake(value);
});

check('white space inside a value', [`a${' '.repeat(CELL)}b`, `a${'\u3000'.repeat(CELL)}b `], (value) => runCheck(whitespace, { top: [one(value)] }, value));

check('dialects and headers', cells, (text) => {
  const head = text.slice(0, 256 * 1024);
  for (const window of [head, `#${head.slice(2)}\n#\n1,2\n`, `'${head}\n${head}`]) detectDialect({ path: 'a.csv', windows: [window], isWhole: false });
  hasHeader([[text, text], ['1', '2'], ['1', '2']]);
  engineNames([text, text]);
});

check('what is shown', cells, (value) => {
  quote(value);
  columnName(value);
  excerpt(value, { start: 3, end: 9 }, 80);
  fit(safe(value), 30);
  escape(value);
  const column = aColumn({ top: [one(value)], min: value, max: value, topExact: true, distinct: 1 });
  cellCard({ value, row: 1 }, column, { profile: aProfile([column]), look: 'dark' });
});

const lines = hostile(LINE);

check('settings', [...lines, `data: ${' '.repeat(LINE)}!`, 'data '.repeat(LINE / 5)], (text) => {
  for (const before of ['', 'x: "a.csv"\ny: ', 'x: "a.csv"\ny: "', 'data: ']) findReferences('a.json', `{${before}${text}`);
  for (const before of ['', 'x: a.csv\ny: ', 'x: a.csv\ny: "', 'data: ']) findReferences('a.yaml', before + text);
  for (const before of ['data=', 'x="a.csv"\ny="', 'x="a.csv"\ny="""']) findReferences('a.toml', before + text);
});

check('cells of notebooks', [' ', 'a ', 'a,', '%', '! '].map((piece) => `${piece.repeat(LINE / piece.length)}!`), (text) => {
  findReferencesInCells([{ text: `x = 1 % 2 # a.csv\n${text}\n`, language: 'python' }]);
});

check('calls that may move files', ['patch(', 'os.system(', 'subprocess.run('].map((piece) => `x = "a.csv" # ${piece.repeat(LINE / 10)}`), (text) => findReferences('a.py', text));
