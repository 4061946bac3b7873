// Charts of an HTML report: inline SVG in the page's own colours, each with its figures in words.

import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { count, number } from '../words.ts';
import type { TopValues } from './document.ts';
import { dataText, escapeHtml } from './html-text.ts';
import { quote } from '../words.ts';

const WIDTH = 360;
const HEIGHT = 96;

/** Bars over an axis; undefined where the column has no such picture. */
export function histogramChart({ histogram, min, max, quantiles, name }: ColumnProfile, { exact }: Profile): string | undefined {
  if (histogram === undefined || min === undefined || max === undefined) return undefined;
  const { counts, edges } = histogram;
  const most = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const bars = counts.map((n, i) => {
    const tall = n === 0 ? 0 : Math.max(1, (n / most) * HEIGHT);
    return `<rect x="${round(i * step)}" y="${round(HEIGHT - tall)}" width="${round(Math.max(0.5, step - (step > 4 ? 1 : 0)))}" height="${round(tall)}"/>`;
  });
  const median = quantiles.find(([p]) => p === 0.5)?.[1];
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const isPlaced = median !== undefined && last > first;
  const tick = isPlaced ? `<path class="median" d="M${round(((median - first) / (last - first)) * WIDTH)} 0V${HEIGHT}"/>` : '';
  const said = `Histogram of ${quote(name)}: values from ${min} to ${max}${median === undefined ? '' : `, median ${number(median)}`}. The fullest of ${counts.length} bars holds ${histogram.exact ? '' : 'about '}${count(most)}.`;
  const ends = `<div class="ends"><span>${dataText(min)}</span>${median === undefined ? '' : `<span class="dim">median ${escapeHtml(number(median))}</span>`}<span>${dataText(max)}</span></div>`;
  const note = histogram.exact ? '' : `<p class="note">Bars are drawn from quantiles: each is off by at most 1 % of the rows.</p>`;
  const isSampled = exact ? '' : '<p class="note">From a sample.</p>';
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT + 1}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(said)}"><g class="bars">${bars.join('')}</g><path class="base" d="M0 ${HEIGHT + 0.5}H${WIDTH}"/>${tick}</svg>${ends}${note}${isSampled}</figure>`;
}

/** The most frequent values: a table whose bars are for the eye alone. */
export function valuesTable({ values, rest }: TopValues, caption: string): string {
  const most = Math.max(...values.map(({ part }) => part), Number.EPSILON);
  const rows = values.map(({ value, part, text }) => {
    const bar = text === undefined ? '' : `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${round(Math.max(1, (part / most) * 100))}" height="10"/></svg>`;
    return `<tr><th scope="row" class="value">${dataText(quote(value))}</th>${text === undefined ? '' : `<td class="room">${bar}</td><td class="figure">${escapeHtml(text)}</td>`}</tr>`;
  });
  const isCounted = values[0]?.text !== undefined;
  const head = isCounted ? '<tr class="unseen"><th scope="col">value</th><td></td><th scope="col">rows</th></tr>' : '<tr class="unseen"><th scope="col">value</th></tr>';
  const note = [...(isCounted ? [] : ['About in this order; not counted one by one.']), ...(rest === undefined ? [] : [`And ${rest}.`])].join(' ');
  return `<table class="values"><caption>${caption}</caption><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>${note === '' ? '' : `<p class="note">${escapeHtml(note)}</p>`}`;
}

/** A share as a thin bar beside its number. */
export function shareBar(part: number, whole: number): string {
  const width = whole === 0 ? 0 : (part / whole) * 100;
  return `<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4"/><rect width="${round(width > 0 ? Math.max(1, width) : 0)}" height="4"/></svg>`;
}

/** A histogram as large as a word. */
export function spark(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const step = 80 / Math.max(1, counts.length);
  const bars = counts.map((n, i) => {
    const tall = n === 0 ? 0 : Math.max(1, (n / most) * 18);
    return `<rect x="${round(i * step)}" y="${round(18 - tall)}" width="${round(Math.max(0.5, step - (step > 3 ? 0.6 : 0)))}" height="${round(tall)}"/>`;
  });
  return `<svg class="spark" viewBox="0 0 80 18" aria-hidden="true"><g class="bars">${bars.join('')}</g></svg>`;
}

function round(x: number): string {
  return String(Math.round(x * 10) / 10);
}
