// Whether a text reads as a type: the JavaScript twin of the casts in column-sql.ts. Tests hold the two together.

import type { ColumnProfile, ColumnType } from './profile.ts';

/** What decides how a column's text is read. */
export type Typing = Pick<ColumnProfile, 'type' | 'format'>;

const NUMBER = /^[ \t\n\v\f\r]*[+-]?(\d(_?\d)*\.?(\d(_?\d)*)?|\.\d(_?\d)*)([eE][+-]?\d+)?[ \t\n\v\f\r]*$/;
const DATE = /^[ \t\n\v\f\r]*(\d{4,5})([-/])(\d{1,2})\2(\d{1,2})(?:[T ].*|[ \t\n\v\f\r]*)$/;
const TIMESTAMP =
  /^[ \t\n\v\f\r]*(\d{4,5})([-/])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?)?(?:Z| ?[+-]\d{2}(?::?\d{2})?| UTC)?[ \t\n\v\f\r]*$/;
const TIME = /^[ \t\n\v\f\r]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?[ \t\n\v\f\r]*$/;

/** Lower-case words for true and for false. */
export const TRUE_WORDS: readonly string[] = ['true', 't', 'yes', 'y'];
export const FALSE_WORDS: readonly string[] = ['false', 'f', 'no', 'n'];
const BOOLEANS = new Set([...TRUE_WORDS, ...FALSE_WORDS]);

const PARSERS: { readonly [type in ColumnType]: (text: string) => boolean } = {
  // A whole-number column takes decimals: what is odd there is a word, not a fraction.
  integer: isNumber,
  number: isNumber,
  boolean: (text) => BOOLEANS.has(text.toLowerCase()),
  date: (text) => isCalendarDay(DATE.exec(text)),
  datetime: isTimestamp,
  time: isTime,
  text: () => true,
  nested: () => true,
  empty: () => true,
};

/** Whether a cell's text fits its column. */
export function parses(text: string, typing: Typing): boolean {
  return typing.format === undefined ? PARSERS[typing.type](text) : matchesFormat(text, typing.format);
}

/** The number a text stands for, or NaN. */
export function toNumber(text: string): number {
  return isNumber(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
}

/** What the cast takes for infinite or no number, once a sign or space hides the word (see the engine's tryNumber). */
const HIDDEN_INFINITY = /^(?=[ \t\n\v\f\r+-])[ \t\n\v\f\r]*[+-]?(inf|infinity|nan)[ \t\n\v\f\r]*$/i;

function isNumber(text: string): boolean {
  if (HIDDEN_INFINITY.test(text)) return true;
  return NUMBER.test(text) && Number.isFinite(Number(text.replaceAll('_', '')));
}

function isCalendarDay(match: RegExpExecArray | null): boolean {
  return match !== null && isDay(Number(match[1]), Number(match[3]), Number(match[4]));
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!isCalendarDay(match)) return false;
  return isClock(Number(match?.[5] ?? 0), Number(match?.[6] ?? 0), Number(match?.[7] ?? 0));
}

function isTime(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && isClock(Number(match[1]), Number(match[2]), Number(match[3] ?? 0));
}

function isClock(hours: number, minutes: number, seconds: number): boolean {
  return hours < 24 && minutes < 60 && seconds < 60;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The formats besides ISO 8601 that a column of dates may be written in, and whether they hold a time of day. */
export const DATE_FORMATS: readonly { readonly format: string; readonly hasTime: boolean }[] = [
  { format: '%m/%d/%Y', hasTime: false },
  { format: '%d/%m/%Y', hasTime: false },
  { format: '%d.%m.%Y', hasTime: false },
  { format: '%d-%m-%Y', hasTime: false },
  { format: '%b %d %Y', hasTime: false },
  { format: '%b %d, %Y', hasTime: false },
  { format: '%d %b %Y', hasTime: false },
  { format: '%d-%b-%Y', hasTime: false },
  { format: '%d-%b-%y', hasTime: false },
  { format: '%m/%d/%Y %H:%M', hasTime: true },
  { format: '%d/%m/%Y %H:%M', hasTime: true },
  { format: '%m/%d/%Y %H:%M:%S', hasTime: true },
  { format: '%d/%m/%Y %H:%M:%S', hasTime: true },
  { format: '%Y/%m/%d %H:%M', hasTime: true },
];

const FIELDS: { readonly [field: string]: string } = {
  '%Y': '(?<Y>\\d{4})',
  '%y': '(?<y>\\d{2})',
  '%m': '(?<m>\\d{1,2})',
  '%d': '(?<d>\\d{1,2})',
  '%b': '(?<b>[A-Za-z]{3})',
  '%H': '(?<H>\\d{1,2})',
  '%M': '(?<M>\\d{1,2})',
  '%S': '(?<S>\\d{1,2})',
};

const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known !== undefined) return known;
  const source = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[A-Za-z]/g, (field) => FIELDS[field] ?? field);
  const pattern = new RegExp(`^\\s*${source}\\s*$`);
  patterns.set(format, pattern);
  return pattern;
}

function matchesFormat(text: string, format: string): boolean {
  const groups = patternOf(format).exec(text)?.groups;
  if (groups === undefined) return false;
  const month = groups.b === undefined ? Number(groups.m) : MONTHS.indexOf(groups.b.toLowerCase()) + 1;
  const year = groups.Y === undefined ? 2000 + Number(groups.y) : Number(groups.Y);
  return isDay(year, month, Number(groups.d)) && isClock(Number(groups.H ?? 0), Number(groups.M ?? 0), Number(groups.S ?? 0));
}
