// The charts of cards: right for each kind of theme, for editors that show no images, and for any value.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogram, spark, tellsEnds, valueBars } from '../../server/src/features/chart.ts';

function svgOf(markdown: string): string {
  const data = /\(data:image\/svg\+xml;base64,([^)]+)\)$/.exec(markdown)?.[1];
  assert.ok(data !== undefined, markdown);
  return Buffer.from(data, 'base64').toString();
}

const AGES = { counts: [1, 0, 4, 2], min: '18', max: '67', median: { at: 0.5, text: 'median 42' } };

test('a histogram has its axis, and says in words what it shows', () => {
  const markdown = histogram(AGES, 'dark');
  assert.ok(markdown.startsWith('![values from 18 to 67, median 42]('));
  assert.match(svgOf(markdown), />18<.*>67<.*>median 42</);
});

test('a median between long ends has a tick without a name', () => {
  const svg = svgOf(histogram({ ...AGES, min: '2010-01-01 00:00:00', max: '2020-01-01 00:00:00' }, 'light'));
  assert.ok(svg.includes('stroke-dasharray') && !svg.includes('median'));
});

test('each kind of theme has its own text colour', () => {
  const colours = (['dark', 'light', 'hcDark', 'hcLight'] as const).map((theme) => /fill="(#\w+)" font/.exec(svgOf(histogram(AGES, theme)))?.[1]);
  assert.equal(new Set(colours).size, 4);
});

test('an editor that shows no images gets characters', () => {
  assert.equal(histogram(AGES, 'text'), '`▃ █▅`');
  assert.equal(spark([0, 1, 2], 'text'), ' ▅█');
  assert.equal(valueBars({ values: [{ value: 'a', count: 3 }], whole: 4, rest: 'and 1 other value' }, 'text').split('\n')[1], 'a  ████████████████  3 (75 %)');
  assert.equal(tellsEnds(AGES, 'text'), false);
});

test('a value cannot break out of the chart', () => {
  const values = [{ value: '</text><script>&"\u0001', count: 2 }, { value: ' x](y) `z`\n', count: 1 }];
  const markdown = valueBars({ values, whole: 3 }, 'dark');
  assert.doesNotMatch(svgOf(markdown), /<script|\u0001/);
  assert.ok(svgOf(markdown).includes('·x](y)'), 'white space at an edge is seen');
  assert.match(markdown, /^!\[(?:[^[\]\\\n]|\\.)*\]\(data:/);
});
