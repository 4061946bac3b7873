// What the editor shows of a folder is what the command line says of it: the same findings at the same places.

import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { assay } from '../support/cli.ts';
import { CheckWorkspaceRequest } from '../../server/src/protocol/protocol.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

const rows = Array.from({ length: 60 }, (_, i) => `P${i},${20 + (i % 40)},${i % 2 === 0 ? 'Oslo' : 'Bergen'}`);
rows[5] = 'Eva,tall,Oslo';
rows[9] = 'Ida,,Bergen';
rows[12] = 'Jon,31, Oslo';
rows[20] = 'Lea,33,Oslo,extra';
rows[30] = rows[31] ?? '';
const TABLE = ['name,age,city', ...rows].join('\n') + '\n';
const FILES = {
  'assay.json': JSON.stringify({ findings: { 'duplicate-row': 'error' }, missing: ['P3'] }),
  'data/people.csv': TABLE,
  'data/people.tsv': TABLE.replaceAll(',', '\t'),
  'data/semicolon.csv': TABLE.replaceAll(',', ';').replaceAll('\n', '\r\n'),
  'data/empty.csv': '',
  'data/page.csv': '\n<!DOCTYPE html>\n<html><head><title>Sign in, or leave</title></head>\n<body>a,b,c</body></html>\n',
  'data/events.jsonl': Array.from({ length: 50 }, (_, i) => JSON.stringify({ id: i, city: i === 7 ? null : i === 9 ? ' Oslo' : 'Oslo', n: i === 4 ? 'x' : i })).join('\n') + '\n',
  'data/records.json': JSON.stringify(Array.from({ length: 40 }, (_, i) => ({ id: i, city: i === 3 ? '' : `C${i % 4}` }))),
  'data/headless.csv': 'Ada,Oslo\n' + Array.from({ length: 60 }, (_, i) => `Bo${i},${i === 7 ? ' ' : ''}Bergen\n`).join(''),
  'data/decimal.csv': 'a;b\n' + Array.from({ length: 60 }, (_, i) => (i === 9 ? '1,5;\n' : `${i},5;${i}.5\n`)).join(''),
  'data/parts/headless.csv': 'Ada,Oslo\n' + Array.from({ length: 60 }, (_, i) => `Bo${i},${i === 7 ? ' ' : ''}Bergen\n`).join(''),
  'data/escaped.csv': `text,n\n${Array.from({ length: 20_000 }, (_, i) => `words ${i % 50},${i}`).join('\n')}\n"a \\"quoted, odd\\" word",7\n words 3,8\n`,
  'data/cars.csv': `mpg,cyl\n${Array.from({ length: 40 }, (_, i) => `car ${i},${i === 9 ? 'NA' : 20 + (i % 7)},${i === 5 ? ' x' : 'x'}`).join('\n')}\n`,
  'data/rows.csv': 'Ada,Oslo\n' + Array.from({ length: 60 }, (_, i) => `Bo${i},${i === 7 ? ' ' : ''}Bergen\n`).join(''),
  'code/read.R': 'read.csv("data/rows.csv", header = FALSE)\n',
  'code/read.py': 'import pandas as pd\npd.read_csv("data/headless.csv", header=None)\npd.read_csv("data/decimal.csv", sep=",")\npd.read_csv("data/parts/headless.csv", header=None)\nopen("data/parts/headless.csv", encoding="latin-1")\n',
  'code/train.py': 'import pandas as pd\npd.read_csv("data/people.csv")\npd.read_csv("data/poeple.csv")\npd.read_csv("data/made.csv")\npd.read_csv("data/drawn.csv")\nfor n in ["data/people.tsv", "data/nothing.csv"]:\n    pd.read_csv(n)\n',
  'code/make.py': 'df.to_csv("data/made.csv")\n',
  'code/draw.pyw': 'df.to_csv("data/drawn.csv")\n',
  'code/broken.ipynb': '{"cells": [\n{"cell_type": ',
  'code/fine.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: ['import pandas as pd\n', 'pd.read_csv("../data/lost.csv")\n'] }], metadata: {} }, undefined, 1),
  'code/empty.ipynb': '',
  'code/list.ipynb': '[]',
};
const LANGUAGES = { csv: 'csv', tsv: 'tsv', jsonl: 'jsonl', json: 'json', py: 'python', pyw: 'python', R: 'r', ipynb: 'json' };

