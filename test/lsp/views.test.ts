// A dataset panel's requests: first rows at once, then any page, sorted and filtered; figures and findings as they come.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Answers, Ask, News, Opened, Params } from '../../webviews/contract/dataset.ts';
import { AskViewRequest, CellAtRequest, CloseViewRequest, OpenViewRequest, ViewNewsNotification } from '../../server/src/protocol/view.ts';
import { uriOf } from '../support/lsp-client.ts';
import { startServer, type Workspace } from '../support/lsp-server.ts';

/** News of all views, and the first that is as wanted. */
function newsOf({ client }: Workspace) {
  const heard: { view: number; news: News }[] = [];
  const waiting = new Set<() => void>();
  client.connection.onNotification(ViewNewsNotification, ({ view, news }) => {
    heard.push({ view, news: news as News });
    for (const look of waiting) look();
  });
  return <Kind extends News['kind']>(view: number, kind: Kind) =>
    new Promise<News & { kind: Kind }>((resolve) => {
      const look = () => {
        const found = heard.find((one) => one.view === view && one.news.kind === kind);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found.news as News & { kind: Kind });
      };
      waiting.add(look);
      look();
    });
}

const open = ({ client, path }: Workspace, name: string) => client.connection.sendRequest(OpenViewRequest, { uri: uriOf(path(name)) }) as Promise<Opened>;
const ask = <A extends Ask>({ client }: Workspace, view: number, kind: A, params: Params<A>) => client.connection.sendRequest(AskViewRequest, { view, ask: kind, params }) as Promise<Answers[A]>;

const CITIES = ['Oslo', 'Bergen', ''];
const TABLE = `id,city,n\n${Array.from({ length: 500 }, (_, i) => `${i},${CITIES[i % 3]},${i === 7 ? 'x' : i * 2}\n`).join('')}`;

test('a panel opens with its first rows, then shows any page, sorted and filtered', async () => {
  const workspace = await startServer({ 'table.csv': TABLE });
  const news = newsOf(workspace);
  const opened = await open(workspace, 'table.csv');
  const { view } = opened;
  assert.deepEqual([opened.name, opened.format, opened.isText, opened.readAs?.delimiter], ['table.csv', 'csv', true, ',']);
  assert.deepEqual(opened.columns.map(({ name, type }) => `${name} ${type}`), ['id integer', 'city text', 'n integer']);
  assert.deepEqual(opened.first.cells[1]?.slice(0, 4), ['Oslo', 'Bergen', '', 'Oslo']);
  assert.equal((await news(view, 'loaded')).rows, 500);
  const filter = { kind: 'and' as const, of: [{ kind: 'text' as const, column: 1, mode: 'is' as const, text: 'oslo' }, { kind: 'range' as const, column: 0, min: 100 }] };
  const { rows } = await ask(workspace, view, 'arrange', { filter, sort: [{ column: 0, descending: true }] });
  assert.equal(rows, 133);
  const page = await ask(workspace, view, 'page', { start: 0, count: 3, columns: [0, 1] });
  assert.deepEqual(page, { rows: [498, 495, 492], columns: [0, 1], cells: [['498', '495', '492'], ['Oslo', 'Oslo', 'Oslo']] });
  assert.deepEqual(await ask(workspace, view, 'position', { row: 492 }), { position: 2 });
  assert.deepEqual(await ask(workspace, view, 'position', { row: 1 }), { position: null });
  assert.deepEqual(await ask(workspace, view, 'find', { text: '492', matchCase: true, columns: [0, 1, 2], from: { position: 0, column: 0 }, backwards: false }), { match: { position: 2, column: 0 } });
  assert.deepEqual(await ask(workspace, view, 'values', { column: 1, most: 1 }), { values: [{ value: 'Bergen', count: 167 }], isCut: true });
  await workspace.client.connection.sendRequest(CloseViewRequest, { view });
  await assert.rejects(ask(workspace, view, 'cell', { row: 0, column: 0 }), /This panel is closed\./);
});

