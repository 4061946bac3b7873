// The chunked document behaves as the one of vscode-languageserver, under any edits, with chunks of any size.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ChunkedDocument } from '../../../server/src/core/table/document.ts';
import { holds } from '../../support/property.ts';

const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\r\n', '😀', 'é'), maxLength: 60 });
// Offsets as a share of the text, since editors only send places that exist (past them the reference loses count of lines).
const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.double({ min: 0, max: 1, noNaN: true }), text });
const change = fc.oneof({ weight: 8, arbitrary: edit }, { weight: 1, arbitrary: fc.record({ text }) });

function toChange(made: { from?: number; to?: number; text: string }, document: TextDocument) {
  if (made.from === undefined || made.to === undefined) return { text: made.text };
  const place = (share: number) => document.positionAt(Math.floor(share * document.getText().length));
  return { range: { start: place(Math.min(made.from, made.to)), end: place(Math.max(made.from, made.to)) }, text: made.text };
}

test('text, positions and offsets after any edits', () => {
  holds(
    fc.property(text, fc.array(change, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (start, changes, chunkSize) => {
      let reference = TextDocument.create('file:///a.csv', 'csv', 1, start);
      const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, start, chunkSize);
      for (const [i, made] of changes.entries()) {
        const edit = toChange(made, reference);
        reference = TextDocument.update(reference, [edit], i + 2);
        ChunkedDocument.update(document, [edit], i + 2);
        assert.equal(document.getText(), reference.getText());
      }
      assert.equal(document.lineCount, reference.lineCount);
      assert.equal(document.version, reference.version);
      for (let offset = 0; offset <= document.length; offset++) assert.deepEqual(document.positionAt(offset), reference.positionAt(offset), `offset ${offset}`);
      for (let line = 0; line < 14; line++) {
        for (let character = 0; character < 6; character++) assert.equal(document.offsetAt({ line, character }), reference.offsetAt({ line, character }), `${line}:${character}`);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an edit leaves all but a few chunks as they were', () => {
  const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, 'a,b,c\n'.repeat(100_000));
  const before = new Set(document.chunks);
  ChunkedDocument.update(document, [{ range: { start: { line: 50_000, character: 1 }, end: { line: 50_000, character: 1 } }, text: 'x' }], 2);
  assert.ok(document.chunks.filter((chunk) => !before.has(chunk)).length <= 2);
});

test('typing and deleting in one place leaves no crumbs', () => {
  const size = 1000;
  const document = ChunkedDocument.create('file:///a.csv', 'csv', 1, 'a,b,c\n'.repeat(2000), size);
  const at = { line: 700, character: 0 };
  for (let i = 0; i < 2000; i++) ChunkedDocument.update(document, [{ range: { start: at, end: at }, text: 'x,y\n' }], i + 2);
  assert.ok(document.chunks.length <= (2 * document.length) / size, `${document.chunks.length} chunks`);
  for (let i = 0; i < 3000; i++) ChunkedDocument.update(document, [{ range: { start: at, end: { line: at.line + 1, character: 0 } }, text: '' }], i + 3000);
  assert.ok(document.chunks.length <= (2 * document.length) / size + 2, `${document.chunks.length} chunks`);
});
