// An open text whose check was lost with the engine's process is checked once more, and told of where that is lost, too.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DEFAULT_CONFIG } from '../../server/src/core/config/config.ts';
import { EngineError, type Engine } from '../../server/src/core/ports.ts';
import { ChunkedDocument } from '../../server/src/core/table/document.ts';
import { LiveDataset } from '../../server/src/lsp/live-dataset.ts';
import { createAssay } from '../../server/src/node/assay.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const assay = createAssay({ log: silent });
after(() => assay.close());

/** An engine whose next questions are lost. */
function losing(times: number): Engine {
  let left = times;
  return {
    dialect: assay.engine.dialect,
    start: () => assay.engine.start(),
    describe: (source) => assay.engine.describe(source),
    close: () => Promise.resolve(),
    run: (plan, options) => (left-- > 0 ? Promise.reject(new EngineError('crashed', 'Its helper process ended unexpectedly; the next try starts a new one.')) : assay.engine.run(plan, options)),
  };
}

async function checked(times: number): Promise<LiveDataset> {
  const document = ChunkedDocument.create('file:///t.csv', 'csv', 1, 'a,b\n1,2\n3\n');
  const engine = losing(times);
  const options = { assay: Object.assign(Object.create(assay) as typeof assay, { engine }), path: '/t.csv', config: DEFAULT_CONFIG, relativePath: 't.csv', reading: {}, onFindings: () => {}, onProgress: () => {} };
  const live = new LiveDataset(document, options);
  await live.open();
  live.close();
  return live;
}

test('a check that is lost once is made again', async () => {
  const live = await checked(1);
  assert.equal(live.problem, undefined);
  assert.deepEqual(live.findings().map(({ code }) => code), ['ragged-row', 'missing-value']);
});

test('a check that is lost again and again is told of', async () => {
  const live = await checked(Number.POSITIVE_INFINITY);
  assert.match(live.problem ?? '', /ended unexpectedly/);
});
