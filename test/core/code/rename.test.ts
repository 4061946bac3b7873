// A renamed dataset: what code that names it says anew, and what it leaves alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReferences } from '../../../server/src/core/code/index.ts';
import { Lines } from '../../../server/src/core/code/reference.ts';
import { rewriting, type Renamed } from '../../../server/src/core/code/rename.ts';
import { candidates } from '../../../server/src/core/code/resolve.ts';

const PEOPLE: Renamed = { from: '/w/data/people.csv', to: '/w/data/persons.csv' };

/** The text after the edits, and what was left alone; every reference leads to the first path that it may mean and that is there. */
function renamed(file: string, text: string, all: readonly Renamed[], there: readonly string[] = all.map(({ from }) => from)): { readonly text: string; readonly left: readonly string[] } {
  const context = { file, roots: ['/w'], home: '/users/me' };
  const lines = new Lines(text);
  const led = findReferences(file, text).flatMap((reference) => {
    const path = candidates(reference, context).find((one) => there.some((other) => one === other || one.startsWith(`${other}/`)));
    return path === undefined ? [] : [{ reference, path }];
  });
  const textAt = ({ start, end }: (typeof led)[number]['reference']['range']) => ({ before: text.charAt(lines.offset(start) - 1), text: text.slice(lines.offset(start), lines.offset(end)) });
  const { edits, left } = rewriting(led, all, { context, textAt });
  const sorted = edits.toSorted((a, b) => lines.offset(b.range.start) - lines.offset(a.range.start));
  const after = sorted.reduce((now, { range, newText }) => now.slice(0, lines.offset(range.start)) + newText + now.slice(lines.offset(range.end)), text);
  return { text: after, left: left.map((range) => textAt(range).text) };
}

const STYLES: readonly (readonly [name: string, file: string, before: string, after: string])[] = [
  ['from the root', '/w/src/a.py', 'pd.read_csv("data/people.csv")', 'pd.read_csv("data/persons.csv")'],
  ['from its own folder', '/w/data/a.py', "pd.read_csv('people.csv')", "pd.read_csv('persons.csv')"],
  ['with a dot in front', '/w/a.R', 'read.csv("./data/people.csv")', 'read.csv("./data/persons.csv")'],
  ['from the folder above', '/w/src/a.R', 'read.csv("../data/people.csv", sep = ";")', 'read.csv("../data/persons.csv", sep = ";")'],
  ['absolute', '/w/a.sql', "SELECT * FROM '/w/data/people.csv'", "SELECT * FROM '/w/data/persons.csv'"],
  ['by a name', '/w/a.py', 'PATH = "data/people.csv"\npd.read_csv(PATH)\npl.read_csv(PATH)', 'PATH = "data/persons.csv"\npd.read_csv(PATH)\npl.read_csv(PATH)'],
  ['by a name in R', '/w/a.R', 'path <- "data/people.csv"\nread.csv(path)', 'path <- "data/persons.csv"\nread.csv(path)'],
  ['by a name in JavaScript', '/w/a.mjs', "import fs from 'node:fs';\nconst path = 'data/people.csv';\nfs.readFileSync(path);", "import fs from 'node:fs';\nconst path = 'data/persons.csv';\nfs.readFileSync(path);"],
  ['in a list that a loop runs over', '/w/a.R', 'for (f in c("data/people.csv", "b.csv")) read.csv(f)', 'for (f in c("data/persons.csv", "b.csv")) read.csv(f)'],
  ['in YAML without quotes', '/w/conf/a.yaml', 'train: data/people.csv # all', 'train: data/persons.csv # all'],
  ['in JSON', '/w/a.json', '{ "train": "data/people.csv" }', '{ "train": "data/persons.csv" }'],
  ['in a module of a bundler', '/w/src/a.ts', "import table from '../data/people.csv';", "import table from '../data/persons.csv';"],
  ['in a stage of DVC', '/w/dvc.yaml', 'stages:\n  a:\n    deps: [data/people.csv]\n    outs:\n      - data/people.csv:\n          cache: false', 'stages:\n  a:\n    deps: [data/persons.csv]\n    outs:\n      - data/persons.csv:\n          cache: false'],
  ['in a chunk', '/w/a.qmd', '```{r}\npath <- "data/people.csv"\nread.csv(path)\n```', '```{r}\npath <- "data/persons.csv"\nread.csv(path)\n```'],
  ['in a notebook', '/w/a.ipynb', '{"cells":[{"cell_type":"code","source":["PATH = \\"data/people.csv\\"\\n","pd.read_csv(PATH)"]}]}', '{"cells":[{"cell_type":"code","source":["PATH = \\"data/persons.csv\\"\\n","pd.read_csv(PATH)"]}]}'],
  ['of another file', '/w/a.py', 'pd.read_csv("data/others.csv")', 'pd.read_csv("data/others.csv")'],
];

