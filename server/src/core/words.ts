// How Assay writes numbers, names and values: one voice for findings, hovers, lenses and the command line.

/** Thousands separators: 5766145 is "5,766,145". */
export function count(n: number): string {
  return Math.round(n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** An estimate in two digits: "5.8 M", "310,000". */
export function rough(n: number): string {
  if (n >= 1e9) return `${(n / 1e9).toPrecision(2)} G`;
  if (n >= 1e6) return `${n >= 1e8 ? Math.round(n / 1e7) * 10 : (n / 1e6).toPrecision(2)} M`;
  return count(Number(n.toPrecision(2)));
}

/** "1 row", "2 rows". */
export function plural(n: number, noun: string, many = `${noun}s`): string {
  return `${count(n)} ${n === 1 ? noun : many}`;
}

/** "once", "twice", "1,312 times". */
export function times(n: number): string {
  if (n === 1) return 'once';
  return n === 2 ? 'twice' : `${count(n)} times`;
}

/** A share with one decimal below 10 %, none above; never "0 %" for something that exists, never "100 %" for less than all. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '< 0.1 %';
  if (part < whole && percent > 99) return percent >= 99.9 ? '> 99.9 %' : `${percent.toFixed(1)} %`;
  return percent < 9.95 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** A measured number for reading: four significant digits, thousands separators, no exponent between 1e-4 and 1e15. */
export function number(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return x.toExponential(2);
  if (Number.isInteger(x)) return withSeparators(String(x));
  const digits = size >= 1000 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(size)));
  const text = x.toFixed(Math.min(digits, 8));
  return withSeparators(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

function withSeparators(digits: string): string {
  return digits.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ','));
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const LONGEST_QUOTE = 60;

/** A value between quotes, on one line, control characters shown, the middle left out where it is long. */
export function quote(value: string): string {
  const ends = value.length <= 4 * LONGEST_QUOTE ? value : value.slice(0, 2 * LONGEST_QUOTE) + value.slice(-2 * LONGEST_QUOTE);
  const shown = [...[...ends].map(visible).join('')];
  const parts = shown.length <= LONGEST_QUOTE ? shown : [...shown.slice(0, LONGEST_QUOTE - 16), '…', ...shown.slice(-12)];
  return `"${parts.join('')}"`;
}

function visible(character: string): string {
  if (character === '\n') return '↵';
  if (character === '\t') return '⇥';
  const code = character.codePointAt(0) ?? 0;
  return code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/** A column's name in a sentence: bare where it reads as one word, quoted where it has spaces or marks. */
export function columnName(name: string): string {
  return /^[\p{L}\p{N}_.$%#-]+$/u.test(name) ? name : quote(name);
}

/** "0.4 s", "12 s", "3 min". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** "812 B", "14 KB", "1.2 GB". */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
