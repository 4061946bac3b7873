// An open dataset is read as the workspace's code reads it, and follows the code when that is saved.

import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { uriOf } from '../support/lsp-client.ts';
import { startServer } from '../support/lsp-server.ts';

const HEADLESS = 'Ada,Oslo\n' + Array.from({ length: 60 }, (_, i) => `Bo${i},${i === 7 ? ' ' : ''}Bergen\n`).join('');

test('a dataset is read as code reads it', async () => {
  const { client, path } = await startServer({ 'people.csv': HEADLESS, 'read.py': 'import pandas as pd\npd.read_csv("people.csv")\n' });
  const uri = await client.open(path('people.csv'), 'csv');
  await client.until(uri, ([first]) => String(first?.message).includes('of Oslo begins'));
  for (const [code, name] of [['pd.read_csv("people.csv", header=None)', 'column2'], ['pd.read_csv("people.csv")', 'Oslo']]) {
    writeFileSync(path('read.py'), `import pandas as pd\n${code}\n`);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path('read.py')), type: 2 }] });
    await client.until(uri, ([first]) => String(first?.message).includes(`of ${name} begins`), 5000);
  }
});

test('a header that gets the name it lacks has it', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `car ${i},${20 + (i % 7)},${i % 3}`);
  const { client, path } = await startServer({ 'cars.csv': `mpg,cyl\n${rows.join('\n')}\n` });
  const uri = await client.open(path('cars.csv'), 'csv');
  await client.until(uri, ([first, second]) => first?.code === 'empty-header' && second === undefined);
  await client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'name,');
  await client.until(uri, (found) => found.length === 0, 5000);
});