test('a panel reads a file as code says, and is told when code says otherwise', async () => {
  const workspace = await startServer({ 'people.csv': `Ada,Oslo\n${'Bo,Bergen\n'.repeat(5)}`, 'read.py': 'import pandas as pd\npd.read_csv("people.csv", header=None)\n' });
  const news = newsOf(workspace);
  const opened = await open(workspace, 'people.csv');
  assert.deepEqual([opened.readAs?.header, opened.first.cells[1]?.[0]], [false, 'Oslo']);
  writeFileSync(workspace.path('read.py'), 'import pandas as pd\npd.read_csv("people.csv")\n');
  await workspace.client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(workspace.path('read.py')), type: 2 }] });
  await news(opened.view, 'changed');
  const again = await open(workspace, 'people.csv');
  assert.deepEqual([again.readAs?.header, again.columns[1]?.name], [true, 'Oslo']);
});

test('a panel is told figures and findings, and that the file is another one', async () => {
  const workspace = await startServer({ 'table.csv': TABLE });
  const news = newsOf(workspace);
  const { view } = await open(workspace, 'table.csv');
  const profile = await news(view, 'profile');
  assert.deepEqual([profile.rows, profile.exact, profile.columns[1]?.missing], [500, true, 166]);
  const { groups } = await news(view, 'findings');
  const mismatch = groups.find(({ code }) => code === 'type-mismatch');
  assert.deepEqual([mismatch?.column, mismatch?.total, mismatch?.findings[0]?.row], [2, 1, 7]);
  writeFileSync(workspace.path('table.csv'), 'a\n1\n');
  await workspace.client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(workspace.path('table.csv')), type: 2 }] });
  await news(view, 'changed');
  const again = await open(workspace, 'table.csv');
  assert.deepEqual(again.columns.map(({ name }) => name), ['a']);
});

test('what cannot be shown is one sentence, and so is a question that is none', async () => {
  const workspace = await startServer({ 'empty.csv': '', 'broken.parquet': 'PAR1 but no more', 'table.csv': TABLE });
  await assert.rejects(open(workspace, 'empty.csv'), /empty\.csv is empty \(0 bytes\)\./);
  await assert.rejects(open(workspace, 'broken.parquet'), /broken\.parquet ends in the middle/);
  await assert.rejects(open(workspace, 'nowhere.csv'), /nowhere\.csv/);
  const { view } = await open(workspace, 'table.csv');
  await assert.rejects(ask(workspace, view, 'page', { start: -1, count: 1, columns: [] }), /"start" is not as it should be/);
  await assert.rejects(ask(workspace, view, 'arrange', { filter: { kind: 'text', column: 1, mode: 'matches', text: '(' }, sort: [] }), /regular expression|missing|parenthesis|\)/);
});

test('how a file is read can be changed: into assay.json, and the panel is opened anew', async () => {
  const workspace = await startServer({ 'table.csv': 'a;b,c\n1;2,3\n', 'assay.json': '{\n  // ours\n  "cap": 5\n}\n' });
  const news = newsOf(workspace);
  const { view, readAs } = await open(workspace, 'table.csv');
  assert.ok(readAs?.delimiter === ',' || readAs?.delimiter === ';');
  const { file, isNew, text } = await ask(workspace, view, 'readAs', { parts: { delimiter: ';', header: false } });
  assert.deepEqual([file, isNew], [uriOf(workspace.path('assay.json')), false]);
  assert.equal(text, '{\n  // ours\n  "cap": 5,\n  "datasets": {\n    "table.csv": {\n      "delimiter": ";",\n      "header": false\n    }\n  }\n}\n');
  writeFileSync(workspace.path('assay.json'), text);
  await workspace.client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file, type: 2 }] });
  await news(view, 'changed');
  const again = await open(workspace, 'table.csv');
  assert.deepEqual([again.readAs?.delimiter, again.readAs?.header, again.columns.length, again.first.rows.length], [';', false, 2, 2]);
  writeFileSync(workspace.path('assay.json'), '{ broken');
  await assert.rejects(ask(workspace, again.view, 'readAs', { parts: { delimiter: ',' } }), /assay\.json cannot be read as JSON/);
});

test('a place in an open text is a cell of the table', async () => {
  const { client, path } = await startServer({ 'table.csv': TABLE });
  const uri = await client.open(path('table.csv'), 'csv');
  const at = (line: number, character: number) => client.connection.sendRequest(CellAtRequest, { textDocument: { uri }, position: { line, character } });
  assert.deepEqual([await at(0, 1), await at(3, 2), await at(8, 4)], [{ row: -1, column: 0 }, { row: 2, column: 1 }, { row: 7, column: 1 }]);
  assert.equal(await client.connection.sendRequest(CellAtRequest, { textDocument: { uri: uriOf(path('other.csv')) }, position: { line: 0, character: 0 } }), null);
});
