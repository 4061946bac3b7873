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

/** Seconds since 1970 (or since midnight) that a date or time stands for; NaN where it does not parse. */
export function toSeconds(text: string, typing: Typing): number {
  if (!parses(text, typing)) return Number.NaN;
  if (typing.format !== undefined) return formatSeconds(text, typing.format);
  if (typing.type === 'time') {
    const [, hours, minutes, seconds] = TIME.exec(text) ?? [];
    return clockSeconds(hours, minutes, seconds);
  }
  const [, year, , month, day] = DATE.exec(text) ?? TIMESTAMP.exec(text) ?? [];
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
  if (typing.type === 'date') return midnight;
  const [, , , , , hours, minutes, seconds] = TIMESTAMP.exec(text) ?? [];
  const fraction = Number(/:\d{1,2}(\.\d+)/.exec(text)?.[1] ?? 0);
  return midnight + clockSeconds(hours, minutes, seconds) + fraction - offsetSeconds(text);
}

function clockSeconds(hours = '0', minutes = '0', seconds = '0'): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** How far a time zone such as +02:00 is ahead of UTC. */
function offsetSeconds(text: string): number {
  const [, sign, hours, minutes = '0'] = /:\S*? ?([+-])(\d{2})(?::?(\d{2}))?\s*$/.exec(text) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
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

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: readonly [hours: number, minutes: number, seconds: number];
}

function partsOf(text: string, format: string): Parts | undefined {
  const groups = patternOf(format).exec(text)?.groups;
  if (groups === undefined) return undefined;
  const month = groups.b === undefined ? Number(groups.m) : MONTHS.indexOf(groups.b.toLowerCase()) + 1;
  const year = groups.Y === undefined ? fullYear(Number(groups.y)) : Number(groups.Y);
  return { year, month, day: Number(groups.d), clock: [Number(groups.H ?? 0), Number(groups.M ?? 0), Number(groups.S ?? 0)] };
}

/** As strptime has it: 69 to 99 are of the last century. */
function fullYear(twoDigits: number): number {
  return twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
}

function matchesFormat(text: string, format: string): boolean {
  const parts = partsOf(text, format);
  return parts !== undefined && isDay(parts.year, parts.month, parts.day) && isClock(...parts.clock);
}

function formatSeconds(text: string, format: string): number {
  const parts = partsOf(text, format);
  if (parts === undefined) return Number.NaN;
  return Date.UTC(parts.year, parts.month - 1, parts.day) / 1000 + parts.clock[0] * 3600 + parts.clock[1] * 60 + parts.clock[2];
}
