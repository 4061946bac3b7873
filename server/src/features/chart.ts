// Small charts for cards. An image knows no styles of the editor, so its colours follow the kind of theme that the
// editor tells; an editor that tells none gets the chart in characters.

import type { Theme } from '../protocol/protocol.ts';
import { count, quote, share } from '../core/words.ts';

/** 'text': no images. */
export type Look = Theme | 'text';

export interface HistogramInput {
  readonly counts: readonly number[];
  /** What stands at the ends of the axis. */
  readonly min: string;
  readonly max: string;
  /** Where the median lies: a share of the way from the smallest value to the largest, and its name. */
  readonly median?: { readonly at?: number; readonly text: string };
}

export interface BarsInput {
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** What the shares are of. */
  readonly whole: number;
  /** What is said below of the values that have no bar. */
  readonly rest?: string;
}

/** VS Code's charts-blue and foreground in its own themes of each kind. */
const COLOURS: { readonly [theme in Theme]: { readonly bar: string; readonly text: string; readonly dim: string } } = {
  dark: { bar: '#3794ff', text: '#cccccc', dim: '#9d9d9d' },
  light: { bar: '#1a85ff', text: '#3b3b3b', dim: '#616161' },
  hcDark: { bar: '#3794ff', text: '#ffffff', dim: '#ffffff' },
  hcLight: { bar: '#1a85ff', text: '#292929', dim: '#292929' },
};

const WIDTH = 320;
const PLOT = 48;
const AXIS = 16;
const LONGEST_END = 155;
const FONT = 'system-ui,-apple-system,Segoe UI,Ubuntu,sans-serif';
const BLOCKS = '▁▂▃▄▅▆▇█';

/** Whether a chart can tell both ends of its axis in full. */
export function tellsEnds({ min, max }: Pick<HistogramInput, 'min' | 'max'>, look: Look): boolean {
  return look !== 'text' && [min, max].every((end) => widthOf(end) <= LONGEST_END);
}

/** Markdown of a histogram with its axis. */
export function histogram(input: HistogramInput, look: Look): string {
  if (look === 'text') return `\`${sparks(input.counts)}\``;
  const { bar, dim } = COLOURS[look];
  const bars = `<g fill="${bar}">${columns(input.counts, { width: WIDTH, height: PLOT, gap: 1 })}</g>`;
  const base = `<path d="M0 ${PLOT + 0.5}H${WIDTH}" stroke="${dim}" stroke-opacity=".5"/>`;
  const said = `values from ${input.min} to ${input.max}${input.median === undefined ? '' : `, ${input.median.text}`}`;
  return image(said, { width: WIDTH, height: PLOT + AXIS, body: bars + base + axis(input, dim) });
}

function axis({ min, max, median }: HistogramInput, colour: string): string {
  const y = PLOT + AXIS - 3;
  const [left, right] = [shorten(min, LONGEST_END), shorten(max, LONGEST_END)];
  const ends = `<text x="0" y="${y}">${left}</text><text x="${WIDTH}" y="${y}" text-anchor="end">${right}</text>`;
  return `<g fill="${colour}" font-family="${FONT}" font-size="11">${ends}${median?.at === undefined ? '' : medianMark({ at: median.at, text: median.text }, { left, right, colour })}</g>`;
}

/** A tick where the median is; its name too where there is room between the ends. */
function medianMark({ at, text }: { at: number; text: string }, { left, right, colour }: { left: string; right: string; colour: string }): string {
  const x = Math.min(1, Math.max(0, at)) * WIDTH;
  const tick = `<path d="M${round(x)} 0V${PLOT + 4}" stroke="${colour}" stroke-dasharray="2 2"/>`;
  const half = widthOf(text) / 2;
  const [from, to] = [widthOf(left) + 8 + half, WIDTH - widthOf(right) - 8 - half];
  if (from > to) return tick;
  return `${tick}<text x="${round(Math.min(to, Math.max(from, x)))}" y="${PLOT + AXIS - 3}" text-anchor="middle">${escape(text)}</text>`;
}

const ROW = 20;
const LONGEST_LABEL = 150;
const LONGEST_COUNT = 110;