/** What only the check of a workspace comes to: code that is not open, and what is named like a dataset and is none. */
const MORE = {
  'code/config.yaml': 'train: data/people.csv\n',
  'code/parts.py': 'import pandas as pd\nimport glob\npd.read_csv("data/parts/*.csv")\nfor f in glob.glob("nowhere/*.csv"):\n    pd.read_csv(f)\n',
  'data/folder.csv/readme.txt': 'nothing',
  'data/parts/a.csv': 'a,b\n1,2\n3\n',
  'data/parts/b.csv': 'a,b\n1,2\n',
};

interface Reported {
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly dataset: string; readonly message: string; readonly line?: number; readonly character?: number; readonly endLine?: number; readonly endCharacter?: number }[];
}

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

test('editor and command line find the same', { timeout: 60_000 }, async () => {
  const { client, folder, path } = await startServer(FILES);
  const { stdout } = await assay(['check', '.', '--format', 'json'], { cwd: folder });
  const { findings } = JSON.parse(stdout) as Reported;
  const said = new Map(Object.keys(FILES).map((name) => [name, new Array<string>()]));
  for (const { dataset, code, severity, message, line = 0, character = 0, endLine = 0, endCharacter = 1 } of findings) said.get(dataset)?.push(`${code} ${severity} ${line}:${character}-${endLine}:${endCharacter} ${message}`);
  assert.ok(findings.length > 20);
  for (const [name, expected] of said) {
    const language = LANGUAGES[name.split('.').at(-1) as keyof typeof LANGUAGES];
    if (name === 'assay.json') continue;
    const uri = await client.open(path(name), language, readFileSync(path(name), 'utf8'));
    const shown = () => client.diagnostics(uri).flatMap(({ code, severity, message, range: { start, end } }) => (code === undefined ? [] : [`${code} ${SEVERITIES[severity ?? 0]} ${start.line}:${start.character}-${end.line}:${end.character} ${message}`])).toSorted();
    await client.until(uri, () => expected.length === 0 || shown().length === expected.length, 5000).catch(() => {});
    assert.deepEqual(shown(), expected.toSorted(), name);
  }
});

test('a check of the workspace says of files that are not open what the command line says', { timeout: 60_000 }, async () => {
  const { client, folder, path } = await startServer({ ...FILES, ...MORE });
  symlinkSync('nothing-there.csv', path('data/link.csv'));
  const { stdout } = await assay(['check', '.', '--format', 'json'], { cwd: folder });
  const { findings } = JSON.parse(stdout) as Reported;
  const checked = await client.connection.sendRequest(CheckWorkspaceRequest);
  const datasets = [...new Set([...findings.map(({ dataset }) => dataset), ...Object.keys(FILES), ...Object.keys(MORE)])];
  for (const name of datasets.filter((dataset) => !dataset.includes('*'))) { // a glob is no file that an editor could show: what is wrong with it stands at the code
    const expected = findings.filter(({ dataset }) => dataset === name).map(({ code, severity, message, line = 0, character = 0, endLine = 0, endCharacter = 1 }) => `${code} ${severity} ${line}:${character}-${endLine}:${endCharacter} ${message}`).toSorted();
    const uri = uriOf(path(name));
    const shown = () => client.diagnostics(uri).flatMap(({ code, severity, message, range: { start, end } }) => (code === undefined ? [] : [`${code} ${SEVERITIES[severity ?? 0]} ${start.line}:${start.character}-${end.line}:${end.character} ${message}`])).toSorted();
    if (expected.length > 0) await client.until(uri, () => shown().length === expected.length, 3000).catch(() => {});
    assert.deepEqual(shown(), expected, name);
  }
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  assert.deepEqual([checked.errors, checked.warnings], [count('error'), count('warning')]);
});
