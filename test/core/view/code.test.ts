// A view as code gives the view's rows, in its order: run by DuckDB, polars and pandas.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Arrangement } from '../../../server/src/core/view/arrangement.ts';
import { codeOf, type CodeInput } from '../../../server/src/core/view/code/view-code.ts';
import { csvSource, keepingEngine } from '../../support/engine.ts';
import { SEED } from '../../support/property.ts';
import { pythonWithTables, runPython } from '../../support/python.ts';
import { anyFilter, anySort, NAMES, rowsOf, viewOf } from '../../support/views.ts';

const engine = keepingEngine();

interface Case {
  readonly input: CodeInput;
  readonly expected: readonly (readonly string[])[];
}

async function caseOf(names: readonly string[], rows: readonly (readonly string[])[], arrangement: Arrangement): Promise<Case> {
  const source = csvSource(names, rows);
  const view = await viewOf(source, names, engine);
  await view.arrange(arrangement);
  const page = await view.page({ start: 0, count: 200, columns: names.map((_, i) => i) });
  const expected = page.rows.map((_, row) => page.cells.map((column) => String(column[row] ?? '')));
  const input: CodeInput = { path: source.files[0] ?? '', source, encoding: 'utf-8', columns: view.columns, arrangement };
  await view.close();
  return { input, expected };
}

const table = fc.tuple(rowsOf, fc.option(anyFilter, { nil: undefined }), anySort);
const random = await Promise.all(fc.sample(table, { numRuns: 40, seed: SEED }).map(([rows, filter, sort]) => caseOf(NAMES, [...rows, ['a', '3', '1']], { filter, sort })));

const DAYS = Array.from({ length: 30 }, (_, i) => [`2020-${String((i * 5) % 12 + 1).padStart(2, '0')}-${String(i % 28 + 1).padStart(2, '0')}`, i % 7 === 0 ? 'NA' : String(i * 1.5), `${i % 12 + 1}/${i % 28 + 1}/2021`, i % 2 === 0 ? 'yes' : 'No', `"quoted" \\ ${i}`]);
const DAY_NAMES = ['day', 'price "net"', 'us', 'flag', 'note'];
const told = await Promise.all([
  caseOf(DAY_NAMES, DAYS, { filter: { kind: 'range', column: 0, min: '2020-03-01', max: '2020-09-30' }, sort: [{ column: 0, descending: true }] }),
  caseOf(DAY_NAMES, DAYS, { filter: { kind: 'range', column: 1, min: 10.5 }, sort: [{ column: 1, descending: true }, { column: 3, descending: false }] }),
  caseOf(DAY_NAMES, DAYS, { filter: { kind: 'text', column: 4, mode: 'matches', text: String.raw`\\ 1\d$`, matchCase: false }, sort: [{ column: 2, descending: false }] }),
  caseOf(DAY_NAMES, DAYS, { filter: { kind: 'text', column: 3, mode: 'matches', text: 'NO', matchCase: false }, sort: [{ column: 3, descending: false }] }),
]);
const cases = [...random, ...told];

test('as DuckDB SQL', async () => {
  for (const { input, expected } of cases) {
    const code = codeOf('duckdb', input);
    const rows = await engine.run({ sql: code.replace(/;\s*$/, ''), columns: input.columns.map(({ name }) => name) });
    assert.deepEqual(rows.map((row) => row.map((cell) => String(cell ?? ''))), expected, code);
  }
});

const RUN = String.raw`
import json, sys
answers = []
for code in json.load(sys.stdin):
    scope = {}
    try:
        exec(code, scope)
        df = scope["df"]
        rows = df.rows() if hasattr(df, "rows") else df.itertuples(index=False, name=None)
        answers.append([["" if cell is None else str(cell) for cell in row] for row in rows])
    except Exception as error:
        answers.append(repr(error))
json.dump(answers, sys.stdout)
`;

for (const language of ['polars', 'pandas'] as const) {
  test(`as ${language} code`, (context) => {
    const found = pythonWithTables();
    if ('missing' in found) return context.skip(found.missing); // no Python, or nowhere to get its packages from
    const codes = cases.map(({ input }) => codeOf(language, input));
    const answers = runPython<readonly unknown[]>(found.python, RUN, codes);
    for (const [i, { expected }] of cases.entries()) assert.deepEqual(answers[i], expected, codes[i]);
  });
}
