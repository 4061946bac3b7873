// Where a path in code leads, and whether its absence is worth a word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reference } from '../../../server/src/core/code/reference.ts';
import { candidates, folderOf, isGlob, isInside, isMissed, normalise, relativeTo, resolveReference, starts } from '../../../server/src/core/code/resolve.ts';
import type { Files } from '../../../server/src/core/ports.ts';

const context = { file: '/w/app/src/train.py', roots: ['/w', '/other'], home: '/people/me' };

/** A disk that holds these files, and the folders around them. */
function disk(...paths: readonly string[]): Files {
  const folders = new Set(paths.flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i).join('/') || '/')));
  const kindOf = (path: string) => (paths.includes(path) ? 'file' : folders.has(path) ? 'directory' : undefined);
  return { stat: async (path: string) => (kindOf(path) === undefined ? undefined : { kind: kindOf(path), size: 1, modified: 0 }) } as unknown as Files;
}

function sure(target: string, more: Partial<Reference> = {}): Reference {
  return { target, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, reader: 'pandas.read_csv', sure: true, writes: false, ...more };
}

test('a relative path starts from the own folder, the root around it, the other roots, and the folders between', () => {
  assert.deepEqual(candidates({ target: 'd/x.csv' }, context), ['/w/app/src/d/x.csv', '/w/d/x.csv', '/other/d/x.csv', '/w/app/d/x.csv']);
  assert.deepEqual(starts({ base: 'file' }, context), ['/w/app/src']);
  assert.deepEqual(candidates({ target: '../x.csv', base: 'file' }, context), ['/w/app/x.csv']);
});

test('an absolute path and one from home have one meaning', () => {
  assert.deepEqual(candidates({ target: '/a/./b/../x.csv' }, context), ['/a/x.csv']);
  assert.deepEqual(candidates({ target: 'C:/a/x.csv' }, context), ['C:/a/x.csv']);
  assert.deepEqual(candidates({ target: '~/x.csv' }, context), ['/people/me/x.csv']);
  assert.deepEqual(candidates({ target: '~/x.csv' }, { ...context, home: undefined }), []);
  assert.equal(candidates({ target: '~x.csv' }, context)[0], '/w/app/src/~x.csv'); // a file's name
});

test('dots are walked, as far as there are folders', () => {
  assert.equal(normalise('/a/../../b'), '/b');
  assert.equal(normalise('a/b/../../..'), '..');
  assert.equal(normalise('../../x'), '../../x');
  assert.equal(normalise('./a//b/.'), 'a/b');
});

test('folders and what they hold', () => {
  assert.deepEqual(['/a/b', '/a', '/'].map(folderOf), ['/a', '/', '/']);
  assert.ok(isInside('/a/b', '/a') && isInside('/a', '/') && !isInside('/ab', '/a') && !isInside('/a', '/a'));
  assert.ok(['*.csv', 'a?.csv', '[ab].csv', '{a,b}.csv'].every(isGlob) && !isGlob('a.csv'));
  assert.deepEqual([['/a/b', '/a/c/x'], ['/a', '/a/x'], ['/a/b/c', '/x'], ['/a/b', '/a/b']].map(([from = '', to = '']) => relativeTo(from, to)), ['../c/x', 'x', '../../../x', '../b']);
});

test('the first candidate that is there; a glob where its fixed part is', async () => {
  assert.equal(await resolveReference({ target: 'x.csv' }, context, disk('/other/x.csv', '/w/x.csv')), '/w/x.csv');
  assert.equal(await resolveReference({ target: 'd/*.csv' }, context, disk('/w/d/x.txt')), '/w/d/*.csv');
  assert.equal(await resolveReference({ target: 'd/*.csv' }, context, disk('/w/d')), undefined);
  assert.equal(await resolveReference({ target: 'x.csv' }, context, disk()), undefined);
});

test('only what certainly names data here is missed', async () => {
  assert.equal(await isMissed(sure('x.csv'), context, disk()), true);
  assert.equal(await isMissed(sure('x.csv', { sure: false }), context, disk()), false);
  assert.equal(await isMissed(sure('~/x.csv'), { ...context, home: undefined }, disk()), false);
  assert.equal(await isMissed(sure('x.csv'), context, disk('/w/app/src/x.csv.dvc')), false);
  assert.equal(await isMissed(sure('d/x.csv'), context, disk('/w/d.dvc')), false);
});

test('an absolute path is missed where its folder, or the one around it, is of this machine', async () => {
  assert.equal(await isMissed(sure('/srv/data/x.csv'), context, disk('/srv/data/y.csv')), true);
  assert.equal(await isMissed(sure('/srv/data/x.csv'), context, disk('/srv/y.csv')), true);
  assert.equal(await isMissed(sure('/srv/data/x.csv'), context, disk('/y.csv')), false);
  assert.equal(await isMissed(sure('/srv/x.csv'), context, disk('/y.csv')), false);
});
