// What is known of a column, in words.

import type { ColumnProfile } from '../contract/dataset.ts';
import { count, number, plural, share } from '../contract/words.ts';
import { oneLine } from './look.ts';

/** Empty cells, nulls, and words that stand for missing. */
export function missingOf({ missing, sentinels }: ColumnProfile): number {
  return sentinels.reduce((sum, { count: n }) => sum + n, missing);
}

/** Bars of values that occur once each say nothing. */
export function repeats({ top, distinct, count: n }: ColumnProfile): boolean {
  return (top[0]?.count ?? 0) > 1 && distinct < n * 0.5;
}

export function distinctWords({ distinct, distinctExact }: ColumnProfile): string {
  return `${distinctExact ? '' : '≈ '}${plural(distinct, 'value')}`;
}

export function factsOf(profile: ColumnProfile): string[] {
  const { distinct, distinctExact, min, max, lengths, count: n, top } = profile;
  if (n === 0) return ['no value'];
  if (distinct === 1) return ['one value', clip(oneLine(top[0]?.value ?? min ?? ''))];
  const facts = [`${distinctExact ? '' : '≈ '}${count(distinct)} distinct`];
  if (profile.type !== 'text' && min !== undefined && max !== undefined) facts.push(clip(oneLine(min)), clip(oneLine(max)));
  else if (lengths !== undefined) facts.push(lengths.min === lengths.max ? plural(lengths.max, 'character') : `length ${count(lengths.min)} – ${count(lengths.max)}`);
  return facts;
}

function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

/** "760 M", "2.8 G": there is room for no more below a chart. */
export function shortNumber(x: number): string {
  const size = Math.abs(x);
  for (const [unit, letter] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'k']] as const) {
    if (size >= unit) return `${Number((x / (letter === 'k' ? 1e3 : unit)).toPrecision(3))} ${letter}`;
  }
  return number(x);
}

/** Name and value of each figure. */
export function figuresOf(profile: ColumnProfile, rows: number): [name: string, value: string][] {
  const missing = missingOf(profile);
  const figures: [string, string][] = [['missing', `${count(missing)} (${share(missing, rows)})`], ['distinct', distinctWords(profile)]];
  if (profile.min !== undefined) figures.push(['smallest', oneLine(profile.min)]);
  for (const [p, name] of [[0.25, 'quarter'], [0.5, 'median'], [0.75, 'three quarters']] as const) {
    const found = profile.quantiles.find(([at]) => at === p);
    if (found !== undefined) figures.push([name, number(found[1])]);
  }
  if (profile.mean !== undefined) figures.push(['mean', number(profile.mean)]);
  if (profile.max !== undefined) figures.push(['largest', oneLine(profile.max)]);
  return figures;
}

/** The figures and the most frequent values, for the pointer to tell. */
export function tooltipOf(profile: ColumnProfile, rows: number): string {
  const top = repeats(profile) ? profile.top.slice(0, 10).map(({ value, count: n }) => `${clip(oneLine(value))}: ${count(n)} (${share(n, profile.count)})`) : [];
  return [...figuresOf(profile, rows).map(([name, value]) => `${name}: ${value}`), ...(top.length > 0 ? ['', ...top] : [])].join('\n');
}