for (const [name, file, before, after] of STYLES) {
  test(`a path ${name} is written in the same style`, () => {
    assert.deepEqual(renamed(file, before, [PEOPLE]), { text: after, left: [] });
  });
}

test('a file that is moved to another folder', () => {
  const moved = [{ from: '/w/data/people.csv', to: '/w/src/raw/p.csv' }];
  assert.equal(renamed('/w/src/a.py', 'pd.read_csv("../data/people.csv")', moved).text, 'pd.read_csv("./raw/p.csv")');
  assert.equal(renamed('/w/src/a.py', 'pd.read_csv("data/people.csv")', moved).text, 'pd.read_csv("src/raw/p.csv")');
  assert.equal(renamed('/w/a.py', 'pd.read_csv("data/people.csv")', [{ from: '/w/data/people.csv', to: '/other/p.csv' }]).text, 'pd.read_csv("../other/p.csv")');
  assert.equal(renamed('/w/a.py', 'pd.read_csv("~/people.csv")', [{ from: '/users/me/people.csv', to: '/users/me/data/p.csv' }]).text, 'pd.read_csv("~/data/p.csv")');
});

test('a folder that is renamed takes its files, its folders and its patterns with it', () => {
  const folder = [{ from: '/w/data', to: '/w/raw' }];
  const text = 'pd.read_csv("data/people.csv"); pl.scan_parquet("data/parts/*.parquet"); pl.scan_parquet("data/parts/"); pd.read_csv("database.csv")';
  assert.equal(renamed('/w/a.py', text, folder, ['/w/data', '/w/database.csv']).text, text.replaceAll('data/', 'raw/'));
});

test('code that moves with its data keeps its paths', () => {
  const folder = [{ from: '/w/project', to: '/w/done/project' }];
  const text = 'pd.read_csv("data/people.csv"); pd.read_csv("project/data/people.csv")';
  assert.equal(renamed('/w/project/a.py', text, folder, ['/w/project/data/people.csv']).text, 'pd.read_csv("data/people.csv"); pd.read_csv("done/project/data/people.csv")');
});

test('a path put together from parts is left alone', () => {
  const text = 'DIR = "data"\npd.read_csv(f"{DIR}/people.csv")\npd.read_csv(os.path.join(DIR, "people.csv"))';
  assert.deepEqual(renamed('/w/a.py', text, [PEOPLE]), { text, left: ['f"{DIR}/people.csv"', 'os.path.join(DIR, "people.csv")'] });
});

test('a name that would break the literal is left alone', () => {
  const to = (name: string) => [{ ...PEOPLE, to: `/w/data/${name}` }];
  for (const name of ['it\'s.csv', 'a"b.csv', '{a}.csv', '100%.csv', 'a[1].csv']) assert.deepEqual(renamed('/w/a.py', 'pd.read_csv("data/people.csv")', to(name)).left, ['data/people.csv'], name);
  for (const name of ['a: b.csv', 'a #1.csv', 'a,b.csv']) assert.deepEqual(renamed('/w/a.yaml', 'train: data/people.csv', to(name)).left, ['data/people.csv'], name);
  assert.equal(renamed('/w/a.yaml', 'train: "data/people.csv"', to('a #1, b.csv')).text, 'train: "data/a #1, b.csv"');
  assert.equal(renamed('/w/a.py', 'pd.read_csv("data/people.csv")', to('Menschen übersät (2).csv')).text, 'pd.read_csv("data/Menschen übersät (2).csv")');
});
