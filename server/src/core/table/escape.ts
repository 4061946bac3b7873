// Quotes that a backslash keeps from closing their cell ("a \"quoted\" word"), where most texts double them.

import type { Dialect } from './dataset.ts';

/** The dialect with a backslash as its escape, or with none. */
export function withEscape(dialect: Dialect, isEscaped: boolean): Dialect {
  return { ...dialect, escape: isEscaped ? '\\' : '' };
}

/** The quote that closes a cell: the next one that is neither escaped nor doubled. -1 where there is none. */
export function closingEscaped(text: string, start: number, quote: string, escape: string): number {
  let from = start + 1;
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, from)) {
    if (isEscaped(text, at, { start: from, escape })) from = at + 1;
    else if (text.startsWith(quote, at + 1)) from = at + 2;
    else return at;
  }
  return -1;
}

/** Whether an odd number of escapes stands right before a place. */
function isEscaped(text: string, at: number, { start, escape }: { readonly start: number; readonly escape: string }): boolean {
  let first = at;
  while (first > start && text.startsWith(escape, first - 1)) first--;
  return (at - first) % 2 === 1;
}

/** The value between the quotes of a cell; undefined where a quote in it is neither escaped nor doubled. */
export function unescaped(inner: string, quote: string, escape: string): string | undefined {
  let value = '';
  for (let at = 0; at < inner.length; at++) {
    const [c, next] = [inner[at], inner[at + 1]];
    if (c === escape && (next === quote || next === escape)) value += inner[++at] ?? '';
    else if (c === escape && next === undefined) return undefined; // it escapes the quote that would close the cell
    else if (c !== quote) value += c ?? '';
    else if (next === quote) value += inner[++at] ?? '';
    else return undefined;
  }
  return value;
}

/** A value as it stands between quotes. */
export function escaped(value: string, quote: string, escape: string | undefined): string {
  if (escape === undefined || escape === '') return value.replaceAll(quote, quote + quote);
  return value.replaceAll(escape, escape + escape).replaceAll(quote, escape + quote);
}
