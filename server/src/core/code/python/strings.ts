// Python's string literals: what they stand for, and where their content stands in the source.

import type { Literal } from '../syntax/place.ts';

const LITERAL = /^([A-Za-z]{0,2})("""|'''|"|')([\s\S]*)\2$/;

/** A literal with its quotes; undefined where it is not closed, or holds an escape that only Python's tables know. */
export function readLiteral(source: string): Literal | undefined {
  const match = LITERAL.exec(source);
  if (match === null || (match[2]?.length === 1 && /[^\\][\r\n]/.test(match[3] ?? ''))) return undefined;
  const [, prefix = '', quote = '', body = ''] = match;
  const value = isRaw(prefix) ? body : unescape(body);
  const from = prefix.length + quote.length;
  return value === undefined ? undefined : { value, from, to: from + body.length, isPlain: value === body };
}

/** Prefix and opening quote of a literal. */
export function opening(source: string): { readonly isRaw: boolean; readonly length: number; readonly quote: number } | undefined {
  const match = /^([A-Za-z]{0,2})("""|'''|"|')/.exec(source);
  return match === null ? undefined : { isRaw: isRaw(match[1] ?? ''), length: match[0].length, quote: match[2]?.length ?? 1 };
}

function isRaw(prefix: string): boolean {
  return /r/i.test(prefix);
}

const SIMPLE: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"' };
const ESCAPE = /\\(?:(\r\n|\n|\r)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(N)|([\s\S]))/g;

/** undefined for \N{…}; a backslash before any other letter stays, as in Python. */
export function unescape(body: string): string | undefined {
  if (!body.includes('\\')) return body;
  let isKnown = true;
  const value = body.replace(ESCAPE, (whole, newline?: string, octal?: string, ...rest: (string | undefined)[]) => {
    const [x, u, long, named, letter = ''] = rest;
    if (newline !== undefined) return '';
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex = x ?? u ?? long;
    const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
    if (named !== undefined || code > 0x10ffff) isKnown = false;
    if (hex !== undefined && isKnown) return String.fromCodePoint(code);
    return SIMPLE[letter] ?? whole;
  });
  return isKnown ? value : undefined;
}