/** Markdown of the most frequent values with a bar each. */
export function valueBars({ values, whole, rest }: BarsInput, look: Look): string {
  const most = Math.max(1, ...values.map(({ count: n }) => n));
  const facts = values.map(({ value, count: n }) => ({ value, n, fact: `${count(n)} (${share(n, whole)})` }));
  if (look === 'text') return textBars(facts, { most, rest });
  const { bar, text, dim } = COLOURS[look];
  const labels = Math.min(LONGEST_LABEL, Math.max(...values.map(({ value }) => widthOf(shown(value))))) + 12;
  const room = WIDTH - labels - LONGEST_COUNT;
  const rows = facts.map(({ value, n, fact }, i) => {
    const [width, middle] = [Math.max(2, (n / most) * room), i * ROW + 14];
    return (
      `<text x="0" y="${middle}" fill="${text}">${shorten(shown(value), LONGEST_LABEL)}</text>` +
      `<rect x="${round(labels)}" y="${middle - 9}" width="${round(width)}" height="10" fill="${bar}"/>` +
      `<text x="${round(labels + width + 6)}" y="${middle}" fill="${dim}">${fact}</text>`
    );
  });
  if (rest !== undefined) rows.push(`<text x="0" y="${rows.length * ROW + 14}" fill="${dim}">${escape(rest)}</text>`);
  const said = facts.map(({ value, fact }) => `${quote(value)} ${fact}`).join(', ');
  return image(said, { width: WIDTH, height: rows.length * ROW, body: `<g font-family="${FONT}" font-size="12" xml:space="preserve">${rows.join('')}</g>` });
}

const TEXT_LABEL = 24;
const TEXT_BAR = 16;

function textBars(facts: readonly { value: string; n: number; fact: string }[], { most, rest }: { most: number; rest?: string }): string {
  const labels = facts.map(({ value }) => clip(shown(value), TEXT_LABEL).replaceAll('`', "'"));
  const width = Math.max(...labels.map((label) => label.length));
  const lines = facts.map(({ n, fact }, i) => `${labels[i]?.padEnd(width)}  ${'█'.repeat(Math.max(1, Math.round((n / most) * TEXT_BAR))).padEnd(TEXT_BAR)}  ${fact}`);
  return ['```text', ...lines, ...(rest === undefined ? [] : [rest]), '```'].join('\n');
}

/** A chart as wide as a word, for a line of a table. */
export function spark(counts: readonly number[], look: Look): string {
  if (look === 'text') return sparks(counts);
  const size = { width: 72, height: 14 };
  return image('', { ...size, body: `<g fill="${COLOURS[look].bar}">${columns(counts, { ...size, gap: counts.length > 20 ? 0 : 1 })}</g>` });
}

function sparks(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts.map((n) => (n === 0 ? ' ' : BLOCKS[Math.min(7, Math.floor((n / most) * 8))])).join('');
}

function columns(counts: readonly number[], { width, height, gap }: { width: number; height: number; gap: number }): string {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  return counts
    .map((n, i) => {
      const tall = n === 0 ? 0 : Math.max(1, (n / most) * height);
      return `<rect x="${round(i * step)}" y="${round(height - tall)}" width="${round(Math.max(1, step - gap))}" height="${round(tall)}"/>`;
    })
    .join('');
}

/** `said`: the chart in words, for who does not see it. */
function image(said: string, { width, height, body }: { width: number; height: number; body: string }): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
  return `![${said.replace(/[[\]\\`*_<>|&]/g, '\\$&')}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
}

/** On one line, white space at the edges seen. */
function shown(value: string): string {
  const line = quote(value).slice(1, -1);
  return line.replace(/^ +| +$/g, (spaces) => '·'.repeat(spaces.length));
}

function clip(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** As much of a text as fits into so many pixels, ready to stand in the image. */
function shorten(text: string, most: number): string {
  if (widthOf(text) <= most) return escape(text);
  let characters = [...text];
  while (characters.length > 1 && widthOf(`${characters.join('')}…`) > most) characters = characters.slice(0, -1);
  return escape(`${characters.join('')}…`);
}

/** About how wide a text is drawn, rather too wide than too narrow. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\uffdc\u{1f000}-\u{3ffff}]/u.test(character) ? 13 : /[A-ZMWmw@%]/.test(character) ? 9 : 7), 0);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`).replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

function round(x: number): string {
  return String(Math.round(x * 10) / 10);
}
