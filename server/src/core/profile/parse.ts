// Whether a text reads as a type: the JavaScript twin of the casts in column-sql.ts. Tests hold the two together.

import type { ColumnProfile, ColumnType } from './profile.ts';

/** What decides how a column's text is read. */
export type Typing = Pick<ColumnProfile, 'type' | 'format'>;

/** Digits can be read in one way only: a second way would take hours over a cell of a million digits. */
const NUMBER = /^[ \t\n\v\f\r]*[+-]?(\d(_?\d)*(\.(\d(_?\d)*)?)?|\.\d(_?\d)*)([eE][+-]?\d+)?[ \t\n\v\f\r]*$/;
const DAY = String.raw`([1-9]\d{3})([-/ \\])(\d{1,2})\2(\d{1,2})`;
const ZONE = String.raw`(?:Z|[+-]\d{2}(?::?\d{2}(?::\d{2})?)?| [uU][tT][cC])?`;
const CLOCK = String.raw`(\d{1,2}):(\d{1,2})(?::(?:(\d{1,2})(\.\d*)?${ZONE}[ \t\n\v\f\r]*)?)?`;
const DATE = new RegExp(`^${DAY}(?:\\D.*)?$`, 's');
const TIMESTAMP = new RegExp(`^${DAY}(?:(?:T|(?=[ \t\n\v\f\r]))[ \t\n\v\f\r]*${CLOCK})?$`);
const TIME = new RegExp(`^${CLOCK}$`);
/** A date column's cells are no longer than this: a time of day behind the date would be lost. */
const LONGEST_DATE = 10;

/** Lower-case words for true and for false. */
export const TRUE_WORDS: readonly string[] = ['true', 't', 'yes', 'y'];
export const FALSE_WORDS: readonly string[] = ['false', 'f', 'no', 'n'];
const BOOLEANS = new Set([...TRUE_WORDS, ...FALSE_WORDS]);

const PARSERS: { readonly [type in ColumnType]: (text: string) => boolean } = {
  // A whole-number column takes decimals: what is odd there is a word, not a fraction.
  integer: isNumber,
  number: isNumber,
  boolean: (text) => BOOLEANS.has(text.toLowerCase()),
  date: (text) => [...text.slice(0, 2 * LONGEST_DATE + 1)].length <= LONGEST_DATE && isCalendarDay(DATE.exec(text)),
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

function isNumber(text: string): boolean {
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
  return isEngineClock(match?.[5], match?.[6], match?.[7], match?.[8]);
}

/** 24:00 is the end of a day, to the microsecond: what comes behind the sixth digit is not looked at. */
function isEngineClock(hours = '0', minutes = '0', seconds = '0', fraction = ''): boolean {
  const isMidnight = Number(hours) === 24 && Number(minutes) === 0 && Number(seconds) === 0 && !/[1-9]/.test(fraction.slice(0, 7));
  return isMidnight || isClock(Number(hours), Number(minutes), Number(seconds));
}

function isTime(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && isEngineClock(match[1], match[2], match[3], match[4]);
}

/** Seconds since 1970 (or since midnight) that a date or time stands for, a time zone left aside as the engine does; NaN where it does not parse. */
export function toSeconds(text: string, typing: Typing): number {
  if (!parses(text, typing)) return Number.NaN;
  if (typing.format !== undefined) return formatSeconds(text, typing.format);
  if (typing.type === 'time') {
    const [, hours, minutes, seconds, fraction] = TIME.exec(text) ?? [];
    return clockSeconds({ hours, minutes, seconds, fraction });
  }
  const [, year, , month, day] = DATE.exec(text) ?? [];
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  if (typing.type === 'date') return midnight;
  const [hours, minutes, seconds, fraction] = TIMESTAMP.exec(text)?.slice(5) ?? [];
  return midnight + clockSeconds({ hours, minutes, seconds, fraction });
}

/** Date.UTC would take the year 99 for 1999. */
function midnightOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 1000;
}

function clockSeconds(clock: { hours?: string; minutes?: string; seconds?: string; fraction?: string }): number {
  const { hours = 0, minutes = 0, seconds = 0, fraction = '' } = clock;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + (fraction.length > 1 ? Number(fraction) : 0);
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
  '%Y': '(?<Y>[1-9]\\d{3})',
  '%y': '(?<y>\\d{1,2})',
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
  const source = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[A-Za-z]/g, (field) => FIELDS[field] ?? field).replaceAll(' ', '\\s+');
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
  return midnightOf(parts.year, parts.month, parts.day) + parts.clock[0] * 3600 + parts.clock[1] * 60 + parts.clock[2];
}
