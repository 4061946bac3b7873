// The Datasets view: datasets are found in it, lead to their files and to the code that names them, and are compared.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { childrenOf, itemOf, type DatasetNode, type Node } from '../../../client/src/datasets-nodes.ts';
import type { ListedDataset } from '../../../server/src/protocol/datasets.ts';
import { eventually, uriOf } from './editor.ts';
import { test } from './runner.ts';

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
const activePath = () => vscode.window.activeTextEditor?.document.uri.path;

test('a dataset revealed in the Datasets view opens its file, and the code that names it', async () => {
  await run('workbench.action.closeAllEditors');
  await run('assay.datasets.reveal', uriOf('people.csv'));
  await eventually('people.csv to be opened from the view', async () => {
    await run('list.select');
    return activePath()?.endsWith('/people.csv') === true ? true : undefined;
  });
  await run('assay.datasets.focus');
  await run('list.expand');
  // What names it stands right below.
  const place = await eventually('the code that names people.csv', async () => {
    await run('assay.datasets.reveal', uriOf('people.csv'));
    await run('list.focusDown');
    await run('list.select');
    const editor = vscode.window.activeTextEditor;
    return editor !== undefined && /\/(config\.yaml|train\.py)$/.test(editor.document.uri.path) ? editor : undefined;
  });
  assert.match(place.document.getText(place.selection), /people\.csv/);
});

test('two datasets are compared on a page', async () => {
  const other = uriOf('people-2.csv');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf('people.csv')));
  await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(text.replace('age', 'years')));
  try {
    const page = vscode.Uri.from({ scheme: 'assay-comparison', path: '/comparison', query: JSON.stringify([uriOf('people.csv'), other].map(String)) });
    const document = await vscode.workspace.openTextDocument(page);
    assert.match(document.getText(), /^# people\.csv and people-2\.csv\n[^]*only in the first: age/);
    const compare = () => run('assay.compareSelected', undefined, [uriOf('people.csv'), other]);
    await compare();
    await eventually('a tab with the comparison', () => vscode.window.tabGroups.activeTabGroup.tabs.find(({ label }) => label.includes('comparison')));
    const shown = await eventually('the page', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'assay-comparison' && uri.path !== page.path));
    await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(text));
    await eventually('the page as the files are now', async () => {
      await compare();
      return shown.getText().includes('The same 3 columns') ? true : undefined;
    });
  } finally {
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(other);
  }
});

const LISTED: ListedDataset = {
  uri: 'file:///w/data/t.csv',
  path: 'data/t.csv',
  kind: 'file',
  format: 'csv',
  bytes: 14_000,
  size: '14 KB',
  isText: true,
  isLarge: false,
  named: [{ uri: 'file:///w/src/train.py', path: 'src/train.py', start: { line: 4, character: 2 }, end: { line: 4, character: 9 }, writes: false }],
  known: {
    state: 'checked',
    figures: {
      text: '344 rows × 7 columns · 2.9 % missing · 3 findings',
      shape: '344 × 7',
      rows: 344,
      columns: 7,
      exact: true,
      missing: 0.029,
      missingText: '2.9 %',
      findings: { error: 1, warning: 2, information: 0, hint: 0 },
      kinds: [{ code: 'type-mismatch', severity: 'warning', total: 2, message: '2 values of x are not numbers.', at: { line: 8, character: 3 } }],
      kindsInAll: 1,
    },
  },
};

function node(dataset: ListedDataset): DatasetNode {
  return { kind: 'dataset', uri: vscode.Uri.parse(dataset.uri), group: { kind: 'group', id: 'named', count: 1 }, dataset };
}

test('a dataset in the view says what is known of it, in figures and in words', () => {
  const item = (known: ListedDataset['known']) => itemOf(node({ ...LISTED, known }));
  const full = item(LISTED.known);
  assert.deepEqual([full.label, full.description, full.contextValue], ['t.csv', '344 × 7 · 2.9 % missing · data', 'dataset file text checked']);
  assert.equal(full.accessibilityInformation?.label, 't.csv in data: 344 rows, 7 columns, 2.9 % missing, 1 error, 2 warnings, named in 1 place');
  assert.equal(item({ state: 'unchecked' }).description, '14 KB · not checked yet · data');
  assert.equal(item({ state: 'working', share: 0.41 }).description, 'checking… 41 % · data');
  assert.equal(item({ state: 'unreadable', reason: 'It is cut off.' }).accessibilityInformation?.label, 't.csv in data: It is cut off, named in 1 place');
});

test('a name of odd characters stays on its row, and turns round nothing else', () => {
  const item = (path: string) => itemOf(node({ ...LISTED, path }));
  assert.equal(item('data/x\u202egnp\n.csv').label, 'x\ufffdgnp\ufffd.csv');
  assert.equal(item('data/\u05d0\u05d1.csv').label, '\u2068\u05d0\u05d1.csv\u2069');
  assert.equal(item('data/$(trash) <b>.csv').label, '$(trash) <b>.csv');
});

test('below a dataset stand the code that names it and its findings, each with its place', () => {
  const below = childrenOf(node(LISTED)).map((child: Node) => itemOf(child));
  assert.deepEqual(below.map(({ label, description }) => [label, description]), [['train.py:5', 'src'], ['2 values of x are not numbers.', 'type-mismatch']]);
  const places = below.map(({ command }) => (command?.arguments?.[1] as { selection: vscode.Range }).selection.start);
  assert.deepEqual(places.map(({ line, character }) => `${line}:${character}`), ['4:2', '8:3']);
});
