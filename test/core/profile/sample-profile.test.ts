// The first profile, from a sample, is close to the exact one, says that it is a sample, and comes soon.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileSample, WORTH_SAMPLING } from '../../../server/src/core/profile/sample-profile.ts';
import { profileSource } from '../../../server/src/core/profile/profile-source.ts';
import { findDataset } from '../../../server/src/core/table/datasets.ts';
import { prepare } from '../../../server/src/core/table/prepare.ts';
import { NodeFiles } from '../../../server/src/node/files.ts';
import { NodeScratch } from '../../../server/src/node/scratch.ts';
import { csvFile, testEngine } from '../../support/engine.ts';

const engine = testEngine();
const ports = { engine, files: new NodeFiles(), scratch: new NodeScratch() };

/** Sorted by time, with a sentinel, quotes and line breaks: a head of the file would mislead. */
function text(rows: number): string {
  const lines = ['when,amount,city,note'];
  for (let i = 0; i < rows; i++) {
    const amount = i % 33 === 0 ? 'NA' : ((i * 7919) % 100_000) / 100;
    const note = i % 5 === 0 ? `"said ""${i}"",\nthen left"` : `a note about row ${i}`;
    lines.push(`${new Date(1.5e12 + i * 60_000).toISOString()},${amount},${['Oslo', 'Bergen', 'Bodø'][i % 3]},${note}`);
  }
  return `${lines.join('\n')}\n`;
}

test('a sample of a large file says what the whole file says, within its error', async () => {
  const path = csvFile(text(320_000));
  const dataset = await findDataset(path, ports.files);
  assert.ok(dataset !== undefined && dataset.bytes > WORTH_SAMPLING);
  const prepared = await prepare(dataset, ports);
  const sampled = await profileSample(prepared, ports);
  assert.ok(sampled);
  const { profile, values } = sampled;
  const whole = await profileSource(prepared.source, engine, { sample: values });
  assert.equal(profile.exact, false);
  assert.ok((profile.sampledRows ?? 0) > 1000);
  assert.equal(values[0]?.length, profile.sampledRows);
  assert.ok(Math.abs(profile.rows / whole.rows - 1) < 0.05, `${profile.rows} rows for ${whole.rows}`);
  for (const [i, column] of whole.columns.entries()) {
    const seen = profile.columns[i];
    assert.ok(seen);
    assert.equal(seen.type, column.type);
    assert.equal(seen.distinctExact, false);
    assert.deepEqual(seen.sentinels.map(({ value }) => value), column.sentinels.map(({ value }) => value));
  }
  const [, seen] = profile.columns;
  const [, exact] = whole.columns;
  assert.ok(Math.abs((seen?.mean ?? 0) / (exact?.mean ?? 1) - 1) < 0.05);
  const median = (quantiles: readonly (readonly [number, number])[] = []) => quantiles.find(([p]) => p === 0.5)?.[1] ?? Number.NaN;
  assert.ok(Math.abs(median(seen?.quantiles) / median(exact?.quantiles) - 1) < 0.1);
  await prepared.dispose();
});

test('a small file has no sample', async () => {
  const dataset = await findDataset(csvFile(text(50)), ports.files);
  assert.ok(dataset);
  const prepared = await prepare(dataset, ports);
  assert.equal(await profileSample(prepared, ports), undefined);
  await prepared.dispose();
});
